package io.github.dnswhy.rules.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.model.InputKind;
import io.github.dnswhy.rules.SlowRequests;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;

/** Slow requests of a log against the lookups of a capture: did they wait for names? */
class SlowRequestsTest {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");

    /** Lookups that wait 5 s, one every 20 s over five minutes, and quick ones between. */
    private static Dialogue slowLookups() {
        Dialogue dialogue = new Dialogue().services(150, 700, 2000, 1);
        for (int i = 0; i < 15; i++) {
            dialogue.pair(i * 20_000, "pay.example.org", 5000);
        }
        return dialogue;
    }

    /** A log with a slow request every 20 s, each so long and ending so late after a slow lookup began; its clock is ahead of UTC. */
    private static String log(int requests, int took, int after, int hoursAhead, String zone) {
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < requests; i++) {
            LocalDateTime end = LocalDateTime.ofInstant(
                    ScriptedIncident.START.plus(Duration.ofMillis(i * 20_000L + after)),
                    ZoneOffset.ofHours(hoursAhead));
            log.append(TIME.format(end))
                    .append(zone)
                    .append(" INFO [exec-1] Access : GET /orders took ")
                    .append(took)
                    .append(" ms\n");
        }
        return log.toString();
    }

    private static SlowRequests requests(Dialogue dialogue, String log) {
        return new ScriptedIncident(dialogue)
                .pod("10.96.0.1")
                .text(InputKind.APP_LOG, "app.log", log)
                .facts()
                .slowRequests();
    }

    @Test
    void requestsThatEndWithASlowLookupWaitedForIt() {
        SlowRequests r = requests(slowLookups(), log(14, 5100, 5100, 0, ""));
        assertEquals(14, r.slow());
        assertEquals(14, r.coinciding());
        assertFalse(r.waitElsewhere());
    }

    @Test
    void requestsBetweenSlowLookupsWaitedElsewhere() {
        SlowRequests r = requests(slowLookups(), log(14, 2000, 15_000, 0, ""));
        assertEquals(14, r.slow());
        assertEquals(0, r.coinciding());
        assertTrue(r.waitElsewhere());
    }

    @Test
    void aLookupMustBeAGoodPartOfARequest() {
        assertEquals(14, requests(slowLookups(), log(14, 15_000, 15_000, 0, "")).coinciding());
        assertTrue(requests(slowLookups(), log(14, 18_000, 18_000, 0, "")).waitElsewhere());
    }

    @Test
    void localTimesAreFoundInTheCaptureWhateverTheirOffset() {
        for (int hours : new int[] {-8, -1, 2, 9}) {
            SlowRequests r = requests(slowLookups(), log(14, 5100, 5100, hours, ""));
            assertEquals(14, r.slow(), "offset " + hours);
            assertEquals(14, r.coinciding(), "offset " + hours);
        }
    }

    @Test
    void aPrintedZoneIsTaken() {
        assertEquals(14, requests(slowLookups(), log(14, 5100, 5100, 0, "Z")).coinciding());
        assertEquals(0, requests(slowLookups(), log(14, 5100, 5100, 2, "Z")).slow(), "two hours after the capture");
    }

    @Test
    void whenTwoOffsetsFitTheOneThatMeetsLookupsCounts() {
        Dialogue dialogue = slowLookups();
        dialogue.services(2, 3_600_000 * 2, 1000, 1);
        SlowRequests r = requests(dialogue, log(14, 5100, 5100, 1, ""));
        assertEquals(14, r.coinciding(), "one hour later fits into the capture as well");
    }

    @Test
    void fewRequestsTellNothing() {
        assertFalse(requests(slowLookups(), log(9, 2000, 15_000, 0, "")).waitElsewhere());
        assertTrue(requests(slowLookups(), log(10, 2000, 15_000, 0, "")).waitElsewhere());
    }

    @Test
    void quickRequestsAndOtherTimesTellNothing() {
        assertEquals(0, requests(slowLookups(), log(14, 900, 15_000, 0, "")).slow());
        assertEquals(
                0, requests(slowLookups(), log(14, 5100, 100_000_000, 0, "Z")).slow());
    }

    @Test
    void aCaptureOfQueriesAloneExoneratesNothing() {
        Dialogue dialogue = new Dialogue();
        for (int i = 0; i < 150; i++) {
            String asked = "service.default.svc.cluster.local port=" + (20000 + i);
            dialogue.line(i * 2000, "? A " + asked).line(i * 2000 + 0.1, "? AAAA " + asked);
        }
        ScriptedIncident incident = new ScriptedIncident(dialogue)
                .pod("10.96.0.1")
                .text(InputKind.APP_LOG, "app.log", log(14, 2000, 15_000, 0, ""));
        assertFalse(incident.causes().contains("not-dns-exonerated"));
    }

    @Test
    void slowLookupsThatNoRequestWaitedForAreExonerated() {
        Dialogue dialogue = slowLookups();
        ScriptedIncident incident = new ScriptedIncident(dialogue)
                .pod("10.96.0.1")
                .text(InputKind.APP_LOG, "app.log", log(14, 2000, 15_000, 0, ""));
        assertEquals("no", incident.verdict());
    }

    @Test
    void aFaultThatSomeRequestsMetIsBlamedThoughMoreWaitedElsewhere() {
        ScriptedIncident incident = new ScriptedIncident(slowLookups())
                .pod("10.96.0.1")
                .text(InputKind.APP_LOG, "app.log", log(14, 5100, 5100, 0, "Z"));
        for (int i = 0; i < 5; i++) {
            incident.text(InputKind.APP_LOG, "other-" + i + ".log", log(14, 2000, 14_000, 0, "Z"));
        }
        assertTrue(incident.facts().slowRequests().waitElsewhere());
        assertEquals("slow-authority", incident.verdict());
    }
}
