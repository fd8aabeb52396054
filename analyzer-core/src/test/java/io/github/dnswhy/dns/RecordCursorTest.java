package io.github.dnswhy.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordCursorTest {
    private static final byte[] ADDRESS = {10, 0, 0, 1};

    private static Octets response() {
        return Octets.header(0x8180, 1, 1, 1, 2)
                .name("www.example.com")
                .u16(RecordType.A)
                .u16(RecordClass.IN)
                .record(RecordType.A, 300, ADDRESS)
                .pointer(16)
                .fixed(
                        RecordType.NS,
                        RecordClass.IN,
                        3600,
                        Octets.of().u8(2).bytes("ns".getBytes()).pointer(16).array())
                .name("ns.example.com")
                .fixed(RecordType.A, RecordClass.CH, 0xFFFF_FFFFL, ADDRESS)
                .u8(0)
                .fixed(RecordType.OPT, 1232, 0x8000, new byte[0]);
    }

    private static List<String> walk(RecordCursor cursor) {
        List<String> records = new ArrayList<>();
        while (cursor.next()) {
            RecordView record = cursor.record();
            records.add(record.section() + " " + record.ownerText().orElse("?") + " " + RecordType.text(record.type())
                    + " " + record.recordClass() + " " + record.ttl() + " " + record.rdataLength()
                    + (record.isCut() ? " cut" : ""));
        }
        return records;
    }

    @Test
    void walksAllSectionsInOrder() {
        DnsMessageView view = response().view();
        RecordCursor cursor = new RecordCursor().wrap(view);
        assertEquals(
                List.of(
                        "ANSWER www.example.com A 1 300 4",
                        "AUTHORITY example.com NS 1 3600 5",
                        "ADDITIONAL ns.example.com A 3 4294967295 4",
                        "ADDITIONAL . OPT 1232 32768 0"),
                walk(cursor));
        assertEquals(MessageStatus.OK, cursor.status());
        assertEquals(view.limit(), cursor.position());
        assertFalse(cursor.next());
    }

    @Test
    void everyPrefixGivesTheRecordsThatAreThere() {
        byte[] whole = response().array();
        List<String> all = walk(new RecordCursor().wrap(response().view()));
        int questionEnd = 12 + 17 + 4;
        int before = 0;
        for (int length = questionEnd; length < whole.length; length++) {
            RecordCursor cursor = new RecordCursor().wrap(Octets.guarded(Arrays.copyOf(whole, length), (byte) 0));
            List<String> some = walk(cursor);
            assertEquals(MessageStatus.RECORD_CUT, cursor.status());
            int sound = some.size();
            if (sound > 0 && some.get(sound - 1).endsWith(" cut")) {
                sound--;
            }
            assertEquals(all.subList(0, sound), some.subList(0, sound));
            assertTrue(sound >= before);
            before = sound;
        }
        assertEquals(3, before);
    }

    @Test
    void aRecordWithCutRdataIsGivenAndIsTheLast() {
        byte[] whole = response().array();
        int rdata = 12 + 17 + 4 + 12;
        RecordCursor cursor = new RecordCursor().wrap(Octets.guarded(Arrays.copyOf(whole, rdata + 3), (byte) 9));
        assertTrue(cursor.next());
        assertTrue(cursor.record().isCut());
        assertEquals(4, cursor.record().announcedLength());
        assertEquals(3, cursor.record().rdataLength());
        assertEquals("\\# 3 0a0000", RecordText.rdata(cursor.record()));
        assertFalse(cursor.next());
        assertEquals(MessageStatus.RECORD_CUT, cursor.status());
    }

    @Test
    void countsAreClaims() {
        RecordCursor cursor = new RecordCursor()
                .wrap(Octets.header(0x8180, 0, 0xFFFF, 0xFFFF, 0xFFFF)
                        .name("a")
                        .fixed(1, 1, 1, ADDRESS)
                        .view());
        assertEquals(List.of("ANSWER a A 1 1 4"), walk(cursor));
        assertEquals(MessageStatus.RECORD_CUT, cursor.status());
    }

    @Test
    void badOwnersEndTheWalkUnderTheirName() {
        assertEquals(
                MessageStatus.BAD_LABEL,
                statusOfOwner(Octets.of().u8(0x40).bytes(new byte[99]).array()));
        assertEquals(
                MessageStatus.NAME_TOO_LONG,
                statusOfOwner(
                        Octets.of().name("abc.".repeat(70)).bytes(new byte[10]).array()));
    }

    private static MessageStatus statusOfOwner(byte[] owner) {
        RecordCursor cursor = new RecordCursor()
                .wrap(Octets.header(0x8180, 0, 1, 0, 0).bytes(owner).view());
        assertFalse(cursor.next());
        return cursor.status();
    }

    @Test
    void anUnsoundMessageHasNoRecords() {
        RecordCursor cursor = new RecordCursor()
                .wrap(Octets.header(0x8180, 1, 1, 0, 0).u8(0x80).view());
        assertFalse(cursor.next());
        assertEquals(MessageStatus.BAD_LABEL, cursor.status());
    }

    @Test
    void octetsAfterTheLastRecordShow() {
        DnsMessageView view = response().hex("00 00 00").view();
        RecordCursor cursor = new RecordCursor().wrap(view);
        assertEquals(4, walk(cursor).size());
        assertEquals(MessageStatus.OK, cursor.status());
        assertEquals(3, view.limit() - cursor.position());
    }
}
