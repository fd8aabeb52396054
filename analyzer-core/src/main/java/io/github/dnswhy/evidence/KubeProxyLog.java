package io.github.dnswhy.evidence;

import java.time.LocalTime;
import java.time.MonthDay;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a log of kube-proxy tells of how Services are implemented on its node.
 *
 * @param file the file as given
 * @param lines how many lines it has
 * @param mode the mode in effect at the end of the log
 * @param statements every line that names a mode or a fallback, in order
 * @param version the version it names
 * @param conntrackMax {@code nf_conntrack_max} as it set it
 */
public record KubeProxyLog(
        String file,
        long lines,
        Optional<Mode> mode,
        List<Statement> statements,
        Optional<String> version,
        OptionalLong conntrackMax) {
    /** Copies the list. */
    public KubeProxyLog {
        statements = List.copyOf(statements);
    }

    /** How Services are implemented. */
    public enum Mode {
        /** iptables rules. */
        IPTABLES("iptables"),
        /** IPVS, whose Service addresses are bound on the node. */
        IPVS("ipvs"),
        /** nftables rules. */
        NFTABLES("nftables"),
        /** The old proxy in user space. */
        USERSPACE("userspace"),
        /** Windows. */
        KERNELSPACE("kernelspace");

        private final String text;

        Mode(String text) {
            this.text = text;
        }

        /**
         * The name in kube-proxy's configuration.
         *
         * @return the name in lower case
         */
        public String text() {
            return text;
        }
    }

    /** What a line says of the mode. */
    public enum Meaning {
        /** The proxier that is in use. */
        EFFECTIVE,
        /** The mode that was chosen because none was configured. */
        DEFAULTED,
        /** The mode that is taken because the configured one cannot be used. */
        FALLBACK
    }

    /**
     * A line that names a mode.
     *
     * @param at where it stands
     * @param klogTime the time of the line's own header
     * @param meaning what it says of the mode
     * @param mode the mode
     * @param text the message, cut to 500 characters
     */
    public record Statement(LogPlace at, Optional<KlogTime> klogTime, Meaning meaning, Mode mode, String text) {}

    /**
     * The time of a klog header, which names neither year nor zone.
     *
     * @param day month and day
     * @param time time of day
     */
    public record KlogTime(MonthDay day, LocalTime time) {}
}
