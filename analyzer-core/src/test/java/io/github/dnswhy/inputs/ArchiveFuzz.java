package io.github.dnswhy.inputs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.dnswhy.model.Limit;
import io.github.dnswhy.model.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Archives on octets that are evolved to reach all of the code, the libraries' included. */
class ArchiveFuzz {
    private static final int ENTRIES = 10;
    private static final int OCTETS = 1 << 18;
    private static final Limits SMALL = Limits.defaults()
            .with(Limit.ARCHIVE_ENTRIES, ENTRIES)
            .with(Limit.ARCHIVE_NESTING, 2)
            .with(Limit.ARCHIVE_BYTES, OCTETS)
            .with(Limit.INPUT_BYTES, OCTETS);

    static Stream<byte[]> seeds() {
        Map<String, byte[]> members = Archives.members(
                "a/resolv.conf", "nameserver 10.96.0.10\n", "b.txt", "nothing\n".repeat(20), "c", "c\n");
        List<byte[]> seeds = new ArrayList<>();
        for (byte[] archive : List.of(Archives.tar(members), Archives.zip(members), Archives.sevenZip(members))) {
            seeds.add(archive);
            seeds.add(Archives.zip(Map.of("inner", archive)));
        }
        return seeds.stream();
    }

    /** Bounded in members and octets, and the same each time. */
    @MethodSource("seeds")
    @FuzzTest(maxDuration = "10m")
    void anyArchive(byte[] octets) {
        Found found = Found.inStream(octets, SMALL);
        assertTrue(found.names().size() <= 1 + 3 * ENTRIES);
        long unpacked =
                found.texts().values().stream().mapToLong(String::length).sum();
        assertTrue(unpacked <= OCTETS + octets.length, "bounded");
        for (String name : found.names()) {
            assertTrue(name.chars().noneMatch(c -> c == 0), name);
        }
        assertEquals(found, Found.inStream(octets, SMALL));
    }
}
