package io.github.dnswhy.rules.builtin;

import io.github.dnswhy.evidence.EvidenceReader;
import io.github.dnswhy.evidence.EvidenceSet;
import io.github.dnswhy.facts.CaptureFacts;
import io.github.dnswhy.facts.FrameReference;
import io.github.dnswhy.facts.LookupFacts;
import io.github.dnswhy.facts.NameFacts;
import io.github.dnswhy.facts.ServerFacts;
import io.github.dnswhy.facts.WireFacts;
import io.github.dnswhy.model.InputKind;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Limits;
import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.LookupOutcome;
import io.github.dnswhy.model.LookupStep;
import io.github.dnswhy.model.Percentiles;
import io.github.dnswhy.model.ServerRole;
import io.github.dnswhy.model.StepFate;
import io.github.dnswhy.model.Transport;
import io.github.dnswhy.rules.Facts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Facts as an analysis would give them, in a few words: servers by their turns, texts as an engineer has them. */
final class FactsBuilder {
    static final IpAddress CACHE = address("169.254.20.10");
    static final IpAddress SERVICE = address("10.96.0.10");
    static final IpAddress CLIENT = address("10.244.1.17");
    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    private final List<ServerFacts> servers = new ArrayList<>();
    private final List<ServerFacts> endpoints = new ArrayList<>();
    private final List<NameFacts> names = new ArrayList<>();
    private final List<Lookup> kept = new ArrayList<>();
    private EvidenceReader texts = new EvidenceReader(Limits.defaults());
    private Optional<Long> dropped = Optional.of(0L);
    private long slow;
    private long failed;

    static IpAddress address(String text) {
        return IpAddress.parse(text).orElseThrow();
    }

    /** Turns of a server in lookups: pairs of A and AAAA. */
    static final class Turns {
        private long answered;
        private long erred;
        private long timedOut;
        private long refused;
        private long rejected;
        private long half;
        private Duration latency = Duration.ofMillis(1);
        private boolean first;

        Turns answered(long turns) {
            answered = turns;
            return this;
        }

        Turns erred(long turns) {
            erred = turns;
            answered += turns;
            return this;
        }

        Turns timedOut(long turns) {
            timedOut = turns;
            return this;
        }

        /** Ended at once without an answer, by ICMP errors in the capture for some of the queries. */
        Turns refused(long turns, long icmpErrors) {
            refused = turns;
            rejected = icmpErrors;
            return this;
        }

        Turns halfLost(long turns) {
            half = turns;
            return this;
        }

        Turns after(Duration time) {
            latency = time;
            return this;
        }

        Turns first() {
            first = true;
            return this;
        }
    }

    FactsBuilder server(IpAddress address, ServerRole role, UnaryOperator<Turns> shape) {
        servers.add(facts(address, role, shape.apply(new Turns())));
        return this;
    }

    FactsBuilder endpoint(IpAddress address, UnaryOperator<Turns> shape) {
        endpoints.add(facts(address, ServerRole.CLUSTER_ENDPOINT, shape.apply(new Turns())));
        return this;
    }

    private static ServerFacts facts(IpAddress address, ServerRole role, Turns t) {
        long turns = t.answered + t.timedOut + t.refused + t.half;
        long answered = 2 * t.answered + t.half;
        Percentiles latency = new Percentiles(t.latency, t.latency, t.latency, t.latency, t.latency);
        List<FrameReference> frames = List.of(new FrameReference(0, 1), new FrameReference(0, 2));
        return new ServerFacts(
                address,
                role,
                false,
                new ServerFacts.Transactions(
                        2 * turns,
                        2 * turns,
                        2 * turns,
                        answered,
                        2 * turns - answered - t.rejected,
                        t.rejected,
                        0,
                        0,
                        0,
                        0,
                        turns,
                        t.answered,
                        turns,
                        t.answered + t.half),
                t.erred > 0 ? Map.of("SERVFAIL", 2 * t.erred) : Map.of(),
                answered > 0 ? Optional.of(latency) : Optional.empty(),
                START,
                START.plusSeconds(60),
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO,
                new ServerFacts.Rounds(
                        t.first ? turns : 0,
                        turns,
                        t.answered,
                        t.timedOut + t.half,
                        t.refused,
                        turns,
                        0,
                        t.half,
                        t.timedOut,
                        t.half,
                        Duration.ofSeconds(5).multipliedBy(t.timedOut),
                        t.latency.multipliedBy(t.answered),
                        t.erred,
                        t.latency.multipliedBy(t.erred),
                        t.timedOut + t.refused,
                        t.timedOut,
                        0),
                ServerFacts.Losses.NONE,
                t.timedOut > 0 ? frames : List.of(),
                t.rejected > 0 ? frames : List.of(),
                t.erred > 0 ? frames : List.of(),
                List.of());
    }

