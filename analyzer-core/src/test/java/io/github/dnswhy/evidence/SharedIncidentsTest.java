package io.github.dnswhy.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.dnswhy.model.InputKind;
import io.github.dnswhy.model.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The incidents in {@code shared/incidents} beside the repository, where they are there. */
class SharedIncidentsTest {
    private static Path incidents;

    @BeforeAll
    static void find() {
        String given = System.getProperty("dnswhy.shared");
        Path at = Path.of("").toAbsolutePath();
        while (given == null && at != null && !Files.isDirectory(at.resolve("shared/incidents"))) {
            at = at.getParent();
        }
        incidents = given != null ? Path.of(given, "incidents") : at == null ? null : at.resolve("shared/incidents");
        assumeTrue(incidents != null && Files.isDirectory(incidents), "no shared/incidents beside the repository");
    }

    private static InputKind kindByName(String name) {
        if (name.startsWith("coredns-")) {
            return InputKind.COREDNS_LOG;
        }
        return switch (name) {
            case "app.log" -> InputKind.APP_LOG;
            case "kube-proxy.log" -> InputKind.KUBE_PROXY_LOG;
            case "kubectl-get-pods-kube-system.txt" -> InputKind.KUBECTL_PODS;
            case "node-local-dns.log" -> InputKind.NODE_LOCAL_DNS_LOG;
            case "resolv.conf" -> InputKind.RESOLV_CONF;
            case "Corefile-node-local-dns" -> InputKind.COREFILE;
            case "truth.json" -> InputKind.TEXT;
            default -> InputKind.UNKNOWN;
        };
    }

    private static EvidenceSet read(String incident) throws IOException {
        EvidenceReader reader = new EvidenceReader(Limits.defaults());
        try (Stream<Path> files = Files.list(incidents.resolve(incident))) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.startsWith("jstack") || name.contains(".cap")) {
                    continue;
                }
                byte[] prefix;
                try (InputStream in = Files.newInputStream(file)) {
                    prefix = in.readNBytes(TextClassifier.PREFIX_BYTES);
                }
                InputKind kind = TextClassifier.classify(prefix, prefix.length);
                assertEquals(kindByName(name), kind, file.toString());
                try (InputStream in = Files.newInputStream(file)) {
                    assertEquals(
                            List.of(), reader.read(kind, name, in).anomalies().toList(), file.toString());
                }
            }
        }
        return reader.toSet();
    }

    @Test
    void everyTextOfEveryIncidentIsKnownAndReadWithoutAnomalies() throws IOException {
        try (Stream<Path> all = Files.list(incidents)) {
            for (Path incident : all.filter(Files::isDirectory).toList()) {
                EvidenceSet evidence = read(incident.getFileName().toString());
                assertEquals(1, evidence.resolvConfs().size());
                assertTrue(evidence.appLogs().get(0).requestTotals().count() > 100);
                assertTrue(evidence.clusterDnsLogs().stream()
                        .allMatch(log -> log.queries().size() == log.lines() - 4));
            }
        }
    }

    @Test
    void theCrashLoopShowsInLogAndTable() throws IOException {
        EvidenceSet evidence = read("v05-nodelocal-loop-crashloop");
        CoreDnsLog log = evidence.nodeLocalLogs().get(0);
        assertEquals(4, log.starts());
        assertEquals(484, log.events(DnsServerEvent.LoopDetected.class).size());
        assertEquals(2668, log.failures(UpstreamError.Kind.TIMEOUT));
        assertEquals(
                "CrashLoopBackOff",
                evidence.podLists().get(0).nodeLocalDns().get(0).status());
        assertEquals(
                KubeProxyLog.Mode.IPVS, evidence.kubeProxyLogs().get(0).mode().orElseThrow());
        Corefile.ServerBlock root = evidence.corefiles().get(0).blocks().get(2);
        assertEquals(root.binds(), root.forwards().get(0).targets(), "it forwards to itself");
    }
}
