package io.github.dnswhy.report;

import io.github.dnswhy.model.Anomaly;
import io.github.dnswhy.model.Blame;
import io.github.dnswhy.model.BlindSpot;
import io.github.dnswhy.model.Evidence;
import io.github.dnswhy.model.Finding;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.Impact;
import io.github.dnswhy.model.Input;
import io.github.dnswhy.model.InputKind;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.LookupOutcome;
import io.github.dnswhy.model.LookupStep;
import io.github.dnswhy.model.LookupSummary;
import io.github.dnswhy.model.Percentiles;
import io.github.dnswhy.model.Place;
import io.github.dnswhy.model.Remedy;
import io.github.dnswhy.model.Report;
import io.github.dnswhy.model.ServerRole;
import io.github.dnswhy.model.Severity;
import io.github.dnswhy.model.StepFate;
import io.github.dnswhy.model.StopGap;
import io.github.dnswhy.model.ThreadSummary;
import io.github.dnswhy.model.Threshold;
import io.github.dnswhy.model.Timeline;
import io.github.dnswhy.model.Traffic;
import io.github.dnswhy.model.Transport;
import io.github.dnswhy.model.Verdict;
import io.github.dnswhy.model.WaitKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;

/** Reports in which every text is hostile and every number anything that a {@code long} of nanoseconds holds. */
final class HostileReports {
    private final String text;
    private final Random random;

    private HostileReports(String text, long seed) {
        this.text = text;
        random = new Random(seed);
    }

    /** A report with {@code text} in every place that takes one. */
    static Report with(String text, long seed) {
        return new HostileReports(text, seed).report();
    }

    private <E extends Enum<E>> E any(Class<E> type) {
        E[] constants = type.getEnumConstants();
        return constants[random.nextInt(constants.length)];
    }

    private long count() {
        return random.nextInt(4) == 0 ? random.nextLong() >>> 1 : random.nextInt(2_000);
    }

    private int small() {
        return random.nextInt(4);
    }

    private double share() {
        return random.nextInt(8) == 0 ? Double.NaN : random.nextDouble() * 1.2 - 0.1;
    }

    private Duration duration() {
        return random.nextInt(4) == 0
                ? Duration.ofNanos(random.nextLong())
                : Duration.ofNanos(random.nextLong(20_000_000_000L));
    }

    private Instant time() {
        return random.nextInt(4) == 0
                ? Instant.EPOCH.plusNanos(random.nextLong())
                : Reports.START.plusNanos(random.nextLong(20_000_000_000L));
    }

    private IpAddress address() {
        return random.nextBoolean()
                ? IpAddress.v4(random.nextInt())
                : new IpAddress(random.nextLong(), random.nextLong());
    }

