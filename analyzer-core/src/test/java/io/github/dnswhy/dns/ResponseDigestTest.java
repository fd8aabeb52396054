package io.github.dnswhy.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ResponseDigestTest {
    private static final byte[] ADDRESS = {10, 0, 0, 1};
    private static final byte[] ALIAS = {1, 'b', 0};

    private static Octets response(int flags, int type, int answers, int authorities, int additionals) {
        return Octets.header(flags, 1, answers, authorities, additionals)
                .name("a.example")
                .u16(type)
                .u16(1);
    }

    private static byte[] soa(long minimum) {
        return Octets.of().u8(0).u8(0).u32(1).u32(2).u32(3).u32(4).u32(minimum).array();
    }

    private static ResponseDigest digest(Octets message) {
        return new ResponseDigest().wrap(message.view());
    }

    @Test
    void countsAnswersBehindAliases() {
        ResponseDigest digest = digest(response(0x8180, RecordType.A, 4, 0, 0)
                .record(RecordType.CNAME, 60, ALIAS)
                .record(RecordType.CNAME, 20, ALIAS)
                .record(RecordType.A, 30, ADDRESS)
                .record(RecordType.A, 30, ADDRESS));
        assertEquals(2, digest.answers());
        assertEquals(2, digest.aliases());
        assertEquals(20, digest.minimumTtl());
        assertEquals(MessageStatus.OK, digest.status());
        assertEquals(ResponseDigest.NONE, digest.udpSize());
        assertEquals(ResponseDigest.NONE, digest.extendedError());
    }

    @Test
    void anAliasThatWasAskedForIsAnAnswer() {
        ResponseDigest digest =
                digest(response(0x8180, RecordType.CNAME, 1, 0, 0).record(RecordType.CNAME, 60, ALIAS));
        assertEquals(1, digest.answers());
        assertEquals(0, digest.aliases());
    }

    @Test
    void anyAsksForAllRecords() {
        ResponseDigest digest = digest(response(0x8180, RecordType.ANY, 2, 0, 0)
                .record(RecordType.CNAME, 60, ALIAS)
                .record(RecordType.A, 5, ADDRESS));
        assertEquals(2, digest.answers());
    }

    @Test
    void aNegativeResponseHasTheLesserOfTtlAndMinimum() {
        ResponseDigest digest = digest(response(0x8183, RecordType.A, 0, 1, 0).record(RecordType.SOA, 900, soa(30)));
        assertTrue(digest.hasSoa());
        assertEquals(30, digest.negativeTtl());
        assertEquals(ResponseDigest.NONE, digest.minimumTtl());
        assertEquals(Rcode.NXDOMAIN, digest.rcode());
        assertEquals(
                7,
                digest(response(0x8183, 1, 0, 1, 0).record(RecordType.SOA, 7, soa(30)))
                        .negativeTtl());
        ResponseDigest tooShort = digest(response(0x8183, 1, 0, 1, 0).record(RecordType.SOA, 7, new byte[21]));
        assertTrue(tooShort.hasSoa());
        assertEquals(ResponseDigest.NONE, tooShort.negativeTtl());
    }

    @Test
    void aReferralHasNameServersAndNoSoa() {
        ResponseDigest digest = digest(response(0x8000, RecordType.A, 0, 2, 0)
                .record(RecordType.NS, 60, ALIAS)
                .record(RecordType.NS, 60, ALIAS));
        assertEquals(2, digest.nameServers());
        assertFalse(digest.hasSoa());
    }

    @Test
    void aTtlWithTheHighestBitSetIsZero() {
        assertEquals(
                0,
                digest(response(0x8180, 1, 1, 0, 0).record(RecordType.A, 0x8000_0000L, ADDRESS))
                        .minimumTtl());
    }

    @Test
    void readsTheOptRecord() {
        byte[] options = Octets.of()
                .u16(EdnsOption.COOKIE)
                .u16(8)
                .bytes(new byte[8])
                .u16(EdnsOption.EDE)
                .u16(5)
                .u16(22)
                .bytes("abc".getBytes())
                .array();
        ResponseDigest digest = digest(
                response(0x8182, RecordType.A, 0, 0, 1).u8(0).fixed(RecordType.OPT, 1232, 0x0100_8000L, options));
        assertEquals(1232, digest.udpSize());
        assertTrue(digest.dnssecOk());
        assertEquals(0x12, digest.rcode());
        assertEquals(ExtendedError.NO_REACHABLE_AUTHORITY, digest.extendedError());
    }

    @Test
    void onlyTheFirstOptOfTheAdditionalSectionCounts() {
        ResponseDigest digest = digest(response(0x8180, RecordType.A, 1, 0, 2)
                .u8(0)
                .fixed(RecordType.OPT, 1, 0, new byte[0])
                .u8(0)
                .fixed(RecordType.OPT, 2, 0, new byte[0])
                .u8(0)
                .fixed(RecordType.OPT, 3, 0, new byte[0]));
        assertEquals(2, digest.udpSize());
    }

    @Test
    void aDigestIsReusedWithoutTracesOfTheLastMessage() {
        ResponseDigest digest = digest(response(0x8180, 1, 1, 0, 1)
                .record(RecordType.A, 1, ADDRESS)
                .u8(0)
                .fixed(
                        RecordType.OPT,
                        512,
                        0x8000,
                        Octets.of().u16(15).u16(2).u16(3).array()));
        assertEquals(3, digest.extendedError());
        digest.wrap(Octets.header(0x8105, 0, 0, 0, 0).view());
        assertEquals(0, digest.answers());
        assertEquals(ResponseDigest.NONE, digest.minimumTtl());
        assertEquals(ResponseDigest.NONE, digest.udpSize());
        assertEquals(ResponseDigest.NONE, digest.extendedError());
        assertFalse(digest.dnssecOk());
        assertEquals(Rcode.REFUSED, digest.rcode());
    }

    @Test
    void aCutMessageGivesWhatIsThere() {
        byte[] whole = response(0x8180, 1, 2, 0, 0)
                .record(1, 60, ADDRESS)
                .record(1, 50, ADDRESS)
                .array();
        ResponseDigest digest =
                new ResponseDigest().wrap(Octets.guarded(Arrays.copyOf(whole, whole.length - 10), (byte) 0));
        assertEquals(1, digest.answers());
        assertEquals(60, digest.minimumTtl());
        assertEquals(MessageStatus.RECORD_CUT, digest.status());
    }
}
