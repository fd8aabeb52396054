package io.github.dnswhy.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DsoCursorTest {
    private static final int DSO = 0x3000;

    private static List<String> tlvs(Octets octets) {
        DnsMessageView message = octets.view();
        assertTrue(DsoCursor.holds(message));
        List<String> tlvs = new ArrayList<>();
        DsoCursor cursor = new DsoCursor().wrap(message);
        while (cursor.next()) {
            RdataText data = cursor.data();
            tlvs.add((DsoType.text(cursor.type()) + " " + data.text()).strip()
                    + data.problem().map(p -> " ; " + p).orElse(""));
        }
        return tlvs;
    }

    private static Octets message(String hex) {
        return Octets.header(DSO, 0, 0, 0, 0).hex(hex);
    }

    @Test
    void sessionsAreKeptAliveDelayedAndPadded() {
        assertEquals(
                List.of("KEEPALIVE inactivity 15000 ms, interval 15000 ms", "ENCRYPTION-PADDING 2 octets"),
                tlvs(message("0001 0008 00003a98 00003a98 0003 0002 0000")));
        assertEquals(List.of("RETRY-DELAY 60000 ms"), tlvs(message("0002 0004 0000ea60")));
        assertEquals(List.of("DSO63488 \\# 1 ff", "DSO5"), tlvs(message("f800 0001 ff 0005 0000")));
    }

    @Test
    void changesAreSubscribedToAndPushed() {
        assertEquals(List.of("SUBSCRIBE a IN PTR"), tlvs(message("0040 0007 0161 00 000c 0001")));
        assertEquals(List.of("UNSUBSCRIBE id 4660"), tlvs(message("0042 0002 1234")));
        assertEquals(List.of("RECONFIRM a IN A 10.0.0.1"), tlvs(message("0043 000b 0161 00 0001 0001 0a000001")));
        // The second owner points at the first, which stands at octet 16.
        assertEquals(
                List.of("PUSH a 60 IN A 10.0.0.1; a delete IN TXT \"x\"; a delete-all ANY ANY \\# 0"),
                tlvs(message("0041 002b 0161 00 0001 0001 0000003c 0004 0a000001 c010 0010 0001 ffffffff 0002 0178"
                        + "c010 00ff 00ff fffffffe 0000")));
    }

    @Test
    void damagedTlvsAreShownAsFarAsTheyGo() {
        assertEquals(
                List.of("KEEPALIVE \\# 2 0000 ; message ends after 2 of 8 octets, after: inactivity"),
                tlvs(message("0001 0008 0000")));
        assertEquals(
                List.of("SUBSCRIBE \\# 3 016100 ; ends inside a number, after: a"), tlvs(message("0040 0003 016100")));
        assertEquals(List.of(), tlvs(message("0001 00")));
    }

    @Test
    void messagesWithCountsAreNone() {
        assertFalse(DsoCursor.holds(Octets.header(DSO, 1, 0, 0, 0).view()));
        assertFalse(DsoCursor.holds(Octets.header(0x0100, 0, 0, 0, 0).view()));
        assertFalse(DsoCursor.holds(new DnsMessageView().wrap(new byte[3], 0, 3)));
    }
}
