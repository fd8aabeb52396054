package io.github.dnswhy.rules.builtin.grounds;

import io.github.dnswhy.facts.ServerFacts;
import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.LookupStep;
import io.github.dnswhy.model.ServerRole;
import io.github.dnswhy.model.StepFate;
import io.github.dnswhy.rules.Facts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Times in which a server that is well otherwise answered nothing: it died, came up late, or was restarted.
 *
 * @param from when the longest began: time of its first query without an answer
 * @param to time of its last query without an answer
 * @param count how many there were
 * @param queries queries without an answer in all of them
 */
public record Outages(Instant from, Instant to, int count, long queries) {
    /** Shorter gaps are lost packets or a hiccup. */
    private static final Duration SHORTEST = Duration.ofSeconds(10);

    /** So many queries in a row without an answer, their retries not counted, are no chance even if every other flow is lost. */
    private static final int LEAST_QUERIES = 12;

    /** A server that loses queries at other times too is not dead, but lossy. */
    private static final double MOST_OUTSIDE = 0.05;

    private record Query(Instant time, int id, boolean answered) {}

    /**
     * The outages of a server, by the lookups that were kept.
     *
     * @return empty when there is none, or when what it lost is not explained by outages alone
     */
    public static Optional<Outages> of(Facts facts, ServerFacts server) {
        ServerFacts.Rounds rounds = server.rounds();
        boolean lossy = 10 * (rounds.pairsLosingA() + rounds.pairsLosingAaaa()) > rounds.pairsLost();
        // A service address whose endpoints answer is not out; one of them may be dead.
        boolean endpointAnswers = server.role() != ServerRole.NODE_LOCAL_CACHE
                && facts.endpoints().stream()
                        .anyMatch(endpoint -> endpoint.transactions().answered() > 0
                                && endpoint.transactions().answeredRatio() >= DeadServer.HEALTHY.value());
        boolean failing = 2 * rounds.erred() > rounds.answered();
        if (lossy || failing || endpointAnswers || server.longestSilence().compareTo(SHORTEST) < 0) {
            return Optional.empty();
        }
        List<Query> queries = queries(facts, server);
        long unanswered = queries.stream().filter(q -> !q.answered()).count();
        int count = 0;
        long within = 0;
        Query from = null;
        Query to = null;
        for (int i = 0; i < queries.size(); ) {
            int j = i;
            while (j < queries.size() && !queries.get(j).answered()) {
                j++;
            }
            if (j > i
                    && distinct(queries.subList(i, j)) >= LEAST_QUERIES
                    && !length(queries.get(i), queries.get(j - 1))
                            .minus(SHORTEST)
                            .isNegative()) {
                count++;
                within += j - i;
                if (from == null || length(queries.get(i), queries.get(j - 1)).compareTo(length(from, to)) > 0) {
                    from = queries.get(i);
                    to = queries.get(j - 1);
                }
            }
            i = Math.max(j, i + 1);
        }
        long outside = unanswered - within;
        if (count == 0 || outside > MOST_OUTSIDE * Math.max(1, queries.size() - within) + 2) {
            return Optional.empty();
        }
        return Optional.of(new Outages(from.time(), to.time(), count, within));
    }

    private static long distinct(List<Query> queries) {
        return queries.stream().mapToInt(Query::id).distinct().count();
    }

    private static Duration length(Query from, Query to) {
        return Duration.between(from.time(), to.time());
    }

    private static List<Query> queries(Facts facts, ServerFacts server) {
        List<Query> queries = new ArrayList<>();
        for (Lookup lookup : facts.lookups().kept()) {
            for (LookupStep step : lookup.steps()) {
                if (step.server().equals(server.address()) && step.fate() != StepFate.OPEN) {
                    boolean lost = step.fate() == StepFate.TIMEOUT || step.fate() == StepFate.REJECTED;
                    queries.add(new Query(lookup.start().plus(step.offset()), step.id(), !lost));
                }
            }
        }
        queries.sort(Comparator.comparing(Query::time));
        return queries;
    }

    /** When, in words: {@code between 10:00:03 and 10:00:48 UTC}. */
    public String when() {
        String longest = "between " + clock(from) + " and " + clock(to) + " UTC";
        return count == 1 ? longest : "in " + count + " outages, the longest " + longest;
    }

    private static String clock(Instant time) {
        return time.toString().substring(11, 19);
    }
}
