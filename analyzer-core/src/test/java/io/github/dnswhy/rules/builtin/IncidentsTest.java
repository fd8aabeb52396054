package io.github.dnswhy.rules.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.dnswhy.Analyzer;
import io.github.dnswhy.model.Report;
import io.github.dnswhy.model.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recorded incidents through the front door, whole and with each input removed. */
class IncidentsTest {
    @TempDir
    private Path work;

    private static Path find(String incident) {
        String given = System.getProperty("dnswhy.shared");
        if (given != null && Files.isDirectory(Path.of(given, "incidents", incident))) {
            return Path.of(given, "incidents", incident);
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            for (String place : List.of("samples/incidents", "shared/incidents")) {
                if (Files.isDirectory(at.resolve(place).resolve(incident))) {
                    return at.resolve(place).resolve(incident);
                }
            }
        }
        assumeTrue(false, "no incident " + incident + " beside the repository");
        throw new AssertionError();
    }

    private static List<Path> inputs(Path incident) throws IOException {
        try (Stream<Path> files = Files.list(incident)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("truth"))
                    .sorted()
                    .toList();
        }
    }

    /** Analyzes a copy, so that file names are as in a directory of its own. */
    private Report analyze(List<Path> inputs) throws IOException {
        Path copy = Files.createTempDirectory(work, "incident");
        for (Path input : inputs) {
            Files.copy(input, copy.resolve(input.getFileName()));
        }
        return Analyzer.builder().hashInputs(false).build().analyze(copy);
    }

    @ParameterizedTest
    @CsvSource({
        "node-local-dns-refused, node-local-cache-down-refused",
        "node-local-dns-down, node-local-crashloop-forwarding-loop",
        "node-local-dns-loop, node-local-crashloop-forwarding-loop",
        "v02-nodelocal-down, node-local-cache-down-refused",
        "v03-nodelocal-blackholed, node-local-cache-down-silent",
        "v05-nodelocal-loop-crashloop, node-local-crashloop-forwarding-loop",
        "conntrack-race, conntrack-race-a-aaaa",
        "v06-a-aaaa-race, conntrack-race-a-aaaa"
    })
    void rootCauseIsFoundAndNeverAnotherWhenAnInputIsMissing(String incident, String cause) throws IOException {
        List<Path> all = inputs(find(incident));
        Verdict whole = analyze(all).verdict();
        assertEquals(cause, whole.rootCause().orElse("none"));
        assertTrue(whole.confidence() >= 0.9, "confidence " + whole.confidence());
        for (Path missing : all) {
            Verdict less = analyze(
                            all.stream().filter(input -> input != missing).toList())
                    .verdict();
            assertTrue(
                    less.rootCause().isEmpty() || less.rootCause().get().equals(cause),
                    missing + ": " + less.rootCause());
            assertTrue(less.confidence() <= whole.confidence(), missing + ": " + less.confidence());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "node-local-dns-refused, node-local-cache-down-refused",
        "node-local-dns-down, node-local-cache-down-silent",
        "node-local-dns-loop, node-local-crashloop-forwarding-loop",
        "v03-nodelocal-blackholed, node-local-cache-down-silent"
    })
    void captureAloneIsLessSure(String incident, String cause) throws IOException {
        Verdict verdict = analyze(inputs(find(incident)).stream()
                        .filter(input -> input.toString().endsWith(".cap"))
                        .toList())
                .verdict();
        assertEquals(cause, verdict.rootCause().orElse("none"));
        assertTrue(verdict.confidence() >= 0.4 && verdict.confidence() < 0.9, "confidence " + verdict.confidence());
    }

    @ParameterizedTest
    @CsvSource({"healthy", "conntrack-race", "v01-healthy", "v06-a-aaaa-race", "v13-ndots", "v14-slow-elsewhere"})
    void otherIncidentsAreNotLaidToDeadServers(String incident) throws IOException {
        Set<String> dead = Set.of(
                "node-local-cache-down-silent",
                "node-local-cache-down-refused",
                "node-local-crashloop-forwarding-loop",
                "coredns-endpoint-dead",
                "servfail-upstream",
                "first-nameserver-dead",
                "all-nameservers-dead");
        Report report = analyze(inputs(find(incident)));
        assertTrue(report.findings().stream().noneMatch(finding -> dead.contains(finding.cause())));
        assertTrue(report.failedRules().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "healthy, not-dns-exonerated",
        "v01-healthy, not-dns-exonerated",
        "v13-ndots, ndots-search-amplification",
        "v14-slow-elsewhere, not-dns-exonerated"
    })
    void healthyDnsIsExoneratedAndNeverBlamedWhenAnInputIsMissing(String incident, String finding) throws IOException {
        List<Path> all = inputs(find(incident));
        Report whole = analyze(all);
        assertEquals(Verdict.Answer.NO, whole.verdict().dnsToBlame());
        assertTrue(whole.findings().stream().anyMatch(f -> f.cause().equals(finding)));
        for (Path missing : all) {
            Verdict less = analyze(
                            all.stream().filter(input -> input != missing).toList())
                    .verdict();
            assertTrue(less.dnsToBlame() != Verdict.Answer.YES, missing + ": " + less.rootCause());
            assertTrue(less.confidence() <= whole.verdict().confidence(), missing + ": " + less.confidence());
        }
    }

    @ParameterizedTest
    @CsvSource({"conntrack-race", "v06-a-aaaa-race"})
    void dumpsWithoutACaptureBlameNobody(String incident) throws IOException {
        Verdict verdict = analyze(inputs(find(incident)).stream()
                        .filter(input -> !input.toString().endsWith(".cap"))
                        .toList())
                .verdict();
        assertEquals(Verdict.Answer.UNDETERMINED, verdict.dnsToBlame());
    }
}
