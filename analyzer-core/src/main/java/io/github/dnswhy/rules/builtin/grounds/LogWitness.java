package io.github.dnswhy.rules.builtin.grounds;

import io.github.dnswhy.evidence.CoreDnsLog;
import io.github.dnswhy.evidence.QueryLine;
import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.LookupStep;
import io.github.dnswhy.model.StepFate;
import io.github.dnswhy.rules.Facts;
import java.util.HashMap;
import java.util.Map;

/**
 * What the query logs of the cluster DNS say of queries that stayed without an answer and were answered when repeated.
 *
 * <p>A repetition keeps its ID, so the log shows such a query once when the lost one never arrived, more often when only its
 * response was lost. A log line is the same query as one of the capture when client, ID, name and type agree: no clock is needed.
 *
 * @param notArrived lost queries that no server saw
 * @param arrived lost queries that a server saw
 */
public record LogWitness(long notArrived, long arrived) {
    public static LogWitness of(Facts facts) {
        Map<String, Integer> seen = new HashMap<>();
        for (CoreDnsLog log : facts.evidence().clusterDnsLogs()) {
            for (QueryLine line : log.queries()) {
                seen.merge(
                        key(line.client().address().toString(), line.id(), line.type(), line.name()), 1, Integer::sum);
            }
        }
        long notArrived = 0;
        long arrived = 0;
        if (!seen.isEmpty()) {
            for (Lookup lookup : facts.lookups().kept()) {
                for (LookupStep step : lookup.steps()) {
                    if (step.fate() == StepFate.TIMEOUT) {
                        int repeated = answeredRepetitions(lookup, step);
                        String client = lookup.client().toString();
                        int lines = seen.getOrDefault(key(client, step.id(), step.type(), step.name()), 0);
                        notArrived += repeated > 0 && lines == repeated ? 1 : 0;
                        arrived += repeated > 0 && lines > repeated ? 1 : 0;
                    }
                }
            }
        }
        return new LogWitness(notArrived, arrived);
    }

    private static int answeredRepetitions(Lookup lookup, LookupStep lost) {
        int answered = 0;
        for (LookupStep step : lookup.steps()) {
            boolean same = step.id() == lost.id()
                    && step.type().equals(lost.type())
                    && step.name().equals(lost.name());
            answered += same && step.responseFrame() > 0 ? 1 : 0;
        }
        return answered;
    }

    private static String key(String client, int id, String type, String name) {
        return client + ' ' + id + ' ' + type + ' ' + name;
    }
}
