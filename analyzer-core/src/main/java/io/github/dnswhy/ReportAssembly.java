package io.github.dnswhy;

import io.github.dnswhy.capture.CaptureResult;
import io.github.dnswhy.evidence.EvidenceSet;
import io.github.dnswhy.evidence.TextSummary;
import io.github.dnswhy.facts.CaptureFacts;
import io.github.dnswhy.facts.ClientFacts;
import io.github.dnswhy.facts.DumpFacts;
import io.github.dnswhy.facts.LookupFacts;
import io.github.dnswhy.facts.NameFacts;
import io.github.dnswhy.facts.ServerFacts;
import io.github.dnswhy.facts.WireFacts;
import io.github.dnswhy.inputs.FoundInput;
import io.github.dnswhy.lookup.TrafficResult;
import io.github.dnswhy.model.Input;
import io.github.dnswhy.model.Limit;
import io.github.dnswhy.model.LookupOutcome;
import io.github.dnswhy.model.LookupSummary;
import io.github.dnswhy.model.Place;
import io.github.dnswhy.model.Report;
import io.github.dnswhy.model.StopGap;
import io.github.dnswhy.model.ThreadSummary;
import io.github.dnswhy.model.Timeline;
import io.github.dnswhy.model.Traffic;
import io.github.dnswhy.model.TransactionOutcome;
import io.github.dnswhy.model.Verdict;
import io.github.dnswhy.model.Way;
import io.github.dnswhy.packet.PacketAnomaly;
import io.github.dnswhy.rules.BlindSpots;
import io.github.dnswhy.rules.Facts;
import io.github.dnswhy.rules.Judge;
import io.github.dnswhy.rules.RuleEngine;
import io.github.dnswhy.rules.Rules;
import io.github.dnswhy.threads.ThreadGroups;
import io.github.dnswhy.timeline.DumpJoin;
import io.github.dnswhy.timeline.FileDumps;
import io.github.dnswhy.timeline.ServerRoles;
import io.github.dnswhy.timeline.TimelineEvents;
import io.github.dnswhy.whatif.WhatIf;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** Makes the report: facts from what was read, findings from facts, and everything in the order that the report promises. */
final class ReportAssembly {
    private static final LookupFacts NO_LOOKUPS = new LookupFacts(
            0,
            0,
            0,
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
            List.of(),
            false,
            List.of(),
            List.of());

    private static final List<PacketAnomaly> BOUNDS_OF_PACKETS = List.of(
            PacketAnomaly.FRAGMENTS_LIMIT,
            PacketAnomaly.TCP_BYTES_LIMIT,
            PacketAnomaly.TCP_STREAMS_LIMIT,
            PacketAnomaly.TUNNEL_DEPTH);

    private final AnalysisSettings settings;
    private final Rules rules;
    private final List<Analysis.ReadInput> inputs;
    private final Optional<TrafficPipeline.Outcome> pipeline;
    private final EvidenceSet evidence;
    private final List<FileDumps> dumps;

    ReportAssembly(
            AnalysisSettings settings,
            Rules rules,
            List<Analysis.ReadInput> inputs,
            Optional<TrafficPipeline.Outcome> pipeline,
            EvidenceSet evidence,
            List<FileDumps> dumps) {
        this.settings = settings;
        this.rules = rules;
        this.inputs = inputs;
        this.pipeline = pipeline;
        this.evidence = evidence;
        this.dumps = dumps;
    }

    Report report() {
        Facts facts = facts();
        RuleEngine.Outcome outcome = new RuleEngine(rules).run(facts, settings.threads());
        Judge.Judgement judgement = new Judge(facts, rules).judge(outcome.findings());
        List<Report.FailedRule> failed = new ArrayList<>(outcome.failed());
        List<StopGap> stopGaps = stopGaps(facts, judgement.verdict(), failed);
        return new Report(
                new Report.Tool("dnswhy", Dnswhy.version()),
                judgement.verdict(),
                judgement.findings(),
                outcome.ruledOut(),
                outcome.notApplicable(),
                failed,
                new BlindSpots(
                                facts,
                                reached(),
                                pipeline.map(TrafficPipeline.Outcome::channels).orElse(List.of()))
                        .list(),
                inputs.stream().map(this::input).toList(),
                traffic(facts),
                lookups(facts),
                threads(facts),
                timeline(facts),
                stopGaps);
    }

    /** What other settings would have changed. A fault in it costs the section, never the verdict, and is told like that of a rule. */
    private static List<StopGap> stopGaps(Facts facts, Verdict verdict, List<Report.FailedRule> failed) {
        if (verdict.dnsToBlame() != Verdict.Answer.YES) {
            return List.of();
        }
        try {
            return WhatIf.of(facts.lookups(), facts.resolvConf(), !facts.dumps().isEmpty());
        } catch (RuntimeException e) {
            failed.add(new Report.FailedRule("what-if", e.toString()));
            return List.of();
        }
    }

