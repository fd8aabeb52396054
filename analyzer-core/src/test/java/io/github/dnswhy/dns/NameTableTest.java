package io.github.dnswhy.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.model.Limit;
import io.github.dnswhy.model.Limits;
import org.junit.jupiter.api.Test;

class NameTableTest {
    private final NameTable names = new NameTable(Limits.defaults());

    @Test
    void numbersNamesInOrderOfFirstOccurrence() {
        assertEquals(1, names.intern("b.example"));
        assertEquals(2, names.intern("a.example"));
        assertEquals(1, names.intern("B.EXAMPLE."));
        assertEquals(2, names.size());
        assertEquals("b.example", names.text(1));
        assertEquals(11, names.length(1));
        assertEquals(2, names.labels(1));
    }

    @Test
    void knowsTheRoot() {
        int root = names.intern(".");
        assertEquals(".", names.text(root));
        assertEquals(1, names.length(root));
        assertEquals(0, names.labels(root));
    }

    @Test
    void aCompressedNameIsTheSameName() {
        byte[] message = Octets.query("Example.com", RecordType.A)
                .u8(3)
                .bytes("www".getBytes())
                .pointer(12)
                .array();
        int whole = names.intern("www.example.com");
        assertEquals(whole, names.intern(message, 0, 29, message.length));
        DnsMessageView view = new DnsMessageView().wrap(message, 0, message.length);
        assertEquals(names.intern("example.com"), names.internQuestion(view));
    }

    @Test
    void unreadableNamesAreUnknown() {
        byte[] loop = Octets.of().bytes(new byte[12]).pointer(12).array();
        assertEquals(NameTable.UNKNOWN, names.intern(loop, 0, 12, loop.length));
        assertEquals(NameTable.UNKNOWN, names.intern(loop, 0, 12, 13));
        assertEquals(NameTable.UNKNOWN, names.intern("a..b"));
        assertEquals(0, names.refused());
        assertEquals(0, names.size());
        assertEquals("", names.text(NameTable.UNKNOWN));
        assertEquals(0, names.length(NameTable.UNKNOWN));
    }

    @Test
    void refusesAndCountsWhatDoesNotFit() {
        NameTable two = new NameTable(Limits.defaults().with(Limit.NAMES, 2));
        assertEquals(1, two.intern("a"));
        assertEquals(2, two.intern("b"));
        assertEquals(NameTable.UNKNOWN, two.intern("c"));
        assertEquals(NameTable.UNKNOWN, two.intern("c"));
        assertEquals(2, two.intern("b"));
        assertEquals(2, two.refused());

        NameTable small = new NameTable(Limits.defaults().with(Limit.NAME_BYTES, 20));
        assertEquals(1, small.intern("abc"));
        assertEquals(NameTable.UNKNOWN, small.intern("abcd"));
        assertEquals(2, small.intern("def".substring(0, 1)));
        assertEquals(1, small.refused());
    }

    @Test
    void growsFarBeyondItsFirstSizeAndKeepsEveryName() {
        int count = 50_000;
        for (int i = 1; i <= count; i++) {
            assertEquals(i, names.intern("host-" + i + ".zone" + i % 7 + ".example"));
        }
        for (int i = 1; i <= count; i++) {
            String text = "host-" + i + ".zone" + i % 7 + ".example";
            assertEquals(i, names.find(text));
            assertEquals(text, names.text(i));
        }
        assertEquals(0, names.refused());
    }

    @Test
    void keepsTheLongestNamesAcrossChunks() {
        String tail = "." + ("x".repeat(63) + ".").repeat(3) + "y".repeat(50);
        for (int i = 0; i < 3000; i++) {
            names.intern((1000 + i) + tail);
        }
        for (int i = 0; i < 3000; i++) {
            assertEquals((1000 + i) + tail, names.text(i + 1));
        }
    }

    @Test
    void collidingNamesAreRefusedAfterABoundedSearch() {
        // The seed is known here, so names can be sought whose hashes begin in the same slots of a table of 1024.
        NameTable flooded = new NameTable(Limits.defaults(), 1);
        int refused = 0;
        byte[] wire = new byte[255];
        for (int i = 0; flooded.size() < 400; i++) {
            int length = DomainName.parse("n" + i, wire, 0);
            int slot = (int) (DomainName.hash(wire, 0, 0, length, 1) >>> 32) & 1023;
            if (slot < 8 && flooded.intern("n" + i) == NameTable.UNKNOWN) {
                refused++;
                break;
            }
        }
        assertEquals(1, refused);
        assertEquals(1, flooded.refused());
        assertTrue(flooded.size() >= NameTable.MAX_PROBES && flooded.size() < NameTable.MAX_PROBES + 8);
        assertTrue(flooded.intern("an.honest.name.elsewhere") > 0);
    }

    @Test
    void comparesSuffixesByLabelsNotByOctets() {
        int pod = names.intern("api.shop.svc.cluster.local");
        assertTrue(names.endsWith(pod, names.intern("svc.cluster.local")));
        assertTrue(names.endsWith(pod, names.intern(".")));
        assertTrue(names.endsWith(pod, pod));
        assertFalse(names.endsWith(pod, names.intern("vc.cluster.local")));
        assertFalse(names.endsWith(pod, names.intern("other.local")));
        assertFalse(names.endsWith(names.intern("local"), pod));
        assertFalse(names.endsWith(pod, NameTable.UNKNOWN));
        assertFalse(names.endsWith(NameTable.UNKNOWN, pod));
        // One label whose octets look like the two labels of the suffix.
        assertFalse(names.endsWith(names.intern("a\\003com"), names.intern("com")));
    }

    @Test
    void takesNamesApartAndPutsThemTogether() {
        int whole = names.intern("api.shop.svc.cluster.local");
        int suffix = names.intern("svc.cluster.local");
        int stem = names.withoutSuffix(whole, suffix);
        assertEquals("api.shop", names.text(stem));
        assertEquals(whole, names.concat(stem, suffix));
        assertEquals(".", names.text(names.withoutSuffix(whole, whole)));
        assertEquals(whole, names.withoutSuffix(whole, names.intern(".")));
        assertEquals(NameTable.UNKNOWN, names.withoutSuffix(suffix, whole));
        assertEquals("cluster.local", names.text(names.withoutFirst(whole, 3)));
        assertEquals(whole, names.withoutFirst(whole, 0));
        assertEquals(".", names.text(names.withoutFirst(whole, 5)));
        assertEquals(NameTable.UNKNOWN, names.withoutFirst(whole, 6));
        int longName = names.intern(("x".repeat(63) + ".").repeat(3));
        assertEquals(NameTable.UNKNOWN, names.concat(longName, longName));
    }

    @Test
    void mergesNamesOfAnotherTable() {
        NameTable later = new NameTable(Limits.defaults());
        later.intern("b");
        int a = later.intern("a");
        names.intern("a");
        assertEquals(1, names.intern(later, a));
        assertEquals(2, names.intern(later, 1));
        assertEquals(NameTable.UNKNOWN, names.intern(later, NameTable.UNKNOWN));
    }
}
