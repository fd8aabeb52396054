package io.github.dnswhy.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.model.InputKind;
import io.github.dnswhy.model.Limits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class CorefileTest {
    private static Corefile read(String text) {
        return Samples.read(InputKind.COREFILE, text).corefiles().get(0);
    }

    @Test
    void blocksZonesAndSnippetsAreRead() {
        Corefile corefile = read(Samples.COREFILE);
        assertEquals(2, corefile.blocks().size());
        Corefile.ServerBlock cluster = corefile.blocks().get(0);
        assertEquals(
                List.of(
                        new Corefile.ZoneKey("dns", "cluster.local", 53),
                        new Corefile.ZoneKey("dns", "in-addr.arpa", 53)),
                cluster.keys());
        assertEquals(5, cluster.line());
        assertTrue(cluster.uses("errors"), "the snippet is put in");
        assertTrue(cluster.uses("loop"));
        assertFalse(cluster.uses("import"));
        assertEquals(List.of("169.254.20.10", "10.96.0.10"), cluster.binds());
        assertEquals(
                List.of("9984", "5"),
                cluster.directive("cache")
                        .orElseThrow()
                        .option("denial")
                        .orElseThrow()
                        .arguments());
    }

    @Test
    void forwardsAreTyped() {
        Corefile corefile = read(Samples.COREFILE);
        Forward toCluster = corefile.blocks().get(0).forwards().get(0);
        assertEquals(".", toCluster.from());
        assertEquals(List.of("10.96.33.7"), toCluster.targets());
        assertTrue(toCluster.forceTcp());
        assertEquals(OptionalInt.of(1000), toCluster.maxConcurrent());
        assertEquals(Optional.of(Duration.ofSeconds(20)), toCluster.expire());
        assertEquals(List.of("corp.example", "internal.example"), toCluster.except());
        assertEquals(13, toCluster.line());
        Forward outside = corefile.blocks().get(1).forwards().get(0);
        assertEquals(List.of("/etc/resolv.conf"), outside.targets());
        assertFalse(outside.forceTcp());
        assertTrue(outside.preferUdp());
        assertEquals(Optional.of("sequential"), outside.policy());
    }

    @Test
    void quotesHoldWordsTogetherAndCommentsAreLeftOut() {
        Corefile.Directive template =
                read(Samples.COREFILE).blocks().get(1).directive("template").orElseThrow();
        assertEquals(List.of("IN", "ANY", "a b"), template.arguments());
        assertEquals(
                List.of("{{ .Name }} 60 IN TXT \"x\""),
                template.option("answer").orElseThrow().arguments());
    }

    @Test
    void schemesAndPortsOfZonesAreKnown() {
        Corefile corefile = read("tls://Example.org:5353, https://. 2001:db8::/32 (x) {$ZONE}:1053 {\n whoami\n}\n");
        assertEquals(
                List.of(
                        new Corefile.ZoneKey("tls", "example.org", 5353),
                        new Corefile.ZoneKey("https", ".", 443),
                        new Corefile.ZoneKey("dns", "2001:db8::/32", 53),
                        new Corefile.ZoneKey("dns", "(x)", 53),
                        new Corefile.ZoneKey("dns", "{$zone}", 1053)),
                corefile.blocks().get(0).keys());
    }

    @Test
    void aSingleBlockNeedsNoBraces() {
        Corefile corefile = read(".:53\nforward . 10.0.0.1\nlog\n");
        assertEquals(1, corefile.blocks().size());
        assertEquals(
                List.of("10.0.0.1"), corefile.blocks().get(0).forwards().get(0).targets());
        assertTrue(corefile.blocks().get(0).uses("log"));
    }

    @Test
    void configMapsOfAllPrintedFormsHoldTheSameCorefile() {
        Corefile yaml = read(Samples.CONFIG_MAP);
        assertEquals(4, yaml.line());
        Corefile quoted = read(
                "apiVersion: v1\ndata:\n  Corefile: \".:53 {\\n    errors \\n    kubernetes cluster.local\n"
                        + "    in-addr.arpa ip6.arpa {\\n       pods insecure\\n    }\\n\\\n    \\    forward . /etc/resolv.conf\\n    cache 30\\n}\\n\"\nkind: ConfigMap\n");
        Corefile described = read(
                "Name:         coredns\nNamespace:    kube-system\nLabels:       <none>\n\nData\n====\nCorefile:\n----\n.:53 {\n    errors\n"
                        + "    kubernetes cluster.local in-addr.arpa ip6.arpa {\n       pods insecure\n    }\n    forward . /etc/resolv.conf\n    cache 30\n}\n\n\nBinaryData\n====\n\nEvents:  <none>\n");
        for (Corefile corefile : List.of(yaml, quoted, described)) {
            assertEquals(1, corefile.blocks().size());
            Corefile.ServerBlock block = corefile.blocks().get(0);
            assertEquals(
                    List.of("errors", "kubernetes", "forward", "cache"),
                    block.directives().stream().map(Corefile.Directive::name).toList());
            assertEquals(
                    List.of("cluster.local", "in-addr.arpa", "ip6.arpa"),
                    block.directive("kubernetes").orElseThrow().arguments());
        }
    }

    @Test
    void placeholdersAndNilTargetsAreFoundWithTheirLines() {
        Corefile corefile = read(
                "__PILLAR__DNS__DOMAIN__:53 {\n bind __PILLAR__LOCAL__DNS__\n forward . <nil> {\n  force_tcp\n }\n}\n");
        assertEquals(2, corefile.placeholders().size());
        assertEquals(
                new Corefile.Placeholder(2, "__PILLAR__LOCAL__DNS__"),
                corefile.placeholders().get(1));
        assertEquals(List.of(new Corefile.Placeholder(3, "<nil>")), corefile.nilTargets());
    }

    @Test
    void missingAndSurplusBracesAreCountedAndTheRestIsRead() {
        TextSummary missing =
                Samples.summary(InputKind.COREFILE, ".:53 {\n errors\n cache {\n  success 1\n", Limits.defaults());
        assertEquals(2, missing.anomalies().count("corefile-brace-missing"));
        TextSummary surplus = Samples.summary(InputKind.COREFILE, ".:53 {\n errors\n}\n}\n", Limits.defaults());
        assertEquals(1, surplus.anomalies().count("corefile-brace-unexpected"));
        assertTrue(
                read(".:53 {\n errors\n}\n}\na.b {\n log\n}\n").blocks().get(1).uses("log"));
    }

    @Test
    void snippetsThatDoubleEachOtherAreBounded() {
        StringBuilder text = new StringBuilder("(s0) {\n errors\n errors\n}\n");
        for (int i = 1; i <= 60; i++) {
            String before = " import s" + (i - 1) + "\n";
            text.append("(s")
                    .append(i)
                    .append(") {\n")
                    .append(before)
                    .append(before)
                    .append("}\n");
        }
        TextSummary summary = Samples.summary(InputKind.COREFILE, text + ".:53 {\n import s60\n}\n", Limits.defaults());
        assertTrue(summary.anomalies().count("corefile-too-long") > 0);
    }

    @Test
    void snippetsThatNestEachOtherAreBounded() {
        StringBuilder text = new StringBuilder("(s0) {\n errors\n}\n");
        for (int i = 1; i <= 5_000; i++) {
            text.append("(s")
                    .append(i)
                    .append(") {\n p {\n  import s")
                    .append(i - 1)
                    .append("\n  import s")
                    .append(i - 1)
                    .append("\n }\n}\n");
        }
        Corefile corefile = read(text + ".:53 {\n import s5000\n}\n" + "x {\n".repeat(5_000));
        assertEquals(List.of(), corefile.placeholders());
    }
}
