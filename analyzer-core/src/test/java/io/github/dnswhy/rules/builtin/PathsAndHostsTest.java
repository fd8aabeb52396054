package io.github.dnswhy.rules.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.model.InputKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where queries are lost: by a policy, by a router, in a table of the host; told by who suffers, by ICMP, by counters. */
class PathsAndHostsTest {
    private static final String SERVICE = "10.96.0.10";

    /** One client is never answered; the others are, or not. */
    private static Dialogue twoClients(boolean othersAnswered) {
        Dialogue dialogue = new Dialogue().asking(SERVICE);
        for (int i = 0; i < 8; i++) {
            double at = i * 12_000;
            String name = "service-" + i % 4 + ".default.svc.cluster.local";
            String silent = " A " + name + " from=C2:" + (4000 + i) + " to=" + SERVICE;
            dialogue.line(at, "?" + silent).line(at + 5000, "?" + silent);
            if (othersAnswered) {
                dialogue.pair(at + 100, name, 1);
            } else {
                dialogue.silent(at + 100, name);
            }
        }
        return dialogue;
    }

    @Test
    void oneClientThatNobodyAnswersIsDropped() {
        ScriptedIncident incident = new ScriptedIncident(twoClients(true)).pod(SERVICE);
        assertEquals("networkpolicy-drops-dns", incident.verdict());
        assertFalse(
                new ScriptedIncident(twoClients(false)).pod(SERVICE).causes().contains("networkpolicy-drops-dns"));
    }

    private static Dialogue rejected(int code) {
        Dialogue dialogue = new Dialogue();
        for (int i = 0; i < 12; i++) {
            for (int round = 0; round < 2; round++) {
                int at = i * 5000 + round;
                String asked =
                        " A service.default.svc.cluster.local to=" + SERVICE + " port=" + (21000 + 2 * i + round);
                dialogue.line(at, "?" + asked).line(at + 0.2, "x" + asked + " icmp=" + code);
            }
        }
        return dialogue;
    }

    @ParameterizedTest
    @CsvSource({"769, host does not answer", "781, rule forbids", "65792, no route", "65793, rule forbids"})
    void icmpCodeSaysWhy(int code, String why) {
        ScriptedIncident incident = new ScriptedIncident(rejected(code)).pod(SERVICE);
        assertEquals("icmp-unreachable", incident.verdict());
        assertTrue(incident.root().summary().contains(why), incident.root().summary());
    }

    @Test
    void closedPortIsNoMatterOfTheWay() {
        assertFalse(new ScriptedIncident(rejected(771)).pod(SERVICE).causes().contains("icmp-unreachable"));
    }

    private static Dialogue lossy() {
        Dialogue dialogue = new Dialogue().asking(SERVICE).services(40, 0, 1000, 1);
        for (int i = 0; i < 12; i++) {
            dialogue.lost(500 + i * 3000, "service-" + i % 4 + ".default.svc.cluster.local");
        }
        return dialogue;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "conntrack-table-full|[ 123.4] nf_conntrack: nf_conntrack: table full, dropping packet",
                "conntrack-table-full|     conntrack_allowance_exceeded: 17",
                "overlay-checksum-offload|[ 99.1] UDP: bad checksum. From 192.168.1.4:52001 to 192.168.1.5:8472 ulen 110",
                "mesh-or-cni-dns-proxy|level=warning msg=\"Potentially too many parallel DNS requests being processed\""
            })
    void hostSaysWhereQueriesAreLost(String cause, String line) {
        ScriptedIncident loss =
                new ScriptedIncident(lossy()).pod(SERVICE).text(InputKind.TEXT, "host.txt", line + "\n");
        assertEquals(cause, loss.verdict());
        assertTrue(loss.root().confidence() >= 0.7);
        ScriptedIncident healthy = new ScriptedIncident(
                        new Dialogue().asking(SERVICE).services(30, 0, 500, 1))
                .pod(SERVICE)
                .text(InputKind.TEXT, "host.txt", line + "\n");
        assertFalse(healthy.causes().contains(cause), "nothing was lost");
    }

    @Test
    void countersAtZeroTellNothing() {
        ScriptedIncident loss = new ScriptedIncident(lossy())
                .pod(SERVICE)
                .text(InputKind.TEXT, "ethtool.txt", "conntrack_allowance_exceeded: 0\nUdpRcvbufErrors   0   0.0\n");
        assertFalse(loss.causes().contains("conntrack-table-full"));
        assertFalse(loss.causes().contains("udp-receive-buffer-overflow"));
    }

    @Test
    void openTcpConnectionWithoutAnAnswerIsAStall() {
        Dialogue dialogue = new Dialogue().asking(SERVICE).services(10, 0, 1000, 1);
        for (int i = 0; i < 3; i++) {
            double at = 20_000 + i * 15_000;
            int port = 30_000 + i;
            String udp = " A big-" + i + ".example.org to=" + SERVICE + " port=" + (25_000 + i);
            dialogue.line(at, "?" + udp).line(at + 1, "!" + udp + " tc");
            String tcp = " to=" + SERVICE + " tcp port=" + port;
            dialogue.line(at + 2, "s" + tcp).line(at + 3, "a" + tcp);
            dialogue.line(at + 4, "? A big-" + i + ".example.org" + tcp);
        }
        assertTrue(new ScriptedIncident(dialogue).pod(SERVICE).causes().contains("tcp-dns-stall"));
        assertFalse(new ScriptedIncident(lossy()).pod(SERVICE).causes().contains("tcp-dns-stall"));
    }
}
