package io.github.dnswhy.inputs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ArchiveProperties {
    private static final Map<String, byte[]> MEMBERS =
            Archives.members("a/resolv.conf", "nameserver 10.96.0.10\n", "b.txt", "nothing\n".repeat(100), "c", "c\n");
    private static final List<byte[]> SOUND = List.of(
            Archives.tar(MEMBERS),
            Archives.zip(MEMBERS),
            Archives.sevenZip(MEMBERS),
            Archives.zip(Map.of("inner", Archives.tar(MEMBERS))));

    @Property(tries = 500)
    void noDamageMakesAnArchiveFail(@ForAll("damaged") byte[] archive) {
        assertNotNull(Found.inStream(archive));
    }

    @Provide
    Arbitrary<byte[]> damaged() {
        Arbitrary<byte[]> sound = Arbitraries.of(SOUND);
        Arbitrary<List<Integer>> places =
                Arbitraries.integers().between(0, 1 << 20).list().ofMinSize(1).ofMaxSize(8);
        Arbitrary<List<Byte>> octets = Arbitraries.bytes().list().ofSize(8);
        return Combinators.combine(sound, places, octets).as((archive, where, what) -> {
            byte[] damaged = archive.clone();
            for (int i = 0; i < where.size(); i++) {
                // After the magic, without which it is no archive.
                damaged[6 + where.get(i) % (damaged.length - 6)] = what.get(i);
            }
            return damaged;
        });
    }

    @Property(tries = 300)
    void tarHeadersMadeOfAnyOctetsNeverFail(@ForAll byte[] random) {
        byte[] block = Arrays.copyOf(random, 4 * TarHeader.OCTETS);
        block[0] = 'x';
        Archives.sign(block);
        assertNotNull(Found.inStream(block));
    }

    @Property(tries = 300)
    void paxRecordsAreReadUpToTheFirstThatIsNone(@ForAll byte[] random) {
        assertNotNull(PaxRecords.of(random));
        byte[] path = "15 path=a/b/cd\n".getBytes(StandardCharsets.US_ASCII);
        byte[] none = {'?'};
        assertEquals(
                "a/b/cd", PaxRecords.of(Archives.concat(path, none, random)).path());
    }

    @Property
    void theOrderOfPathsIsThatOfTheirOctets(@ForAll String a, @ForAll String b) {
        String x = sound(a);
        String y = sound(b);
        int byOctets = Arrays.compareUnsigned(x.getBytes(StandardCharsets.UTF_8), y.getBytes(StandardCharsets.UTF_8));
        assertEquals(Integer.signum(byOctets), Integer.signum(PathOrder.BY_OCTETS.compare(x, y)));
    }

    /** Text without halves of surrogate pairs, which UTF-8 cannot tell apart. */
    private static String sound(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
