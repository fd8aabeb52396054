package io.github.dnswhy.dns;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DomainNameTest {
    private static final byte[] HEADER = new byte[12];

    /** The example of RFC 1035 §4.1.4: F.ISI.ARPA at 20, FOO + pointer at 40, a pointer at 64, the root at 92. */
    private static byte[] rfc1035() {
        byte[] message = new byte[93];
        put(message, 20, Octets.of().name("F.ISI.ARPA").array());
        put(message, 40, Octets.of().u8(3).bytes("FOO".getBytes()).pointer(20).array());
        put(message, 64, Octets.of().pointer(26).array());
        return message;
    }

    private static void put(byte[] target, int offset, byte[] octets) {
        System.arraycopy(octets, 0, target, offset, octets.length);
    }

    private static String text(byte[] message, int offset) {
        return DomainName.text(message, 0, offset, message.length).orElseThrow();
    }

    private static int length(byte[] message, int offset) {
        return DomainName.wireLength(message, 0, offset, message.length);
    }

    @Test
    void readsTheExampleOfRfc1035() {
        byte[] message = rfc1035();
        assertEquals("F.ISI.ARPA", text(message, 20));
        assertEquals("FOO.F.ISI.ARPA", text(message, 40));
        assertEquals("ARPA", text(message, 64));
        assertEquals(".", text(message, 92));
        assertEquals(32, DomainName.skip(message, 20, message.length));
        assertEquals(46, DomainName.skip(message, 40, message.length));
        assertEquals(66, DomainName.skip(message, 64, message.length));
        assertEquals(93, DomainName.skip(message, 92, message.length));
        assertEquals(16, length(message, 40));
    }

    @Test
    void pointersCountFromTheMessageNotFromTheBuffer() {
        byte[] message = rfc1035();
        byte[] shifted = new byte[message.length + 7];
        put(shifted, 7, message);
        assertEquals(
                "FOO.F.ISI.ARPA",
                DomainName.text(shifted, 7, 47, shifted.length).orElseThrow());
    }

    @Test
    void compressionAndCaseDoNotShowInTheHash() {
        byte[] message = rfc1035();
        byte[] plain = Octets.of().name("foo.f.isi.arpa").array();
        long hash = DomainName.hash(plain, 0, 0, plain.length, 42);
        assertEquals(hash, DomainName.hash(message, 0, 40, message.length, 42));
        assertNotEquals(hash, DomainName.hash(message, 0, 40, message.length, 43));
        assertNotEquals(hash, DomainName.hash(message, 0, 20, message.length, 42));
        assertTrue(DomainName.equalsOwned(message, 0, 40, message.length, plain, 0, plain.length));
        assertFalse(DomainName.equalsOwned(message, 0, 20, message.length, plain, 0, plain.length));
    }

    @Test
    void onlyAsciiLettersFold() {
        byte[] at = {1, '@', 0};
        byte[] grave = {1, '`', 0};
        byte[] open = {1, '[', 0};
        byte[] brace = {1, '{', 0};
        byte[] latin = {1, (byte) 0xC4, 0};
        byte[] latinSmall = {1, (byte) 0xE4, 0};
        assertFalse(DomainName.equalsOwned(at, 0, 0, 3, grave, 0, 3));
        assertFalse(DomainName.equalsOwned(open, 0, 0, 3, brace, 0, 3));
        assertFalse(DomainName.equalsOwned(latin, 0, 0, 3, latinSmall, 0, 3));
        for (int octet = 0; octet < 256; octet++) {
            long folded = NameHash.lowerCase(octet * 0x0101_0101_0101_0101L);
            assertEquals((DomainName.lowerCase((byte) octet) & 0xFF) * 0x0101_0101_0101_0101L, folded);
        }
    }

    @Test
    void acceptsLabelsOf63AndRejectsTheLabelTypes01And10() {
        byte[] longest = Octets.of().name("x".repeat(63)).array();
        assertEquals(65, length(longest, 0));
        for (int type : new int[] {64, 65, 127, 128, 191}) {
            byte[] wrong = Octets.of().u8(type).bytes(new byte[200]).array();
            assertEquals(DomainName.BAD_LABEL, length(wrong, 0));
            assertEquals(DomainName.BAD_LABEL, DomainName.skip(wrong, 0, wrong.length));
            assertEquals(0, DomainName.hash(wrong, 0, 0, wrong.length, 1));
        }
    }

    @Test
    void acceptsNamesOf255OctetsAndRejectsNamesOf256() {
        String three = ("x".repeat(63) + ".").repeat(3);
        byte[] longest = Octets.of().name(three + "y".repeat(61)).array();
        assertEquals(255, longest.length);
        assertEquals(255, length(longest, 0));
        assertEquals(255, DomainName.skip(longest, 0, 255));
        byte[] over = Octets.of().name(three + "y".repeat(62)).array();
        assertEquals(DomainName.TOO_LONG, length(over, 0));
        assertEquals(DomainName.TOO_LONG, DomainName.skip(over, 0, 256));
        byte[] manyLabels = Octets.of().name("a.".repeat(127)).array();
        assertEquals(255, length(manyLabels, 0));
    }

    @Test
    void countsTheOctetsBehindAPointerToo() {
        String three = ("x".repeat(63) + ".").repeat(3);
        byte[] fits = Octets.of()
                .bytes(HEADER)
                .name(three + "y")
                .u8(59)
                .bytes(new byte[59])
                .pointer(12)
                .array();
        assertEquals(255, length(fits, fits.length - 62));
        byte[] over = Octets.of()
                .bytes(HEADER)
                .name(three + "y")
                .u8(60)
                .bytes(new byte[60])
                .pointer(12)
                .array();
        assertEquals(DomainName.TOO_LONG, length(over, over.length - 63));
        assertEquals(
                DomainName.TOO_LONG, DomainName.copyWire(over, 0, over.length - 63, over.length, new byte[255], 0));
    }

    @Test
    void pointersMustPointBeforeTheRunThatTheyEnd() {
        byte[] self = Octets.of().bytes(HEADER).pointer(12).array();
        assertEquals(DomainName.BAD_POINTER, length(self, 12));
        byte[] forward = Octets.of().bytes(HEADER).pointer(14).name("a").array();
        assertEquals(DomainName.BAD_POINTER, length(forward, 12));
        byte[] ownLabel = Octets.of().bytes(HEADER).u8(1).u8('a').pointer(12).array();
        assertEquals(DomainName.BAD_POINTER, length(ownLabel, 12));
        byte[] mutual = Octets.of().bytes(HEADER).pointer(14).pointer(12).array();
        assertEquals(DomainName.BAD_POINTER, length(mutual, 14));
        byte[] intoHeader = Octets.of().bytes(HEADER).pointer(4).array();
        assertEquals(DomainName.BAD_POINTER, length(intoHeader, 12));
        assertFalse(DomainName.equalsOwned(ownLabel, 0, 12, ownLabel.length, new byte[] {1, 'a', 0}, 0, 3));
    }

    @Test
    void boundsTheNumberOfPointers() {
        Octets chain = Octets.of().bytes(HEADER).name("a");
        int previous = 12;
        for (int i = 0; i < 200; i++) {
            int here = chain.size();
            chain.pointer(previous);
            previous = here;
        }
        byte[] message = chain.array();
        assertEquals("a", text(message, 15 + 2 * 126));
        assertEquals(DomainName.BAD_POINTER, length(message, 15 + 2 * 127));
        byte[] a = {1, 'a', 0};
        assertTrue(DomainName.equalsOwned(message, 0, 15 + 2 * 126, message.length, a, 0, 3));
        assertFalse(DomainName.equalsOwned(message, 0, 15 + 2 * 127, message.length, a, 0, 3));
    }

    @Test
    void cutNamesAreCutAtEveryLength() {
        byte[] message = rfc1035();
        for (int limit = 40; limit < 46; limit++) {
            assertEquals(DomainName.CUT, DomainName.skip(message, 40, limit));
            assertEquals(DomainName.CUT, DomainName.wireLength(message, 0, 40, limit));
            assertEquals(0, DomainName.hash(message, 0, 40, limit, 1));
        }
        assertEquals(16, DomainName.wireLength(message, 0, 40, 46));
    }

    @Test
    void escapesWhatZoneFilesAndTerminalsWouldTakeAmiss() {
        byte[] odd = Octets.of()
                .u8(8)
                .bytes("a.b\\c d;".getBytes())
                .u8(3)
                .hex("00 1b ff")
                .u8(0)
                .array();
        assertEquals("a\\.b\\\\c\\032d\\;.\\000\\027\\255", text(odd, 0));
        byte[] special = Octets.of().name("\"()@$").array();
        assertEquals("\\\"\\(\\)\\@\\$", text(special, 0));
    }

    @Test
    void parsesPresentationForm() {
        assertArrayEquals(Octets.of().name("www.Example.com").array(), parsed("www.Example.com"));
        assertArrayEquals(parsed("www.Example.com"), parsed("www.Example.com."));
        assertArrayEquals(new byte[] {0}, parsed("."));
        assertArrayEquals(new byte[] {3, 'a', '.', 'b', 1, 0, 0}, parsed("a\\.b.\\000"));
        assertArrayEquals(new byte[] {1, (byte) 255, 0}, parsed("\\255"));
    }

    @Test
    void rejectsTextThatIsNoName() {
        byte[] target = new byte[255];
        for (String text :
                new String[] {"", "..", ".a", "a..b", "a\\", "a\\25", "a\\256", "\u00e4", "\\\u00e4", "x".repeat(64)}) {
            assertEquals(DomainName.BAD_LABEL, DomainName.parse(text, target, 0), text);
        }
        assertEquals(255, DomainName.parse("a.".repeat(127), target, 0));
        assertEquals(255, DomainName.parse("a.".repeat(126) + "a", target, 0));
        assertEquals(DomainName.TOO_LONG, DomainName.parse("a.".repeat(128), target, 0));
        assertEquals(DomainName.TOO_LONG, DomainName.parse("a.".repeat(126) + "ab", target, 0));
    }

    private static byte[] parsed(String text) {
        byte[] wire = new byte[255];
        return Arrays.copyOf(wire, DomainName.parse(text, wire, 0));
    }
}
