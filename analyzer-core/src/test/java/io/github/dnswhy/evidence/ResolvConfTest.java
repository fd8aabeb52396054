package io.github.dnswhy.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.model.InputKind;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Limits;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResolvConfTest {
    private static ResolvConf read(String text) {
        return Samples.read(InputKind.RESOLV_CONF, text).resolvConfs().get(0);
    }

    private static List<String> addresses(ResolvConf conf) {
        return conf.usedNameservers().stream().map(IpAddress::toString).toList();
    }

    @Test
    void theUsualFileOfAPodIsRead() {
        ResolvConf conf = read(Samples.RESOLV_CONF);
        assertEquals(List.of("169.254.20.10", "10.96.0.10"), addresses(conf));
        assertEquals(2, conf.nameservers().get(0).line());
        assertEquals(List.of("shop.svc.cluster.local", "svc.cluster.local", "cluster.local"), conf.search());
        assertEquals(5, conf.ndots());
        assertEquals(2, conf.timeoutSeconds());
        assertEquals(2, conf.attempts());
        assertTrue(conf.has("single-request-reopen"));
    }

    @Test
    void withoutAnythingTheDefaultsOfGlibcHold() {
        ResolvConf conf = read("# empty\n");
        assertEquals(List.of("127.0.0.1"), addresses(conf));
        assertEquals(1, conf.ndots());
        assertEquals(5, conf.timeoutSeconds());
        assertEquals(2, conf.attempts());
    }

    @Test
    void valuesAreCappedAsGlibcDoes() {
        ResolvConf conf = read("options ndots:99 timeout:99\noptions attempts:99 rotate\n");
        assertEquals(15, conf.ndots());
        assertEquals(30, conf.timeoutSeconds());
        assertEquals(5, conf.attempts());
        assertEquals(99, conf.timeoutGiven().getAsInt());
        assertTrue(conf.has("rotate"));
        assertEquals(1, read("options timeout:0\n").timeoutSeconds());
        assertEquals(0, read("options attempts:0\n").attempts());
    }

    @Test
    void onlyThreeNameserversAreUsed() {
        ResolvConf conf =
                read("nameserver 10.0.0.1\nnameserver fe80::1%eth0\nnameserver 10.0.0.3#x\nnameserver 10.0.0.4\n");
        assertEquals(List.of("10.0.0.1", "fe80::1", "10.0.0.3"), addresses(conf));
        assertEquals(4, conf.nameservers().size());
    }

    @Test
    void theLastOfSearchAndDomainWins() {
        assertEquals(
                List.of("a.example"),
                read("search b.example c.example\ndomain A.example. d.example\n")
                        .search());
        assertEquals(
                List.of("b.example", "c.example"),
                read("domain a.example\nsearch b.example c.example\n").search());
    }

    @Test
    void invalidLinesAreCountedWithTheirPlaces() {
        TextSummary summary = Samples.summary(
                InputKind.RESOLV_CONF,
                "nameserver dns.example\nnameserver 10.0.0.1\nfoo bar\n nameserver 10.0.0.2\noptions ndots:x wat\n",
                Limits.defaults());
        assertEquals(1, summary.anomalies().count("resolv-conf-nameserver-invalid"));
        assertEquals(1, summary.anomalies().count("resolv-conf-line-unknown"));
        assertEquals(1, summary.anomalies().count("resolv-conf-line-ignored"));
        assertEquals(1, summary.anomalies().count("resolv-conf-option-invalid"));
        assertEquals(1, summary.anomalies().count("resolv-conf-option-unknown"));
    }

    @Test
    void aFileThatWasPastedWithAnIndentIsRead() {
        assertEquals(List.of("10.0.0.1"), addresses(read("  nameserver 10.0.0.1\n  options ndots:2\n")));
    }
}
