package io.github.dnswhy;

import io.github.dnswhy.capture.CaptureResult;
import io.github.dnswhy.capture.CaptureSource;
import io.github.dnswhy.evidence.EvidenceReader;
import io.github.dnswhy.evidence.EvidenceSet;
import io.github.dnswhy.evidence.ResolvConf;
import io.github.dnswhy.evidence.TextSummary;
import io.github.dnswhy.facts.GapFacts;
import io.github.dnswhy.inputs.FoundInput;
import io.github.dnswhy.inputs.InputAnomaly;
import io.github.dnswhy.inputs.InputDiscovery;
import io.github.dnswhy.lookup.ResolverSettings;
import io.github.dnswhy.model.Anomalies;
import io.github.dnswhy.model.InputKind;
import io.github.dnswhy.model.Limit;
import io.github.dnswhy.model.Place;
import io.github.dnswhy.model.Report;
import io.github.dnswhy.rules.Rules;
import io.github.dnswhy.threads.DumpAnomalies;
import io.github.dnswhy.threads.ThreadDump;
import io.github.dnswhy.threads.ThreadDumpReader;
import io.github.dnswhy.timeline.FileDumps;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run: finds the inputs, reads the texts, then the captures, and has the report made. Used once. */
final class Analysis {
    private final AnalysisSettings settings;
    private final Map<FoundInput, ReadInput> read = new IdentityHashMap<>();
    private final List<FileDumps> dumps = new ArrayList<>();

    Analysis(AnalysisSettings settings) {
        this.settings = settings;
    }

    /**
     * An input with how its reading went.
     *
     * @param found the input
     * @param text how the reading of a text went
     * @param capture how the reading of a capture went
     * @param messages DNS messages of a capture
     * @param anomalies all that was odd in it
     */
    record ReadInput(
            FoundInput found,
            Optional<TextSummary> text,
            Optional<CaptureResult> capture,
            long messages,
            Anomalies anomalies) {}

    Report run(List<InputSource> sources) throws IOException {
        try (InputDiscovery discovery = new InputDiscovery(settings.limits())) {
            for (InputSource source : sources) {
                if (source instanceof InputSource.OfPath file) {
                    discovery.path(file.path());
                } else {
                    discovery.stream("-", System.in);
                }
            }
            return analyze(discovery.found());
        }
    }

    private Report analyze(List<FoundInput> found) throws IOException {
        if (found.stream().allMatch(input -> input.anomalies().count(InputAnomaly.MISSING.text()) > 0)) {
            throw new NoSuchFileException(found.isEmpty() ? "" : found.get(0).name());
        }
        // There are a hundred rules, each a class or more: they are loaded while the inputs are read.
        Beside<Rules> rules = Beside.of(settings.rules(), settings.threads());
        EvidenceReader evidence = new EvidenceReader(settings.limits());
        List<FoundInput> captures = new ArrayList<>();
        for (FoundInput input : found) {
            if (input.kind() == InputKind.CAPTURE) {
                captures.add(input);
            } else {
                text(input, evidence);
            }
        }
        EvidenceSet texts = evidence.toSet();
        Optional<TrafficPipeline.Outcome> traffic = captures.isEmpty()
                ? Optional.empty()
                : Optional.of(new TrafficPipeline(
                                settings, address -> resolver(texts), QueryLogIndex.of(texts.dnsLogs()))
                        .run(
                                sources(captures),
                                captures.stream().mapToLong(FoundInput::bytes).sum()));
        for (int i = 0; i < captures.size(); i++) {
            CaptureResult result = traffic.orElseThrow().captures().get(i);
            Anomalies anomalies = captures.get(i).anomalies();
            anomalies.merge(result.anomalies());
            if (i == 0) {
                // The tables are shared by all captures; the first one tells.
                long last = result.frames();
                traffic.orElseThrow()
                        .reached()
                        .forEach((name, count) -> anomalies.add(name, Place.Unit.FRAME, last, count));
            }
            for (GapFacts hole : traffic.orElseThrow().holes()) {
                if (hole.capture() == i) {
                    anomalies.add("frames-missing", Place.Unit.FRAME, hole.frame(), 1);
                }
            }
            read.put(
                    captures.get(i),
                    new ReadInput(
                            captures.get(i),
                            Optional.empty(),
                            Optional.of(result),
                            traffic.orElseThrow().messages()[i],
                            anomalies));
        }
        if (!isUsable(traffic, texts)) {
            throw InputList.nothingUsable(found, read);
        }
        return new ReportAssembly(settings, rules.get(), InputList.inOrder(found, read), traffic, texts, dumps)
                .report();
    }

