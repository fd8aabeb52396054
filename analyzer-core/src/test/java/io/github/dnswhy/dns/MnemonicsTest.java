package io.github.dnswhy.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Type;

class MnemonicsTest {
    @Test
    void typesHaveTheirMnemonicsBothWays() {
        for (int type = 0; type <= 0xFFFF; type++) {
            assertEquals(type, RecordType.parse(RecordType.text(type)));
        }
        assertEquals("TYPE65280", RecordType.text(65280));
        assertEquals("ANY", RecordType.text(255));
        assertEquals(RecordType.AAAA, RecordType.parse("aaaa"));
        for (String none : new String[] {"", "TYPE", "TYPE65536", "TYPE-1", "TYPE1x", "BOGUS", "A "}) {
            assertEquals(-1, RecordType.parse(none), none);
        }
    }

    @Test
    void typesAgreeWithDnsjavaWhereItKnowsThem() {
        for (int type = 1; type <= 0xFFFF; type++) {
            String theirs = Type.string(type);
            if (!theirs.startsWith("TYPE")) {
                assertEquals(theirs, RecordType.text(type));
            }
        }
    }

    @Test
    void knownMnemonicsAreConstants() {
        assertSame(RecordType.text(RecordType.HTTPS), RecordType.text(RecordType.HTTPS));
        assertSame(Rcode.text(Rcode.SERVFAIL), Rcode.text(Rcode.SERVFAIL));
    }

    @Test
    void classesAgreeWithDnsjava() {
        for (int code : new int[] {1, 3, 4, 254, 255, 65280}) {
            assertEquals(DClass.string(code), RecordClass.text(code));
        }
    }

    @Test
    void codesWithoutMnemonicShowTheirNumber() {
        assertEquals("NXDOMAIN", Rcode.text(3));
        assertEquals("BADVERS", Rcode.text(16));
        assertEquals("BADCOOKIE", Rcode.text(23));
        assertEquals("RCODE12", Rcode.text(12));
        assertEquals("RCODE4095", Rcode.text(4095));
        assertEquals("UPDATE", Opcode.text(5));
        assertEquals("OPCODE15", Opcode.text(15));
        assertEquals("Stale Answer", ExtendedError.text(ExtendedError.STALE_ANSWER));
        assertEquals("Network Error", ExtendedError.text(ExtendedError.NETWORK_ERROR));
        assertEquals("EDE4999", ExtendedError.text(4999));
        assertEquals("COOKIE", EdnsOption.text(10));
    }
}
