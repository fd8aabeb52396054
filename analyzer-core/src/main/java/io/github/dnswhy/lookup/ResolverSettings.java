package io.github.dnswhy.lookup;

import io.github.dnswhy.model.IpAddress;
import java.time.Duration;
import java.util.List;

/**
 * How a client's resolver is configured: the words of resolv.conf(5).
 *
 * @param nameservers the servers in their order; empty when unknown
 * @param search the search list in presentation form without the final dot; empty when unknown
 * @param ndots names with fewer dots are tried with the search list first
 * @param timeout how long the first server of the list is waited for
 * @param attempts how often the whole list of servers is gone through
 * @param given whether a resolv.conf said so; otherwise these are the resolver's defaults, refined by what is seen
 */
public record ResolverSettings(
        List<IpAddress> nameservers, List<String> search, int ndots, Duration timeout, int attempts, boolean given) {
    /** The defaults of glibc (resolv.h: RES_TIMEOUT 5, RES_DFLRETRY 2, ndots 1) with nothing known of servers and search list. */
    public static final ResolverSettings DEFAULTS =
            new ResolverSettings(List.of(), List.of(), 1, Duration.ofSeconds(5), 2, false);

    /** Copies the lists. */
    public ResolverSettings {
        nameservers = List.copyOf(nameservers);
        search = List.copyOf(search);
    }
}
