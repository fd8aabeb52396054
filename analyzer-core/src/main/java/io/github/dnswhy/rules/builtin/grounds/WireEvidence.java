package io.github.dnswhy.rules.builtin.grounds;

import io.github.dnswhy.facts.FrameReference;
import io.github.dnswhy.facts.ServerFacts;
import io.github.dnswhy.model.Evidence;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.LookupStep;
import io.github.dnswhy.model.Quantities;
import io.github.dnswhy.model.StepFate;
import io.github.dnswhy.rules.Facts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Makes evidence of what captures show, each with a display filter of Wireshark for its frames.
 *
 * <p>A piece of evidence names frames of one capture: of several, the first that has any. {@link #frames}, {@link #transactions} and
 * {@link #lookups} give examples for a fact; {@link #statistic} states a number over the whole input; {@link #moveAfter} and
 * {@link #steps} read the lookups that were kept.
 */
public final class WireEvidence {
    /** Enough to look at by hand. */
    private static final int EXAMPLES = 8;

    private final Facts facts;

    public WireEvidence(Facts facts) {
        this.facts = facts;
    }

    /** Single frames, such as responses with an error. */
    public Evidence.Frames frames(String text, double weight, List<FrameReference> frames) {
        return of(text, weight, Evidence.Frames.Kind.FRAMES, frames);
    }

    /** Transactions, by the frames of their queries. */
    public Evidence.Frames transactions(String text, double weight, List<FrameReference> queries) {
        return of(text, weight, Evidence.Frames.Kind.TRANSACTIONS, queries);
    }

    /** The first few of these lookups, by the frames of their first queries. */
    public Evidence.Frames lookups(String text, double weight, List<Lookup> lookups) {
        List<FrameReference> first = new ArrayList<>();
        for (Lookup lookup : lookups) {
            if (!lookup.steps().isEmpty() && first.size() < EXAMPLES) {
                first.add(query(lookup.steps().get(0)));
            }
        }
        return of(text, weight, Evidence.Frames.Kind.LOOKUPS, first);
    }

    private Evidence.Frames of(String text, double weight, Evidence.Frames.Kind kind, List<FrameReference> references) {
        int capture =
                references.stream().mapToInt(FrameReference::capture).min().orElse(0);
        TreeSet<Long> numbers = new TreeSet<>();
        for (FrameReference reference : references) {
            if (reference.capture() == capture && reference.frame() > 0 && numbers.size() < EXAMPLES) {
                numbers.add(reference.frame());
            }
        }
        String file = capture < facts.capture().files().size()
                ? facts.capture().files().get(capture)
                : "";
        List<Long> frames = List.copyOf(numbers);
        return new Evidence.Frames(Quantities.sentence(text), weight, kind, file, frames, filter(frames));
    }

    /** The display filter that shows these frames; empty for none. */
    public static String filter(List<Long> frames) {
        if (frames.isEmpty()) {
            return "";
        }
        StringBuilder filter = new StringBuilder("frame.number in {");
        for (int i = 0; i < frames.size(); i++) {
            filter.append(i == 0 ? "" : ", ").append(frames.get(i));
        }
        return filter.append('}').toString();
    }

    /** A number over the whole input; the name in camelCase, the unit {@code ms}, {@code s}, {@code ratio} or {@code count}. */
    public static Evidence.Statistic statistic(String text, double weight, String name, double value, String unit) {
        return new Evidence.Statistic(Quantities.sentence(text), weight, name, value, unit);
    }

    /** Where a step's query stands. */
    public static FrameReference query(LookupStep step) {
        return new FrameReference(step.capture(), step.frame());
    }

    /** The steps of kept lookups at one server, lookup by lookup in order of time. */
    public List<LookupStep> steps(IpAddress server) {
        List<LookupStep> steps = new ArrayList<>();
        for (Lookup lookup : facts.lookups().kept()) {
            for (LookupStep step : lookup.steps()) {
                if (step.server().equals(server)) {
                    steps.add(step);
                }
            }
        }
        return steps;
    }

    /** How long the clients waited for this server in vain before they went on: the median over kept lookups. */
    public Optional<Duration> moveAfter(ServerFacts server) {
        long[] waits = steps(server.address()).stream()
                .filter(step -> step.fate() == StepFate.TIMEOUT)
                .mapToLong(step -> step.duration().toNanos())
                .sorted()
                .toArray();
        return waits.length == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(waits[waits.length / 2]));
    }
}
