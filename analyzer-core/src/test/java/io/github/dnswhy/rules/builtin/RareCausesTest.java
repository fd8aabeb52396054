package io.github.dnswhy.rules.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.model.InputKind;
import io.github.dnswhy.rules.Need;
import io.github.dnswhy.rules.RuleEngine;
import io.github.dnswhy.rules.Rules;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Causes that are seldom met: each as it looks, beside what looks most like it, and without the evidence that tells them apart. */
class RareCausesTest {
    private static final String SERVICE = "10.96.0.10";
    private static final String OUTSIDE = "192.0.2.53";
    private static final String COREFILE = """
            .:53 {
                kubernetes cluster.local
                forward . 10.20.0.53
            }
            """;

    private static Dialogue services() {
        return new Dialogue().asking(SERVICE).services(20, 0, 1000, 1);
    }

    private static ScriptedIncident pod(Dialogue dialogue) {
        return new ScriptedIncident(dialogue).pod(SERVICE);
    }

    private static boolean finds(ScriptedIncident incident, String cause) {
        return incident.causes().contains(cause);
    }

    // --- answers

    private static Dialogue aliased(String answer) {
        Dialogue dialogue = services();
        for (int i = 0; i < 3; i++) {
            dialogue.pair(i * 3000 + 300, "cdn.example.org", 1, answer);
        }
        return dialogue;
    }

    @Test
    void aliasesThatLeadNowhereAreRemarked() {
        assertTrue(finds(pod(aliased("NODATA aliases=9")), "cname-loop-or-long-chain"));
        assertFalse(finds(pod(aliased("aliases=9")), "cname-loop-or-long-chain"), "the chain ends at an address");
        assertFalse(finds(pod(aliased("NODATA")), "cname-loop-or-long-chain"), "no chain at all");
    }

    @Test
    void resolverThatMeetsACircleOfAliasesSaysSo() {
        String line = "io.netty.resolver.dns.DnsResolveContext: CNAME loop detected for 'cdn.example.org'\n";
        assertTrue(finds(pod(services()).text(InputKind.TEXT, "app.txt", line), "cname-loop-or-long-chain"));
    }

    /** The cluster DNS rejects some names; its upstream is asked too, and answers so. */
    private static ScriptedIncident formErrors(String upstream) {
        Dialogue dialogue = services();
        for (int i = 0; i < 5; i++) {
            double at = i * 3000 + 300;
            String name = "pay-" + i + ".example.org";
            dialogue.pair(at, name, 4, "FORMERR");
            if (!upstream.isEmpty()) {
                String leg = " A " + name + " from=10.244.0.2:" + (5000 + i) + " to=10.20.0.53 id=" + (900 + i);
                dialogue.line(at + 1, "?" + leg).line(at + 2, "!" + leg + " " + upstream);
            }
        }
        return pod(dialogue).text(InputKind.COREFILE, "Corefile", COREFILE);
    }

    @Test
    void formerrThatTheUpstreamNeverGaveIsOfTheClusterDns() {
        assertEquals("coredns-formerr-mismatch", formErrors("rr=30").verdict());
        assertFalse(finds(formErrors("FORMERR"), "coredns-formerr-mismatch"), "the upstream's own");
        assertFalse(
                finds(formErrors(""), "coredns-formerr-mismatch"), "without the upstream's answers nobody can tell");
    }

    /** A server outside a cluster that rejects every second lookup of a name. */
    private static ScriptedIncident rejecting(String code, boolean answersAgain) {
        Dialogue dialogue = new Dialogue().asking(OUTSIDE);
        for (int i = 0; i < 20; i++) {
            String name = "api-" + i % 2 + ".example.org";
            boolean bad = i % 4 < 2;
            dialogue.pair(i * 2000, bad || answersAgain ? name : "other.example.org", 2, bad ? code : "rr=30");
        }
        return new ScriptedIncident(dialogue).pod(OUTSIDE);
    }

    @Test
    void serverThatRejectsAsMalformedWhatItAnswersToOthersDoesNotKnowEdns() {
        assertTrue(finds(rejecting("FORMERR", true), "edns-intolerance"));
        assertTrue(finds(rejecting("NOTIMP", true), "edns-intolerance"));
        assertFalse(finds(rejecting("SERVFAIL", true), "edns-intolerance"), "another error");
        assertFalse(finds(rejecting("FORMERR", false), "edns-intolerance"), "these names are answered to nobody");
    }

