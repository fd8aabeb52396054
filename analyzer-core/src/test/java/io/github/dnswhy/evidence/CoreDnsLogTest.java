package io.github.dnswhy.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.model.InputKind;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Limit;
import io.github.dnswhy.model.Limits;
import io.github.dnswhy.model.Transport;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CoreDnsLogTest {
    private static CoreDnsLog read(InputKind kind, String text) {
        return Samples.read(kind, text).dnsLogs().get(0);
    }

    @Test
    void queryLinesGiveTheKeyThatTheCaptureHas() {
        List<QueryLine> queries =
                read(InputKind.COREDNS_LOG, Samples.COREDNS_LOG).queries();
        assertEquals(3, queries.size());
        QueryLine query = queries.get(1);
        assertEquals("10.244.1.17:40383", query.client().toString());
        assertEquals(29297, query.id());
        assertEquals("A", query.type());
        assertEquals("IN", query.queryClass());
        assertEquals("orders.shop.svc.cluster.local", query.name());
        assertEquals(Transport.UDP, query.transport());
        assertEquals("NOERROR", query.rcode());
        assertEquals(Duration.ofNanos(136_000), query.took());
        assertEquals(8, query.at().line());
        assertEquals("[fd00::17]:40383", queries.get(2).client().toString());
        assertEquals(Transport.TCP, queries.get(2).transport());
        assertEquals("-", queries.get(2).rcode());
    }

    @Test
    void failuresNameUpstreamOperationAndReason() {
        List<DnsServerEvent.QueryFailed> failed =
                read(InputKind.COREDNS_LOG, Samples.COREDNS_LOG).events(DnsServerEvent.QueryFailed.class);
        assertEquals(5, failed.size());
        UpstreamError timeout = failed.get(0).error();
        assertEquals(UpstreamError.Kind.TIMEOUT, timeout.kind());
        assertEquals(UpstreamError.Operation.READ, timeout.operation());
        assertEquals(Optional.of(Transport.UDP), timeout.transport());
        assertEquals("Optional[10.244.0.2:41370]", timeout.local().toString());
        assertEquals("Optional[10.20.0.53:53]", timeout.upstream().toString());
        assertEquals("example.org", failed.get(0).name());
        assertEquals("AAAA", failed.get(0).type());
        assertEquals(2, failed.get(0).rcode());
        UpstreamError refused = failed.get(1).error();
        assertEquals(UpstreamError.Kind.REFUSED, refused.kind());
        assertEquals(UpstreamError.Operation.DIAL, refused.operation());
        assertEquals("Optional[10.20.0.53:53]", refused.upstream().toString());
        assertEquals("Optional[[fd00::53]:53]", failed.get(2).error().upstream().toString());
        assertEquals(UpstreamError.Kind.MAX_CONCURRENT, failed.get(3).error().kind());
        assertEquals(5, failed.get(3).rcode());
        assertEquals(
                UpstreamError.Kind.NO_HEALTHY_UPSTREAM, failed.get(4).error().kind());
    }

    @Test
    void consolidatedFailuresAreMultiplied() {
        CoreDnsLog log = read(InputKind.COREDNS_LOG, Samples.COREDNS_LOG);
        DnsServerEvent.QueriesFailed failed =
                log.events(DnsServerEvent.QueriesFailed.class).get(0);
        assertEquals(17, failed.count());
        assertEquals(Optional.of(Duration.ofSeconds(30)), failed.within());
        assertEquals(2 + 17, log.failures(UpstreamError.Kind.TIMEOUT));
    }

    @Test
    void phrasesAreNoticedWithWhatVaries() {
        CoreDnsLog log = read(InputKind.COREDNS_LOG, Samples.COREDNS_LOG);
        assertEquals(1, log.noticed(DnsServerPhrase.API_UNSYNCED).size());
        assertEquals(1, log.noticed(DnsServerPhrase.API_FAILED).size());
        assertEquals("1.53s", log.noticed(DnsServerPhrase.HEALTH_SLOW).get(0).detail());
        assertEquals(
                "\"kubernetes\"", log.noticed(DnsServerPhrase.NOT_READY).get(0).detail());
        assertEquals("5s", log.noticed(DnsServerPhrase.LAMEDUCK).get(0).detail());
        assertEquals(1, log.noticed(DnsServerPhrase.SHUTTING_DOWN).size());
        assertEquals(1, log.starts());
        DnsServerEvent.Listening listening =
                log.events(DnsServerEvent.Listening.class).get(0);
        assertEquals(".", listening.zone());
        assertEquals(Optional.empty(), listening.address());
    }

    @Test
    void aNodeLocalCacheTellsItsRestartsItsLoopAndItsConfiguration() {
        EvidenceSet evidence = Samples.read(InputKind.NODE_LOCAL_DNS_LOG, Samples.NODE_LOCAL_LOG);
        CoreDnsLog log = evidence.nodeLocalLogs().get(0);
        assertEquals(2, log.starts());
        DnsServerEvent.LoopDetected loop =
                log.events(DnsServerEvent.LoopDetected.class).get(0);
        assertEquals("Optional[169.254.20.10:53]", loop.to().toString());
        assertEquals(".", loop.zone());
        assertEquals("HINFO 8915758.2477272.", loop.query());
        assertEquals(26, loop.at().line());
        assertEquals(
                IpAddress.parse("169.254.20.10"),
                log.events(DnsServerEvent.Listening.class).get(1).address());
        assertEquals(1, log.noticed(DnsServerPhrase.TEARDOWN).size());
        assertEquals(
                "kube-dns-upstream, env $KUBE_DNS_UPSTREAM_SERVICE_HOST",
                log.noticed(DnsServerPhrase.UPSTREAM_SERVICE_UNRESOLVED).get(0).detail());
        Corefile effective = evidence.corefiles().get(0);
        assertEquals(8, effective.line());
        assertEquals(2, effective.blocks().size());
        assertEquals(11, effective.nilTargets().get(0).line());
        assertEquals("__PILLAR__DNS__SERVER__", effective.placeholders().get(0).text());
    }

    @Test
    void timesAreMomentsOnlyWhereTheZoneIsPrinted() {
        LogPlace plain = read(InputKind.NODE_LOCAL_DNS_LOG, Samples.NODE_LOCAL_LOG)
                .events()
                .get(0)
                .at();
        assertTrue(plain.time().isPresent());
        assertEquals(Optional.empty(), plain.instant());
        LogPlace wrapped = read(InputKind.NODE_LOCAL_DNS_LOG, Samples.cri(Samples.NODE_LOCAL_LOG))
                .events()
                .get(0)
                .at();
        assertEquals(Optional.of(Instant.parse("2026-11-20T00:08:44.123456789Z")), wrapped.instant());
    }

    @Test
    void wrappedLogsTellTheSameAsPlainOnes() {
        for (InputKind kind : new InputKind[] {InputKind.COREDNS_LOG, InputKind.NODE_LOCAL_DNS_LOG}) {
            String text = kind == InputKind.COREDNS_LOG ? Samples.COREDNS_LOG : Samples.NODE_LOCAL_LOG;
            List<String> plain = facts(read(kind, text));
            assertEquals(plain, facts(read(kind, Samples.cri(text))), "CRI");
            assertEquals(plain, facts(read(kind, Samples.dockerJson(text))), "Docker");
            assertEquals(plain, facts(read(kind, Samples.prefixed(text))), "kubectl");
            assertEquals(plain, facts(read(kind, Samples.stern(text))), "stern");
        }
        assertEquals(
                Optional.of("node-local-dns-8xkgp"),
                read(InputKind.NODE_LOCAL_DNS_LOG, Samples.stern(Samples.NODE_LOCAL_LOG))
                        .events()
                        .get(0)
                        .at()
                        .pod());
    }

    private static List<String> facts(CoreDnsLog log) {
        List<String> facts = new java.util.ArrayList<>();
        log.events()
                .forEach(event ->
                        facts.add(event.at().line() + " " + event.getClass().getSimpleName() + " " + event.text()));
        log.queries().forEach(query -> facts.add(query.at().line() + " " + query.text()));
        log.configurations().forEach(corefile -> facts.add(corefile.blocks().toString()));
        return facts;
    }

    @Test
    void piecesOfALineThatCriHasSplitAreJoined() {
        String text = """
                2026-11-20T00:08:44.1Z stdout P [INFO] 10.0.0.1:4000 - 7 "A IN exam
                2026-11-20T00:08:44.1Z stdout F ple.org. udp 58 false 512" NOERROR qr 151 0.1s
                """;
        QueryLine query = read(InputKind.COREDNS_LOG, text).queries().get(0);
        assertEquals("example.org", query.name());
        assertEquals(1, query.at().line());
    }

    @Test
    void ofTooManyFactsTheLatestAreKeptAndTheRestIsCounted() {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= 50; i++) {
            text.append("[INFO] 10.0.0.1:4000 - ")
                    .append(i)
                    .append(" \"A IN x. udp 58 false 512\" NOERROR qr 151 0.1s\n");
        }
        EvidenceReader reader = new EvidenceReader(Limits.defaults().with(Limit.LOG_FACTS, 20));
        TextSummary summary = reader.read(
                InputKind.COREDNS_LOG,
                "a",
                new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)));
        CoreDnsLog log = reader.toSet().dnsLogs().get(0);
        assertEquals(20, log.queries().size());
        assertEquals(31, log.queries().get(0).id());
        assertEquals(50, log.queries().get(19).id());
        assertEquals(30, log.droppedQueries());
        assertEquals(50L, log.rcodes().get("NOERROR"));
        assertEquals(30, summary.anomalies().count("log-facts-dropped"));
    }

    @Test
    void aQueryLineThatIsCutIsCountedWithItsLine() {
        TextSummary summary = Samples.summary(
                InputKind.COREDNS_LOG,
                "[INFO] 10.0.0.1:4000 - 7 \"A IN x. udp 58 false 512\" NOERROR qr 151 0.1s\n"
                        + "[INFO] 10.0.0.1:4000 - 99999 \"A IN x. udp 58 false 512\" NOERROR qr 151 0.1s\n",
                Limits.defaults());
        assertEquals(1, summary.anomalies().count("query-line-unreadable"));
        assertEquals(2, summary.anomalies().toList().get(0).first().value());
    }

    @Test
    void aRefusedReloadIsNoFatalError() {
        CoreDnsLog log = read(
                InputKind.COREDNS_LOG,
                "[ERROR] Restart failed: /etc/coredns/Corefile:5 - Error during parsing: Unknown directive 'x'\n");
        assertEquals(1, log.noticed(DnsServerPhrase.COREFILE_INVALID).size());
        assertFalse(log.events().isEmpty());
        assertEquals(0, log.starts());
    }
}
