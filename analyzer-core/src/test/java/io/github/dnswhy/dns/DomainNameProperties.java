package io.github.dnswhy.dns;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.model.Limits;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DomainNameProperties {
    /** Sound names of any octets in wire form. */
    @Provide
    Arbitrary<byte[]> names() {
        Arbitrary<Byte> octet =
                Arbitraries.oneOf(Arbitraries.bytes(), Arbitraries.bytes().between((byte) 'A', (byte) 'z'));
        Arbitrary<byte[]> label = octet.array(byte[].class).ofMinSize(1).ofMaxSize(63);
        return label.list().ofMaxSize(12).map(DomainNameProperties::wire);
    }

    @Provide
    Arbitrary<List<byte[]>> manyNames() {
        return names().list().ofMaxSize(8);
    }

    private static byte[] wire(List<byte[]> labels) {
        Octets wire = Octets.of();
        for (byte[] label : labels) {
            if (wire.size() + 1 + label.length <= 254) {
                wire.u8(label.length).bytes(label);
            }
        }
        return wire.u8(0).array();
    }

    private static byte[] lowerCase(byte[] wire) {
        byte[] lower = wire.clone();
        for (int i = 0; i < lower.length; i++) {
            lower[i] = DomainName.lowerCase(lower[i]);
        }
        return lower;
    }

    @Property
    void textReadsBackAsTheSameOctets(@ForAll("names") byte[] wire) {
        String text = DomainName.text(wire, 0, 0, wire.length).orElseThrow();
        assertTrue(text.chars().allMatch(c -> c > ' ' && c <= '~'));
        byte[] parsed = new byte[255];
        int length = DomainName.parse(text, parsed, 0);
        assertArrayEquals(wire, Arrays.copyOf(parsed, length));
    }

    @Property(tries = 200)
    void internedTextReadsBackAsTheSameIdentifier(@ForAll("manyNames") List<byte[]> wires) {
        NameTable names = new NameTable(Limits.defaults());
        for (byte[] wire : wires) {
            int id = names.intern(wire, 0, 0, wire.length);
            assertTrue(id > 0);
            assertEquals(id, names.intern(names.text(id)));
            assertEquals(id, names.find(names.text(id)));
            byte[] owned = new byte[names.length(id)];
            names.copyWire(id, owned, 0);
            assertArrayEquals(lowerCase(wire), owned);
        }
    }

    @Property
    void aNameSplitIntoPointersIsTheSameName(@ForAll("names") byte[] wire, @ForAll long seed) {
        // The name's tails stand in the message one after the other, last label first, each with a pointer to the one
        // before.
        Octets message = Octets.of().bytes(new byte[12]);
        int[] starts = new int[128];
        int labels = 0;
        for (int i = 0; wire[i] != 0; i += 1 + wire[i]) {
            starts[labels++] = i;
        }
        int previous = message.size();
        message.u8(0);
        for (int i = labels - 1; i >= 0; i--) {
            int here = message.size();
            message.bytes(Arrays.copyOfRange(wire, starts[i], starts[i] + 1 + wire[starts[i]]))
                    .pointer(previous);
            previous = here;
        }
        byte[] octets = message.array();
        byte[] copied = new byte[255];
        assertEquals(wire.length, DomainName.wireLength(octets, 0, previous, octets.length));
        assertEquals(wire.length, DomainName.copyWire(octets, 0, previous, octets.length, copied, 0));
        assertArrayEquals(wire, Arrays.copyOf(copied, wire.length));
        assertEquals(wire.length, DomainName.copyLowerCase(octets, 0, previous, octets.length, copied, 0));
        byte[] lower = Arrays.copyOf(copied, wire.length);
        assertArrayEquals(lowerCase(wire), lower);
        long hash = DomainName.hash(wire, 0, 0, wire.length, seed);
        assertEquals(hash, DomainName.hash(octets, 0, previous, octets.length, seed));
        assertEquals(hash, DomainName.hash(lower, 0, 0, lower.length, seed));
        assertTrue(DomainName.equalsOwned(octets, 0, previous, octets.length, lower, 0, lower.length));
    }

    @Property(tries = 300)
    void aNameIsItsStemAndItsSuffix(@ForAll("names") byte[] wire) {
        NameTable names = new NameTable(Limits.defaults());
        int id = names.intern(wire, 0, 0, wire.length);
        for (int i = 0; i <= names.labels(id); i++) {
            int suffix = names.withoutFirst(id, i);
            assertTrue(names.endsWith(id, suffix));
            assertEquals(id, names.concat(names.withoutSuffix(id, suffix), suffix));
        }
    }

    @Property
    void anyTextIsParsedOrRefused(@ForAll String text) {
        byte[] target = new byte[255];
        int length = DomainName.parse(text, target, 0);
        if (length > 0) {
            assertEquals(length, DomainName.wireLength(target, 0, 0, length));
        } else {
            assertTrue(length == DomainName.BAD_LABEL || length == DomainName.TOO_LONG);
        }
    }
}