    /** Two lookups of a name whose addresses never come, asked three times each; the empty answer for AAAA comes. */
    private static ScriptedIncident largeAnswers(boolean alsoSmall) {
        Dialogue dialogue = services();
        for (int i = 0; i < 2; i++) {
            String to = "big.shop.svc.cluster.local to=" + SERVICE + " port=" + (25_000 + i);
            double at = i * 20_000 + 300;
            dialogue.line(at, "? A " + to).line(at + 0.05, "? AAAA " + to).line(at + 1, "! AAAA " + to + " NODATA");
            dialogue.line(at + 5000, "? A " + to).line(at + 10_000, "? A " + to);
        }
        if (alsoSmall) {
            dialogue.pair(15_500, "big.shop.svc.cluster.local", 1);
        }
        return pod(dialogue);
    }

    private static String served(int octets) {
        return "CoreDNS-1.11.1\n[INFO] 10.244.1.17:25000 - 1 \"A IN big.shop.svc.cluster.local. udp 44 false 512\" NOERROR qr,aa,rd,ra "
                + octets + " 0.0001s\n";
    }

    @Test
    void answersThatAreLargeInTheServersLogAndNeverComeAreLostForTheirSize() {
        ScriptedIncident logged = largeAnswers(false).text(InputKind.COREDNS_LOG, "coredns-1.log", served(1004));
        assertEquals("mtu-fragment-loss", logged.verdict());
        assertTrue(logged.root().confidence() >= 0.8, logged.root().toString());
        ScriptedIncident unlogged = largeAnswers(false);
        assertTrue(unlogged.root().confidence() < 0.5, "without the log it is a guess");
        assertEquals("mtu-fragment-loss", unlogged.verdict());
    }

    @Test
    void answersThatAreSmallInTheServersLogAreLostForAnotherReason() {
        ScriptedIncident small = largeAnswers(false).text(InputKind.COREDNS_LOG, "coredns-1.log", served(120));
        assertFalse(finds(small, "mtu-fragment-loss"));
        assertFalse(finds(largeAnswers(true), "mtu-fragment-loss"), "the same answer came at another time");
    }

    // --- servers among themselves

    /** A asks B what it is asked, and B asks A. */
    private static ScriptedIncident circle(boolean bothWays, String end) {
        Dialogue dialogue = services();
        for (int i = 0; i < 8; i++) {
            double at = i * 9000 + 300;
            String name = "host-" + i + ".corp.example";
            String app = " A " + name + " from=C1:" + (6000 + i) + " to=10.0.0.1 id=" + (100 + i);
            String there = " A " + name + " from=10.0.0.1:" + (7000 + i) + " to=10.0.0.2 id=" + (200 + i);
            String back = " A " + name + " from=10.0.0.2:" + (8000 + i) + " to=10.0.0.1 id=" + (300 + i);
            dialogue.line(at, "?" + app).line(at + 1, "?" + there);
            if (bothWays) {
                dialogue.line(at + 2, "?" + back).line(at + 4000, "!" + back + " " + end);
            }
            dialogue.line(at + 4001, "!" + there + " " + end).line(at + 4002, "!" + app + " " + end);
        }
        return pod(dialogue);
    }

    @Test
    void serversThatAskEachOtherInVainForwardInACircle() {
        assertTrue(finds(circle(true, "SERVFAIL"), "forwarding-loop-undetected"));
        assertFalse(
                finds(circle(false, "SERVFAIL"), "forwarding-loop-undetected"), "one direction is plain forwarding");
        assertFalse(finds(circle(true, "rr=30"), "forwarding-loop-undetected"), "what is answered does not circle");
    }

    @Test
    void circleThatTheLoopPluginFoundIsNoUndetectedOne() {
        String fatal =
                "[FATAL] plugin/loop: Loop (127.0.0.1:55953 -> :53) detected for zone \".\", see https://coredns.io/plugins/loop#troubleshooting."
                        + " Query: \"HINFO 4547991504243258144.3688648895315093531.\"\n";
        ScriptedIncident told =
                circle(true, "SERVFAIL").text(InputKind.COREDNS_LOG, "coredns-1.log", "CoreDNS-1.11.1\n" + fatal);
        assertFalse(finds(told, "forwarding-loop-undetected"));
    }