    /** The bounds that were reached, by the names under which it is counted. */
    private Set<String> reached() {
        Set<String> reached = new TreeSet<>();
        pipeline.ifPresent(p -> {
            reached.addAll(p.reached().keySet());
            for (PacketAnomaly anomaly : BOUNDS_OF_PACKETS) {
                if (p.captures().stream().anyMatch(c -> c.anomalies().count(anomaly.text()) > 0)) {
                    reached.add(anomaly.text());
                }
            }
        });
        return reached;
    }

    private Facts facts() {
        if (pipeline.isEmpty()) {
            List<DumpFacts> joined = new DumpJoin(
                            Optional.empty(),
                            Optional.empty(),
                            List.of(),
                            false,
                            settings.zone(),
                            settings.clockOffset())
                    .join(dumps);
            return new Facts(
                    captureFacts(List.of()),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    NO_LOOKUPS,
                    joined,
                    evidence,
                    List.of(),
                    WireFacts.NONE);
        }
        TrafficResult traffic = pipeline.get().traffic();
        traffic.nameForwarders(ServerRoles.dnsPods(evidence));
        // Spelling out thousands of lookups takes as long as all the rest, and neither needs the other.
        Beside<LookupFacts> spelled = Beside.of(traffic::lookups, settings.threads());
        List<ClientFacts> clients = traffic.clients();
        List<NameFacts> names = traffic.names();
        WireFacts wire = traffic.wire();
        List<ServerFacts> asked = traffic.servers();
        List<ServerFacts> translated = traffic.endpoints();
        ServerRoles roles = new ServerRoles(settings.roles(), evidence, asked, translated);
        List<ServerFacts> servers =
                asked.stream().map(s -> s.as(roles.of(s.address()))).toList();
        List<ServerFacts> endpoints =
                translated.stream().map(s -> s.as(roles.of(s.address()))).toList();
        LookupFacts lookups = spelled.get();
        CaptureFacts capture = captureFacts(servers);
        List<DumpFacts> joined = new DumpJoin(
                        capture.from(),
                        capture.to(),
                        lookups.kept(),
                        !lookups.sampled(),
                        settings.zone(),
                        settings.clockOffset())
                .join(dumps);
        return new Facts(
                capture,
                servers,
                endpoints,
                clients,
                names,
                lookups,
                joined,
                evidence,
                traffic.logJoins(),
                wire.as(wire.way().as(roles::of)));
    }

    private CaptureFacts captureFacts(List<ServerFacts> servers) {
        if (pipeline.isEmpty()) {
            return new CaptureFacts(
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    0,
                    0,
                    Optional.empty(),
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
                    List.of());
        }
        TrafficPipeline.Outcome p = pipeline.get();
        List<CaptureResult> captures = p.captures();
        long messages = 0;
        for (long count : p.messages()) {
            messages += count;
        }
        // Only pcapng has counters; a pcap tells nothing.
        boolean counters = captures.stream()
                .anyMatch(c -> c.format().filter(f -> f.startsWith("pcapng")).isPresent());
        return new CaptureFacts(
                captures.stream().map(CaptureResult::name).toList(),
                p.frames() > 0 ? Optional.of(instant(p.fromNanos())) : Optional.empty(),
                p.frames() > 0 ? Optional.of(instant(p.toNanos())) : Optional.empty(),
                p.frames(),
                messages,
                counters
                        ? Optional.of(captures.stream()
                                .mapToLong(c -> Math.max(0, c.dropped()))
                                .sum())
                        : Optional.empty(),
                p.decoder().cutMessages(),
                p.traffic().unmatchedResponses(),
                p.traffic().earlyResponses(),
                servers.stream().mapToLong(s -> s.transactions().unanswered()).sum(),
                p.decoder().icmpErrors(),
                servers.stream()
                        .mapToLong(s ->
                                s.transactions().sightings() - s.transactions().attempts())
                        .sum(),
                p.traffic().endpoints().stream()
                        .mapToLong(e -> e.transactions().total())
                        .sum(),
                p.backward(),
                Duration.ofNanos(p.farthestBackNanos()),
                captures.stream()
                        .filter(c -> c.failure().isPresent() || isDamaged(c))
                        .map(CaptureResult::name)
                        .toList(),
                p.holes());
    }

    private static boolean isDamaged(CaptureResult capture) {
        return capture.anomalies().toList().stream().anyMatch(a -> a.first().unit() == Place.Unit.OFFSET);
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
    }

    private Input input(Analysis.ReadInput in) {
        FoundInput found = in.found();
        Optional<CaptureResult> capture = in.capture();
        return new Input(
                found.name(),
                found.kind(),
                capture.flatMap(CaptureResult::format).orElse(found.format()),
                capture.isPresent() && found.bytes() == 0 ? capture.get().bytes() : found.bytes(),
                settings.hashInputs() ? Sha256.of(found) : Optional.empty(),
                capture.isPresent() ? OptionalLong.of(capture.get().frames()) : OptionalLong.empty(),
                capture.isPresent() ? OptionalLong.of(in.messages()) : OptionalLong.empty(),
                capture.isPresent()
                        ? moment(capture.get().fromNanos())
                        : in.text().flatMap(TextSummary::from),
                capture.isPresent()
                        ? moment(capture.get().toNanos())
                        : in.text().flatMap(TextSummary::to),
                in.anomalies().toList());
    }

