package io.github.dnswhy.whatif;

import io.github.dnswhy.evidence.ResolvConf;
import io.github.dnswhy.model.IpAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * The settings of glibc's resolver that a replay obeys.
 *
 * @param servers the nameservers in order, at most three
 * @param search the search list
 * @param ndots names with so many dots are asked as they are first
 * @param timeoutSeconds how long the first server is waited for
 * @param attempts how often the servers are gone through
 * @param rotate whether lookups begin with another server each
 * @param serial whether A and AAAA are asked one after the other ({@code single-request}, {@code single-request-reopen})
 * @param dotted whether names that resolve as they are were written with a final dot
 */
record ResolverRules(
        List<IpAddress> servers,
        List<String> search,
        int ndots,
        int timeoutSeconds,
        int attempts,
        boolean rotate,
        boolean serial,
        boolean dotted) {
    private static final int MOST_SERVERS = 3;
    private static final long SECOND = 1_000_000_000L;

    ResolverRules {
        servers = List.copyOf(servers);
        search = List.copyOf(search);
    }

    static ResolverRules of(ResolvConf conf) {
        return new ResolverRules(
                conf.usedNameservers(),
                conf.search(),
                conf.ndots(),
                conf.timeoutSeconds(),
                Math.max(1, conf.attempts()),
                conf.has("rotate"),
                conf.has("single-request") || conf.has("single-request-reopen"),
                false);
    }

    /** The defaults of glibc with the servers and the search list that one client's lookups show. */
    static ResolverRules seen(List<Recording> recordings) {
        List<IpAddress> servers = new ArrayList<>();
        List<String> search = List.of();
        int ndots = 1;
        for (Recording recording : recordings) {
            List<IpAddress> asked = new ArrayList<>();
            List<String> suffixes = new ArrayList<>();
            String base = recording.lookup().name();
            for (Round round : recording.rounds()) {
                if (!asked.contains(round.server()) && asked.size() < MOST_SERVERS) {
                    asked.add(round.server());
                }
                String suffix = suffix(base, round.name());
                if (!suffix.isEmpty() && !suffixes.contains(suffix)) {
                    suffixes.add(suffix);
                }
            }
            servers = asked.size() > servers.size() ? asked : servers;
            search = suffixes.size() > search.size() ? suffixes : search;
            if (!suffix(base, recording.firstName()).isEmpty()) {
                ndots = Math.max(ndots, dots(base) + 1);
            }
        }
        return new ResolverRules(servers, search, ndots, 5, 2, false, false, false);
    }

    private static String suffix(String base, String name) {
        return name.length() > base.length() + 1 && name.startsWith(base) && name.charAt(base.length()) == '.'
                ? name.substring(base.length() + 1)
                : "";
    }

    static int dots(String name) {
        int dots = 0;
        for (int i = 0; i < name.length(); i++) {
            dots += name.charAt(i) == '.' ? 1 : 0;
        }
        return dots;
    }

    /** How long a server is waited for: {@code retrans << ns}, divided by the servers but for the first, at least 1 s. */
    long waitNanos(int server) {
        long seconds = (long) timeoutSeconds << server;
        return Math.max(1, server > 0 ? seconds / servers.size() : seconds) * SECOND;
    }

    ResolverRules withTimeout(int seconds, int rounds) {
        return new ResolverRules(servers, search, ndots, seconds, rounds, rotate, serial, dotted);
    }

    ResolverRules withServers(List<IpAddress> other) {
        return new ResolverRules(other, search, ndots, timeoutSeconds, attempts, rotate, serial, dotted);
    }

    ResolverRules withNdots(int dots) {
        return new ResolverRules(servers, search, dots, timeoutSeconds, attempts, rotate, serial, dotted);
    }

    ResolverRules rotated() {
        return new ResolverRules(servers, search, ndots, timeoutSeconds, attempts, true, serial, dotted);
    }

    ResolverRules oneByOne() {
        return new ResolverRules(servers, search, ndots, timeoutSeconds, attempts, rotate, true, dotted);
    }

    ResolverRules withDots() {
        return new ResolverRules(servers, search, ndots, timeoutSeconds, attempts, rotate, serial, true);
    }
}