    @Test
    void connectionsThatTheUpstreamHadClosedAreToldByTheLog() {
        String line = "[ERROR] plugin/errors: 2 api.example.org. A: cached connection was closed by peer\n";
        assertTrue(finds(
                pod(services()).text(InputKind.COREDNS_LOG, "coredns-1.log", "CoreDNS-1.11.1\n" + line + line),
                "tcp-reuse-stall"));
        assertFalse(
                finds(
                        pod(services()).text(InputKind.COREDNS_LOG, "coredns-1.log", "CoreDNS-1.11.1\n" + line),
                        "tcp-reuse-stall"),
                "one may be a restart of the peer");
    }

    // --- questions

    /** Two clients for twenty seconds, the first with so many queries a second. */
    private static ScriptedIncident rates(int perSecond) {
        Dialogue dialogue = new Dialogue().asking(SERVICE).services(20, 0, 1000, 1);
        for (int i = 0; i < 20 * perSecond; i++) {
            String asked = " A web-" + i % 9 + ".default.svc.cluster.local from=C3:" + (1024 + i) + " to=" + SERVICE
                    + " id=" + (i + 1);
            double at = i * 1000.0 / perSecond;
            dialogue.line(at, "?" + asked).line(at + 0.5, "!" + asked);
        }
        return pod(dialogue);
    }

    @Test
    void clientThatAsksMoreThanAllOthersFloods() {
        // The capture of a script ends half a minute after its last line: the rate is taken over fifty seconds.
        assertTrue(finds(rates(300), "query-flood-self-inflicted"));
        assertFalse(finds(rates(200), "query-flood-self-inflicted"), "below a hundred a second");
    }

    @Test
    void responsesThatNobodyAskedForAreAFlood() {
        IncidentBuilder few = new IncidentBuilder()
                .server(ServerBuilder.at(SERVICE).asked(20, 20))
                .orphans(400, 0, 0);
        assertEquals(
                "response-flood",
                Verdicts.found(Causes.rule("response-flood"), few.build()).cause());
        Verdicts.clear(
                Causes.rule("response-flood"),
                new IncidentBuilder()
                        .server(ServerBuilder.at(SERVICE).asked(400, 400))
                        .orphans(400, 0, 0)
                        .build());
        assertTrue(Verdicts.ruledOut(
                        Causes.rule("response-flood"),
                        new IncidentBuilder().orphans(400, 0, 0).build())
                .contains("went another way"));
    }

    private static ScriptedIncident discovery(boolean addressesFailToo) {
        Dialogue dialogue = services();
        for (int i = 0; i < 3; i++) {
            String to = "_mongodb._tcp.db.example.org to=" + SERVICE + " port=" + (25_000 + i) + " id=" + (40 + i);
            double at = i * 12_000 + 300;
            dialogue.line(at, "? SRV " + to).line(at + 5000, "? SRV " + to);
        }
        if (addressesFailToo) {
            dialogue.silent(2_500, "db.example.org");
        }
        return pod(dialogue);
    }

    @Test
    void srvThatFailsWhereAddressesAreFoundIsItsOwnFault() {
        assertTrue(finds(discovery(false), "srv-or-txt-discovery-failure"));
        assertFalse(finds(discovery(true), "srv-or-txt-discovery-failure"), "addresses fail too");
        assertFalse(finds(pod(services()), "srv-or-txt-discovery-failure"));
    }