    private boolean isUsable(Optional<TrafficPipeline.Outcome> traffic, EvidenceSet texts) {
        boolean captured = traffic.stream()
                .flatMap(t -> t.captures().stream())
                .anyMatch(capture -> capture.format().isPresent());
        return captured || !dumps.isEmpty() || !texts.equals(EvidenceSet.EMPTY);
    }

    private static List<CaptureSource> sources(List<FoundInput> captures) {
        return captures.stream().map(FoundInput::captureSource).toList();
    }

    /** The settings that resolv.conf gives; with several files, those of the first. */
    private static ResolverSettings resolver(EvidenceSet texts) {
        if (texts.resolvConfs().isEmpty()) {
            return ResolverSettings.DEFAULTS;
        }
        ResolvConf conf = texts.resolvConfs().get(0);
        return new ResolverSettings(
                conf.usedNameservers(),
                conf.search(),
                conf.ndots(),
                Duration.ofSeconds(conf.timeoutSeconds()),
                conf.attempts(),
                true);
    }

    /** Keeps as many dumps as all files together may have. */
    private void keep(String file, List<ThreadDump> inText, Anomalies anomalies) {
        int room = Math.max(
                0,
                settings.limits().size(Limit.DUMPS)
                        - dumps.stream().mapToInt(f -> f.dumps().size()).sum());
        if (inText.size() > room) {
            anomalies.add(
                    DumpAnomalies.DUMPS_BEYOND_LIMIT,
                    Place.Unit.LINE,
                    inText.get(room).line(),
                    inText.size() - room);
        }
        if (room > 0) {
            dumps.add(new FileDumps(file, inText.subList(0, Math.min(room, inText.size()))));
        }
    }

    private void text(FoundInput input, EvidenceReader evidence) {
        Anomalies anomalies = input.anomalies();
        FoundInput seen = input;
        Optional<TextSummary> summary = Optional.empty();
        // Each reading meets the same damage; that of the last counts.
        Anomalies damage = new Anomalies();
        if (mayHoldDumps(input)) {
            List<ThreadDump> inText = dumpsOf(input, anomalies, damage);
            if (!inText.isEmpty()) {
                seen = input.as(InputKind.THREAD_DUMP);
                keep(input.name(), inText, damage);
            }
        }
        if (isEvidence(seen.kind())) {
            damage = new Anomalies();
            try (InputStream in = input.open(settings.limits(), damage)) {
                summary = Optional.of(evidence.read(seen.kind(), input.name(), in));
                anomalies.merge(summary.get().anomalies());
            } catch (IOException e) {
                InputAnomaly.UNREADABLE.count(anomalies);
            }
        }
        anomalies.merge(damage);
        read.put(input, new ReadInput(seen, summary, Optional.empty(), 0, anomalies));
    }

    private static boolean isEvidence(InputKind kind) {
        return switch (kind) {
            case CAPTURE, THREAD_DUMP, ARCHIVE, UNKNOWN -> false;
            case RESOLV_CONF,
                    COREFILE,
                    COREDNS_LOG,
                    NODE_LOCAL_DNS_LOG,
                    KUBE_PROXY_LOG,
                    KUBECTL_PODS,
                    KUBECTL_DESCRIBE,
                    APP_LOG,
                    TEXT -> true;
        };
    }

    /** Dumps of {@code kill -3} stand anywhere in what the process wrote. */
    private static boolean mayHoldDumps(FoundInput input) {
        return input.kind() == InputKind.THREAD_DUMP
                || input.kind() == InputKind.APP_LOG
                || input.kind() == InputKind.TEXT;
    }

    private List<ThreadDump> dumpsOf(FoundInput input, Anomalies anomalies, Anomalies damage) {
        try (InputStream in = input.open(settings.limits(), damage)) {
            Anomalies inDump = new Anomalies();
            List<ThreadDump> inText = ThreadDumpReader.read(in, settings.limits(), inDump);
            if (!inText.isEmpty()) {
                anomalies.merge(inDump);
            }
            inText.forEach(dump ->
                    dump.threads().forEach(thread -> settings.listener().onThread(input.name(), thread.thread())));
            return inText;
        } catch (IOException e) {
            InputAnomaly.UNREADABLE.count(anomalies);
            return List.of();
        }
    }
}
