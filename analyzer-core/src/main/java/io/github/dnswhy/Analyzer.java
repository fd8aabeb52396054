package io.github.dnswhy;

import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Limits;
import io.github.dnswhy.model.Report;
import io.github.dnswhy.model.ServerRole;
import io.github.dnswhy.packet.DnsPorts;
import io.github.dnswhy.packet.TunnelPorts;
import io.github.dnswhy.rules.Rules;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Analyzes the inputs of an incident. Immutable and thread-safe: one analyzer may run many analyses, at the same time too. */
public final class Analyzer {
    private final AnalysisSettings settings;

    private Analyzer(AnalysisSettings settings) {
        this.settings = settings;
    }

    /**
     * Starts to build an analyzer with the defaults.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Analyzes files and directories together as one incident.
     *
     * @param inputs what an engineer has: captures, thread dumps, logs, configuration, or directories of them
     * @return the report
     * @throws NothingUsableException if the inputs exist, but none can be analyzed
     * @throws IOException if none of the inputs exists
     */
    public Report analyze(Path... inputs) throws IOException {
        return analyze(Arrays.stream(inputs).map(InputSource::path).toList());
    }

    /**
     * Analyzes inputs together as one incident.
     *
     * @param inputs files, directories, the standard input
     * @return the report
     * @throws NothingUsableException if the inputs exist, but none can be analyzed
     * @throws IOException if none of the inputs exists
     */
    public Report analyze(List<InputSource> inputs) throws IOException {
        return new Analysis(settings).run(inputs);
    }

    /** Builds analyzers. Not thread-safe. */
    public static final class Builder {
        private Limits limits = Limits.defaults();
        private int threads = 1;
        private DnsPorts dnsPorts = DnsPorts.standard();
        private TunnelPorts tunnelPorts = TunnelPorts.assigned();
        private Optional<ZoneOffset> zone = Optional.empty();
        private Optional<Duration> clockOffset = Optional.empty();
        private final Map<IpAddress, ServerRole> roles = new HashMap<>();
        private Optional<Instant> from = Optional.empty();
        private Optional<Instant> to = Optional.empty();
        private Duration slowThreshold = Duration.ofSeconds(1);
        private Supplier<Rules> rules = Rules::builtIn;
        private boolean hashInputs = true;
        private Progress progress = (done, total) -> {};
        private AnalysisListener listener = AnalysisListener.NONE;

        private Builder() {}

        /**
         * Bounds of memory and time.
         *
         * @param bounds the bounds
         * @return this
         */
        public Builder limits(Limits bounds) {
            limits = bounds;
            return this;
        }

        /**
         * How many threads may work; the report does not depend on it.
         *
         * @param count at least 1
         * @return this
         * @throws IllegalArgumentException if it is less
         */
        public Builder threads(int count) {
            if (count < 1) {
                throw new IllegalArgumentException("threads must be at least 1, not " + count);
            }
            threads = count;
            return this;
        }

        /**
         * Ports that carry DNS beside 53. On 5353, which it shares with multicast DNS, unicast DNS is recognised anyway; named here,
         * every datagram on it is DNS that does not go to a group.
         *
         * @param ports 1..65535 each
         * @return this
         */
        public Builder dnsPorts(int... ports) {
            int[] all = Arrays.copyOf(ports, ports.length + 1);
            all[ports.length] = DnsPorts.STANDARD;
            dnsPorts = DnsPorts.of(all);
            return this;
        }

        /**
         * UDP ports that carry tunnels beside the assigned ones: VXLAN, VXLAN-GPE, Geneve or GTP-U, told by their headers. A port
         * that carries DNS carries no tunnel.
         *
         * @param ports 1..65535 each
         * @return this
         */
        public Builder tunnelPorts(int... ports) {
            tunnelPorts = TunnelPorts.and(ports);
            return this;
        }

        /**
         * The zone of the clocks that print local time without one (thread dumps).
         *
         * @param offset the offset from UTC
         * @return this
         */
        public Builder zone(ZoneOffset offset) {
            zone = Optional.of(offset);
            return this;
        }

        /**
         * How much the clock of the thread dumps is ahead of the captures' clock, in UTC.
         *
         * @param offset dump time minus capture time
         * @return this
         */
        public Builder clockOffset(Duration offset) {
            clockOffset = Optional.of(offset);
            return this;
        }

        /**
         * Says what a server is, instead of inferring it.
         *
         * @param address the server
         * @param role its role
         * @return this
         */
        public Builder role(IpAddress address, ServerRole role) {
            roles.put(address, role);
            return this;
        }

        /**
         * Leaves out frames before a moment.
         *
         * @param start the moment
         * @return this
         */
        public Builder from(Instant start) {
            from = Optional.of(start);
            return this;
        }

        /**
         * Leaves out frames after a moment.
         *
         * @param end the moment
         * @return this
         */
        public Builder to(Instant end) {
            to = Optional.of(end);
            return this;
        }

        /**
         * From where on a lookup is slow.
         *
         * @param threshold felt time, 1 s by default
         * @return this
         */
        public Builder slowThreshold(Duration threshold) {
            slowThreshold = threshold;
            return this;
        }

        /**
         * Which causes are judged.
         *
         * @param judged for example {@code Rules.builtIn().plus(mine)}
         * @return this
         */
        public Builder rules(Rules judged) {
            rules = () -> judged;
            return this;
        }

        /**
         * Whether the report tells the SHA-256 of the inputs, which costs reading them once more.
         *
         * @param hash true by default
         * @return this
         */
        public Builder hashInputs(boolean hash) {
            hashInputs = hash;
            return this;
        }

        /**
         * Who is told how far the reading has come.
         *
         * @param watcher called from the decoding thread
         * @return this
         */
        public Builder progress(Progress watcher) {
            progress = watcher;
            return this;
        }

        /**
         * Who takes complete streams of rows.
         *
         * @param taker called from one thread
         * @return this
         */
        public Builder listener(AnalysisListener taker) {
            listener = taker;
            return this;
        }

        /**
         * Builds the analyzer.
         *
         * @return an immutable analyzer
         */
        public Analyzer build() {
            return new Analyzer(new AnalysisSettings(
                    limits,
                    threads,
                    dnsPorts,
                    tunnelPorts,
                    zone,
                    clockOffset,
                    roles,
                    from,
                    to,
                    slowThreshold,
                    rules,
                    hashInputs,
                    progress,
                    listener));
        }
    }
}