    // --- what clients and hosts write

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "netty-resolver-timeout|io.netty.resolver.dns.DnsNameResolverTimeoutException: [53: /10.96.0.10:53] query timed out after 5000 milliseconds",
                "spoofed-or-mismatched-response|WARN i.n.r.d.DnsQueryContext - Received a mismatching DNS response [id: 7]",
                "systemd-resolved-degraded|systemd-resolved[612]: Using degraded feature set UDP instead of UDP+EDNS0 for DNS server 10.0.0.2."
            })
    void resolverThatSaysWhatItMissedIsQuoted(String cause, String line) {
        assertTrue(finds(pod(services()).text(InputKind.TEXT, "host.txt", line + "\n"), cause));
        ScriptedIncident untold = pod(services()).text(InputKind.TEXT, "host.txt", "nothing of that kind\n");
        assertFalse(finds(untold, cause));
        RuleEngine.Outcome outcome =
                new RuleEngine(Rules.builtIn()).run(pod(services()).facts(), 1);
        assertTrue(
                outcome.notApplicable().stream()
                        .anyMatch(n -> n.cause().equals(cause) && n.missing().equals(List.of(Need.HOST_LOG.text()))),
                "without a log it cannot be judged");
    }

    private static Dialogue lossy(String server) {
        Dialogue dialogue = new Dialogue().asking(server).services(40, 0, 1000, 1);
        for (int i = 0; i < 12; i++) {
            dialogue.lost(500 + i * 3000, "api-" + i % 4 + ".example.org");
        }
        return dialogue;
    }

    @Test
    void allowanceOfTheCloudsResolverIsBlamedForLossAtServersOutside() {
        String counter = "     linklocal_allowance_exceeded: 17\n";
        assertTrue(finds(
                new ScriptedIncident(lossy(OUTSIDE)).pod(OUTSIDE).text(InputKind.TEXT, "ethtool.txt", counter),
                "rate-limit-linklocal"));
        assertFalse(
                finds(pod(lossy(SERVICE)).text(InputKind.TEXT, "ethtool.txt", counter), "rate-limit-linklocal"),
                "the cluster's own servers are not behind that allowance");
        assertFalse(finds(
                new ScriptedIncident(lossy(OUTSIDE))
                        .pod(OUTSIDE)
                        .text(InputKind.TEXT, "ethtool.txt", counter.replace("17", "0")),
                "rate-limit-linklocal"));
    }

    @Test
    void dockersOwnServerIsBlamedForLossAtItsLoopbackAddress() {
        String line = "dockerd[88]: [resolver] failed to query external DNS server client-addr=udp:172.18.0.2:41234\n";
        ScriptedIncident container =
                new ScriptedIncident(lossy("127.0.0.11")).pod("127.0.0.11").text(InputKind.TEXT, "dockerd.txt", line);
        assertTrue(finds(container, "docker-embedded-dns"));
        assertFalse(finds(pod(lossy(SERVICE)).text(InputKind.TEXT, "dockerd.txt", line), "docker-embedded-dns"));
        assertFalse(finds(new ScriptedIncident(lossy("127.0.0.11")).pod("127.0.0.11"), "docker-embedded-dns"));
    }

    /** Lookups of one name, one every so many milliseconds. */
    private static ScriptedIncident repeating(double every) {
        Dialogue dialogue = new Dialogue().asking(SERVICE);
        for (int i = 0; i < 40; i++) {
            dialogue.pair(i * every, "cart.default.svc.cluster.local", 1);
        }
        return pod(dialogue);
    }

    @Test
    void clientThatAsksForOneNameAllTheTimeRemembersNothing() {
        assertTrue(finds(repeating(300), "jvm-cache-disabled"));
        assertFalse(finds(repeating(3_000), "jvm-cache-disabled"), "a cache of some seconds");
    }

    @Test
    void useVcMakesLostConnectionsLong() {
        Dialogue dialogue = services();
        for (int i = 0; i < 2; i++) {
            String to = " port=" + (25_000 + i) + " to=" + SERVICE;
            double at = 21_000 + i * 40_000;
            for (double syn : new double[] {0, 1000, 3000, 7000, 15_000}) {
                dialogue.line(at + syn, "s" + to);
            }
        }
        String conf = "nameserver " + SERVICE + "\nsearch default.svc.cluster.local\noptions ndots:5";
        ScriptedIncident vc =
                new ScriptedIncident(dialogue).text(InputKind.RESOLV_CONF, "resolv.conf", conf + " use-vc\n");
        assertTrue(finds(vc, "glibc-tcp-no-timer"));
        assertFalse(finds(
                new ScriptedIncident(dialogue).text(InputKind.RESOLV_CONF, "resolv.conf", conf + "\n"),
                "glibc-tcp-no-timer"));
        assertFalse(
                finds(
                        new ScriptedIncident(services()).text(InputKind.RESOLV_CONF, "resolv.conf", conf + " use-vc\n"),
                        "glibc-tcp-no-timer"),
                "no connection was lost");
    }
}