    /** A lookup that waited five seconds for one server and asked another, which answered. */
    FactsBuilder moving(String name, IpAddress silent, IpAddress next) {
        lookup(name, silent, StepFate.TIMEOUT, StepFate.ANSWERED);
        Lookup last = kept.remove(kept.size() - 1);
        List<LookupStep> steps = new ArrayList<>(last.steps());
        LookupStep end = steps.get(1);
        steps.set(
                1,
                new LookupStep(
                        end.offset(),
                        end.capture(),
                        end.frame(),
                        next,
                        end.transport(),
                        end.name(),
                        end.type(),
                        end.id(),
                        end.fate(),
                        end.rcode(),
                        end.duration(),
                        end.responseFrame()));
        kept.add(new Lookup(
                last.id(), last.client(), name, last.types(), last.start(), last.felt(), last.outcome(), steps));
        return this;
    }

    /** A lookup whose queries, all for A, met these fates at one server with one ID, five seconds apart. */
    FactsBuilder lookup(String name, IpAddress server, StepFate... fates) {
        List<LookupStep> steps = new ArrayList<>();
        for (int i = 0; i < fates.length; i++) {
            Optional<String> rcode = switch (fates[i]) {
                case ERROR -> Optional.of("SERVFAIL");
                case ANSWERED -> Optional.of("NOERROR");
                default -> Optional.empty();
            };
            steps.add(new LookupStep(
                    Duration.ofSeconds(5L * i),
                    0,
                    10L * kept.size() + i + 1,
                    server,
                    Transport.UDP,
                    name,
                    "A",
                    kept.size(),
                    fates[i],
                    rcode,
                    rcode.isPresent() ? Duration.ofMillis(1) : Duration.ofSeconds(5),
                    0));
        }
        StepFate last = fates[fates.length - 1];
        LookupOutcome outcome = switch (last) {
            case ANSWERED -> LookupOutcome.RESOLVED;
            case ERROR -> LookupOutcome.FAILED;
            default -> LookupOutcome.GAVE_UP;
        };
        Duration felt =
                Duration.ofSeconds(5L * (fates.length - (last == StepFate.ANSWERED || last == StepFate.ERROR ? 1 : 0)));
        slow += felt.toSeconds() >= 1 ? 1 : 0;
        failed += outcome.isFailure() ? 1 : 0;
        kept.add(new Lookup(
                kept.size() + 1L, CLIENT, name, List.of("A"), START.plusSeconds(kept.size()), felt, outcome, steps));
        return this;
    }

    FactsBuilder name(String name, long answered, long errors) {
        names.add(new NameFacts(
                name,
                answered,
                answered,
                0,
                0,
                0,
                errors,
                0,
                answered / 2,
                answered / 2,
                0,
                0,
                0,
                0,
                new FrameReference(0, 7)));
        return this;
    }

    FactsBuilder text(InputKind kind, String file, String content) {
        try (ByteArrayInputStream in = new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8))) {
            texts.read(kind, file, in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    FactsBuilder withoutTexts() {
        texts = new EvidenceReader(Limits.defaults());
        return this;
    }

    FactsBuilder dropped(long frames) {
        dropped = Optional.of(frames);
        return this;
    }

    Facts facts() {
        long slowest = servers.stream().mapToLong(s -> s.rounds().slowLookups()).sum();
        long firsts =
                servers.stream().mapToLong(s -> s.rounds().lookupsFirst()).max().orElse(0);
        long total = Math.max(kept.size(), firsts);
        List<LookupFacts.NameCount> failures = kept.stream()
                .filter(lookup -> lookup.outcome().isFailure())
                .map(lookup -> new LookupFacts.NameCount(lookup.name(), 1))
                .toList();
        long messages =
                servers.stream().mapToLong(s -> s.transactions().total()).sum();
        EvidenceSet evidence = texts.toSet();
        return new Facts(
                new CaptureFacts(
                        messages == 0 ? List.of() : List.of("app.cap"),
                        Optional.of(START),
                        Optional.of(START.plusSeconds(60)),
                        messages,
                        messages,
                        dropped,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        Duration.ZERO,
                        List.of(),
                        List.of()),
                servers,
                endpoints,
                List.of(),
                names,
                new LookupFacts(
                        total,
                        Math.max(slow, slowest),
                        failed,
                        Map.of(),
                        Duration.ofSeconds(1),
                        Optional.empty(),
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        0,
                        0,
                        Duration.ZERO,
                        0,
                        kept,
                        false,
                        List.of(),
                        failures),
                List.of(),
                evidence,
                List.of(),
                WireFacts.NONE);
    }
}