    private static Optional<Instant> moment(OptionalLong nanos) {
        return nanos.isPresent() ? Optional.of(instant(nanos.getAsLong())) : Optional.empty();
    }

    private Traffic traffic(Facts facts) {
        if (pipeline.isEmpty()) {
            return new Traffic(
                    0, 0, 0, 0, 0, Map.of(), 0, List.of(), List.of(), List.of(), Map.of(), Map.of(), Way.NONE);
        }
        int rows = settings.limits().size(Limit.REPORT_ROWS);
        long attempts = 0;
        long sightings = 0;
        long late = 0;
        Map<TransactionOutcome, Long> outcomes = new EnumMap<>(TransactionOutcome.class);
        Map<String, Long> rcodes = new LinkedHashMap<>();
        List<Traffic.ServerTraffic> servers = new ArrayList<>();
        for (ServerFacts s : facts.servers()) {
            ServerFacts.Transactions t = s.transactions();
            attempts += t.attempts();
            sightings += t.sightings();
            late += t.late();
            outcomes.merge(TransactionOutcome.ANSWERED, t.answered(), Long::sum);
            outcomes.merge(TransactionOutcome.UNANSWERED, t.unanswered(), Long::sum);
            outcomes.merge(TransactionOutcome.REJECTED, t.rejected(), Long::sum);
            outcomes.merge(TransactionOutcome.RESET, t.reset(), Long::sum);
            outcomes.merge(TransactionOutcome.UNDETERMINED, t.undetermined(), Long::sum);
            s.rcodes().forEach((rcode, count) -> rcodes.merge(rcode, count, Long::sum));
            servers.add(new Traffic.ServerTraffic(
                    s.address(),
                    s.role(),
                    t.total(),
                    t.answered(),
                    t.unanswered(),
                    t.rejected() + t.reset(),
                    s.rcodes(),
                    s.latency(),
                    s.rounds().waited()));
        }
        servers.sort(Comparator.comparing(Traffic.ServerTraffic::waited)
                .reversed()
                .thenComparing(Traffic.ServerTraffic::address));
        return new Traffic(
                facts.capture().messages(),
                pipeline.get().decoder().queries(),
                pipeline.get().decoder().responses(),
                attempts,
                sightings,
                outcomes,
                late,
                servers.stream().limit(rows).toList(),
                facts.clients().stream()
                        .limit(rows)
                        .map(c -> new Traffic.ClientTraffic(
                                c.address(),
                                c.attempts(),
                                c.forwarder(),
                                c.lookups(),
                                c.slow(),
                                c.failed(),
                                c.waited(),
                                c.resolver(),
                                c.resolverConfidence(),
                                c.resolverGrounds()))
                        .toList(),
                facts.names().stream()
                        .limit(rows)
                        .map(n -> new Traffic.Count(n.name(), n.attempts()))
                        .toList(),
                pipeline.get().traffic().types(),
                rcodes,
                facts.wire().way().toModel(facts.capture().files(), rows));
    }

    private LookupSummary lookups(Facts facts) {
        LookupFacts l = facts.lookups();
        int rows = settings.limits().size(Limit.REPORT_ROWS);
        return new LookupSummary(
                l.total(),
                l.slow(),
                l.failed(),
                l.count(LookupOutcome.UNDETERMINED),
                settings.slowThreshold(),
                l.felt(),
                l.waited(),
                pipeline.map(p -> WaitTexts.of(p.traffic().spent(), facts.servers(), rows))
                        .orElse(List.of()),
                l.kept().stream().limit(rows).toList());
    }

    private ThreadSummary threads(Facts facts) {
        int rows = settings.limits().size(Limit.REPORT_ROWS);
        return new ThreadSummary(
                facts.dumps().stream().map(DumpFacts::dump).toList(),
                facts.dumps().stream()
                        .flatMap(d -> d.groups().stream())
                        .sorted(Comparator.comparingInt((ThreadSummary.Group g) -> ThreadGroups.rank(g.kind()))
                                .thenComparing(ThreadSummary.Group::count, Comparator.reverseOrder()))
                        .limit(rows)
                        .toList(),
                facts.dumps().stream()
                        .flatMap(d -> d.held().stream().limit(rows))
                        .toList(),
                facts.dumps().stream()
                        .flatMap(d -> d.since().stream())
                        .map(DumpFacts.Since::course)
                        .toList(),
                facts.dumps().stream()
                        .flatMap(d -> d.notes().stream())
                        .distinct()
                        .toList());
    }

    private Timeline timeline(Facts facts) {
        List<Timeline.Event> events = TimelineEvents.of(facts.dumps(), evidence);
        return facts.wire()
                .slices()
                .map(t -> new Timeline(t.slice(), t.from(), t.slices(), events))
                .orElseGet(() -> new Timeline(
                        Duration.ofSeconds(1),
                        events.isEmpty() ? Instant.EPOCH : events.get(0).time(),
                        List.of(),
                        events));
    }
}
