package io.github.dnswhy.rules.builtin.grounds;

import io.github.dnswhy.evidence.CoreDnsLog;
import io.github.dnswhy.evidence.QueryLine;
import io.github.dnswhy.facts.AnswerFacts;
import io.github.dnswhy.model.Evidence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A query log whose server took far longer than those of the other logs.
 *
 * @param file the log
 * @param median the median of its durations
 * @param others the greatest median of the other logs
 * @param lines a few of its slow lines
 */
public record SlowLog(String file, Duration median, Duration others, List<Evidence.Line> lines) {
    private static final int LEAST_QUERIES = 10;
    private static final int EXAMPLES = 5;

    /** Copies the list. */
    public SlowLog {
        lines = List.copyOf(lines);
    }

    /** The log that is slow, and slower than all others by this factor; empty when there is none, or but one log. */
    public static Optional<SlowLog> apart(List<CoreDnsLog> logs, double factor) {
        List<CoreDnsLog> sorted = new ArrayList<>(
                logs.stream().filter(l -> l.queries().size() >= LEAST_QUERIES).toList());
        sorted.sort(Comparator.comparing(SlowLog::median));
        if (sorted.size() < 2) {
            return Optional.empty();
        }
        CoreDnsLog slowest = sorted.get(sorted.size() - 1);
        Duration others = median(sorted.get(sorted.size() - 2));
        Duration median = median(slowest);
        Duration floor = others.toMillis() > 0 ? others : Duration.ofMillis(1);
        if (median.toMillis() < AnswerFacts.SLOW_MILLIS || median.toNanos() < factor * floor.toNanos()) {
            return Optional.empty();
        }
        return Optional.of(new SlowLog(
                slowest.file(),
                median,
                others,
                slowest.queries().stream()
                        .filter(q -> q.took().compareTo(median) >= 0)
                        .limit(EXAMPLES)
                        .map(q -> new Evidence.Line(q.at().line(), q.text()))
                        .toList()));
    }

    private static Duration median(CoreDnsLog log) {
        List<Duration> took =
                log.queries().stream().map(QueryLine::took).sorted().toList();
        return took.get(took.size() / 2);
    }
}
