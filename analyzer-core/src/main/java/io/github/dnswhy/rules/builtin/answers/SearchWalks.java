package io.github.dnswhy.rules.builtin.answers;

import io.github.dnswhy.facts.ServerFacts;
import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.LookupStep;
import io.github.dnswhy.model.StepFate;
import io.github.dnswhy.rules.Facts;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What walks through the search list cost: which answers they caused, and what lookups spent before they asked for the name that
 * answered.
 *
 * @param nxdomain NXDOMAIN of all answers, as a ratio
 * @param candidates answers to names that a walk left behind, of the NXDOMAIN ones, as a ratio
 * @param before felt time before the last name of each kept walk
 * @param timeouts whether queries on the way were waited for in vain
 * @param names what the applications asked for, the most frequent first
 */
record SearchWalks(double nxdomain, double candidates, Duration before, boolean timeouts, List<String> names) {
    private static final int NAMES = 10;

    static SearchWalks of(Facts facts) {
        long answers = 0;
        long nxdomain = 0;
        for (ServerFacts server : facts.lookupServers()) {
            answers +=
                    server.rcodes().values().stream().mapToLong(Long::longValue).sum();
            nxdomain += server.rcodes().getOrDefault("NXDOMAIN", 0L);
        }
        Duration before = Duration.ZERO;
        boolean timeouts = false;
        Map<String, Long> names = new HashMap<>();
        for (Lookup lookup : facts.lookups().kept()) {
            List<LookupStep> steps = lookup.steps();
            int last = firstOfLastName(steps);
            if (last > 0) {
                names.merge(lookup.name(), 1L, Long::sum);
                before = before.plus(steps.get(last).offset());
                timeouts |= steps.subList(0, last).stream().anyMatch(step -> step.fate() == StepFate.TIMEOUT);
            }
        }
        return new SearchWalks(
                answers == 0 ? 0 : (double) nxdomain / answers,
                nxdomain == 0 ? 0 : Math.min(1, facts.lookups().walkQueries() / (double) nxdomain),
                before,
                timeouts,
                mostFrequent(names));
    }

    private static int firstOfLastName(List<LookupStep> steps) {
        int first = steps.size() - 1;
        while (first > 0 && steps.get(first - 1).name().equals(steps.get(first).name())) {
            first--;
        }
        return first;
    }

    private static List<String> mostFrequent(Map<String, Long> names) {
        return names.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(NAMES)
                .map(Map.Entry::getKey)
                .toList();
    }
}