    private List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (int i = small(); i > 0; i--) {
            texts.add(text);
        }
        return texts;
    }

    private Optional<String> maybe() {
        return random.nextBoolean() ? Optional.of(text) : Optional.empty();
    }

    private Percentiles percentiles() {
        return new Percentiles(duration(), duration(), duration(), duration(), duration());
    }

    private Report report() {
        List<Finding> findings = new ArrayList<>();
        findings.add(finding(text));
        findings.add(finding("not-dns-exonerated"));
        for (int i = small(); i > 0; i--) {
            findings.add(finding(text));
        }
        Verdict verdict = new Verdict(
                any(Verdict.Answer.class),
                Optional.of(text),
                share(),
                text,
                text,
                List.of(address()),
                texts(),
                Optional.of(time()),
                Optional.of(time()),
                new Verdict.Cost(count(), count(), count(), duration(), small(), small()));
        return new Report(
                new Report.Tool(text, text),
                verdict,
                findings,
                List.of(new Report.RuledOut(text, share(), text), new Report.RuledOut(text, share(), text)),
                List.of(new Report.NotApplicable(text, texts())),
                List.of(new Report.FailedRule(text, text)),
                List.of(new BlindSpot(text, text), new BlindSpot(text, "")),
                List.of(input(), input(), input()),
                new Traffic(
                        count(),
                        count(),
                        count(),
                        count(),
                        count(),
                        Map.of(),
                        count(),
                        List.of(server(), server()),
                        List.of(client(text)),
                        List.of(new Traffic.Count(text, count())),
                        Map.of(text, count()),
                        Map.of(text, count())),
                new LookupSummary(
                        count(),
                        count(),
                        count(),
                        count(),
                        duration(),
                        Optional.of(percentiles()),
                        duration(),
                        List.of(waited(text), waited(text)),
                        List.of(lookup(), lookup())),
                threads(),
                new Timeline(
                        Duration.ofSeconds(small()),
                        Reports.START,
                        List.of(new Timeline.Slice(
                                count(), count(), count(), Optional.of(duration()), Map.of(address(), count()))),
                        List.of(new Timeline.Event(time(), text, text, text))),
                List.of(stopGap(), stopGap()));
    }

    private StopGap stopGap() {
        return new StopGap(text, text, count(), count(), figures(), figures());
    }

    private StopGap.Figures figures() {
        return new StopGap.Figures(count(), count(), duration(), duration());
    }

    private Finding finding(String cause) {
        return new Finding(
                cause,
                text,
                any(Severity.class),
                any(FindingRole.class),
                any(Blame.class),
                share(),
                text,
                text,
                new Impact(count(), count(), count(), duration(), small()),
                List.of(address()),
                texts(),
                facts(),
                facts(),
                List.of(new Remedy(text, maybe(), maybe()), Remedy.of(text)),
                texts(),
                List.of(new Threshold(text, random.nextDouble() * 1e12, text, text)),
                text);
    }

    private List<Evidence> facts() {
        return List.of(
                new Evidence.Frames(text, share(), any(Evidence.Frames.Kind.class), text, List.of(1L, count()), text),
                new Evidence.Threads(
                        text,
                        share(),
                        text,
                        List.of(new Evidence.ThreadPlace(1, text, 1), new Evidence.ThreadPlace(2, text, 3))),
                new Evidence.Lines(
                        text, share(), text, List.of(new Evidence.Line(1, text), new Evidence.Line(2, text))),
                new Evidence.Statistic(text, share(), text, share(), text));
    }

    private Input input() {
        return new Input(
                text,
                any(InputKind.class),
                text,
                count(),
                maybe(),
                OptionalLong.of(count()),
                OptionalLong.of(count()),
                Optional.of(time()),
                Optional.empty(),
                List.of(new Anomaly(text, count(), Place.offset(count())), new Anomaly(text, 1, Place.line(3))));
    }

    private Traffic.ServerTraffic server() {
        return new Traffic.ServerTraffic(
                address(),
                any(ServerRole.class),
                count(),
                count(),
                count(),
                count(),
                Map.of(text, count()),
                Optional.of(percentiles()),
                duration());
    }

    private Lookup lookup() {
        List<LookupStep> steps = new ArrayList<>();
        for (int i = random.nextInt(30); i > 0; i--) {
            steps.add(new LookupStep(
                    duration(),
                    small(),
                    1 + random.nextInt(9),
                    address(),
                    any(Transport.class),
                    text,
                    text,
                    random.nextInt(65_536),
                    any(StepFate.class),
                    maybe(),
                    duration(),
                    random.nextInt(9)));
        }
        return new Lookup(count(), address(), text, texts(), time(), duration(), any(LookupOutcome.class), steps);
    }

    private ThreadSummary threads() {
        ThreadSummary.Dump dump = new ThreadSummary.Dump(
                text,
                1,
                1,
                Optional.of(time()),
                Optional.of(duration()),
                text,
                text,
                small(),
                Map.of(Thread.State.BLOCKED, small()),
                small(),
                small(),
                small(),
                OptionalInt.of(small()));
        return new ThreadSummary(
                List.of(dump, dump),
                List.of(new ThreadSummary.Group(text, small(), text, texts(), text, List.of(), List.of(1L))),
                List.of(
                        new ThreadSummary.Held(text, dump.number(), text, small(), text, text, text, text, texts()),
                        new ThreadSummary.Held(text, dump.number(), "lock", small(), text, "", "", "", List.of())),
                List.of(new ThreadSummary.Course(
                        text, 1, text, 2, Optional.of(Duration.ofDays(small())), small(), small(), small(), small())),
                texts());
    }

    private LookupSummary.Waited waited(String text) {
        return new LookupSummary.Waited(Optional.of(any(WaitKind.class)), Optional.of(address()), text, duration());
    }

    private Traffic.ClientTraffic client(String text) {
        return new Traffic.ClientTraffic(
                address(), count(), true, count(), count(), count(), duration(), Optional.of(text), 0.5, List.of(text));
    }
}
