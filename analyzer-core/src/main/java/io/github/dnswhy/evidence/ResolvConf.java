package io.github.dnswhy.evidence;

import io.github.dnswhy.model.IpAddress;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A resolv.conf(5) as glibc reads it. {@code RES_OPTIONS} and {@code LOCALDOMAIN} of the process may change it and are
 * not seen here.
 *
 * @param file the file as given
 * @param nameservers every valid nameserver in order; only the first {@value #MOST_NAMESERVERS} are used
 * @param search the search list in order, names without their final dot, lower-cased; of several lines the last one
 * @param searchLine where the search list stands, 0 when there is none
 * @param optionsLine where the first options stand, 0 when there are none
 * @param ndotsGiven {@code ndots} as written
 * @param timeoutGiven {@code timeout} as written, in seconds
 * @param attemptsGiven {@code attempts} as written
 * @param flags the options without a value as written, for example {@code rotate}, {@code single-request}, {@code
 * use-vc}
 */
public record ResolvConf(
        String file,
        List<Nameserver> nameservers,
        List<String> search,
        long searchLine,
        long optionsLine,
        OptionalInt ndotsGiven,
        OptionalInt timeoutGiven,
        OptionalInt attemptsGiven,
        Set<String> flags) {
    /** How many nameservers glibc and musl use (MAXNS in resolv.h). */
    public static final int MOST_NAMESERVERS = 3;

    /** RES_MAXNDOTS, RES_MAXRETRANS and RES_MAXRETRY of glibc's resolv.h. */
    private static final int MOST_NDOTS = 15;

    private static final int MOST_TIMEOUT = 30;
    private static final int MOST_ATTEMPTS = 5;

    /** Copies the lists. */
    public ResolvConf {
        nameservers = List.copyOf(nameservers);
        search = List.copyOf(search);
        flags = Set.copyOf(flags);
    }

    /**
     * A nameserver line.
     *
     * @param line where it stands
     * @param address the address
     */
    public record Nameserver(long line, IpAddress address) {}

    /**
     * The nameservers that are asked.
     *
     * @return at most three, in order; 127.0.0.1 when none is given
     */
    public List<IpAddress> usedNameservers() {
        return nameservers.isEmpty()
                ? List.of(IpAddress.v4(0x7F000001))
                : nameservers.stream()
                        .limit(MOST_NAMESERVERS)
                        .map(Nameserver::address)
                        .toList();
    }

    /**
     * How many dots a name needs to be asked as it is first.
     *
     * @return 0..15, 1 by default
     */
    public int ndots() {
        return Math.min(ndotsGiven.orElse(1), MOST_NDOTS);
    }

    /**
     * How long one attempt waits.
     *
     * @return seconds, 1..30, 5 by default
     */
    public int timeoutSeconds() {
        return Math.max(1, Math.min(timeoutGiven.orElse(5), MOST_TIMEOUT));
    }

    /**
     * How often the list of nameservers is gone through.
     *
     * @return 0..5, 2 by default
     */
    public int attempts() {
        return Math.min(attemptsGiven.orElse(2), MOST_ATTEMPTS);
    }

    /**
     * Whether an option without a value is set.
     *
     * @param flag its name
     * @return true when it is
     */
    public boolean has(String flag) {
        return flags.contains(flag);
    }
}
