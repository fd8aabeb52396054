package io.github.dnswhy.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.dnswhy.capture.CaptureFormatException;
import io.github.dnswhy.capture.CaptureReader;
import io.github.dnswhy.capture.Frame;
import io.github.dnswhy.model.Anomaly;
import io.github.dnswhy.model.Limits;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.opentest4j.TestAbortedException;

/** Real captures, cut, read in pieces, and damaged. */
class CorpusDamageProperties {
    private static final int PCAP_HEADER = 24;
    /** Octets that tell the format, or the compression. */
    private static final int MAGIC = 12;
    /** Octets of a pcapng block behind its frame: padding, the options of the corpus, length. */
    private static final int LONGEST_TRAILER = 512;

    private static final Set<String> CUT = Set.of("frame-cut-short", "block-cut-short");
    /** Octets that a decompressor may need whatever the size of its input. */
    private static final long CODEC = 24L << 20;
    /** Octets of windows, of tables and of the test itself. */
    private static final long WINDOWS = 2L << 20;
    /** Octets that a capture of the corpus may unfold to with one octet wrong. */
    private static final long UNFOLDED = 1L << 24;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private record Original(String name, byte[] octets, Events events) {}

    private static final Map<Integer, Original> ORIGINALS = new HashMap<>();
    private static List<CorpusCapture> captures;

    private static Original original(int index) {
        try {
            captures = captures == null ? CorpusCapture.all() : captures;
        } catch (TestAbortedException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ORIGINALS.computeIfAbsent(Math.floorMod(index, captures.size()), at -> {
            try {
                CorpusCapture capture = captures.get(at);
                byte[] octets = Files.readAllBytes(capture.path());
                return new Original(capture.name(), octets, Events.of(new ByteArrayInputStream(octets)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Property(tries = 400)
    void aPrefixGivesAPrefixOfTheEventsAndOneAnomalyWhereItCutsARecord(@ForAll int index, @ForAll long seed)
            throws IOException {
        Original whole = original(index);
        if (whole == null) {
            return;
        }
        int length = new Random(seed).nextInt(whole.octets.length);
        String what = whole.name + " to " + length;
        Events prefix;
        try {
            prefix = Events.of(new ByteArrayInputStream(whole.octets, 0, length));
        } catch (CaptureFormatException e) {
            boolean headless = whole.events.compressed() ? e.getMessage().contains(" cut ") : length < PCAP_HEADER;
            assertTrue(headless || length < MAGIC, () -> what + ": " + e.getMessage());
            return;
        }
        int frames = prefix.frames().size();
        assertEquals(whole.events.frames().subList(0, frames), prefix.frames(), what);
        int payloads = prefix.payloads().size();
        assertEquals(whole.events.payloads().subList(0, payloads), prefix.payloads(), what);
        Set<String> cut = whole.events.compressed() ? Set.of("compressed-data-cut") : CUT;
        int added = 0;
        for (Anomaly found : prefix.anomalies()) {
            long more = found.count() - whole.events.anomalies(found.name());
            assertTrue(more <= 0 || more == 1 && cut.contains(found.name()), () -> what + ": " + prefix.anomalies());
            added += more == 1 ? 1 : 0;
        }
        if (whole.events.compressed()) {
            assertEquals(1, added, what);
        } else {
            assertTrue(frames >= whole.events.endedBefore(length - LONGEST_TRAILER), what);
            assertTrue(added == 1 || added == 0 && !whole.events.cutsFrame(length), what);
        }
    }

    @Property(tries = 100)
    void anySplitIntoReadsGivesTheSameEvents(@ForAll int index, @ForAll long seed) throws IOException {
        Original whole = original(index);
        if (whole != null) {
            assertEquals(whole.events, Events.of(new Splitting(whole.octets, new Random(seed))), whole.name);
        }
    }

    @Property(tries = 400)
    void aFlippedOctetNeitherThrowsNorAllocatesBeyondBounds(@ForAll int index, @ForAll long seed) throws IOException {
        Original whole = original(index);
        if (whole == null) {
            return;
        }
        Random random = new Random(seed);
        byte[] damaged = whole.octets.clone();
        // The first octets say most about the rest.
        int at = random.nextInt(random.nextBoolean() ? damaged.length : Math.min(damaged.length, 200));
        damaged[at] ^= (byte) (1 + random.nextInt(255));
        String what = whole.name + " at " + at;
        long before = THREADS.getCurrentThreadAllocatedBytes();
        long octets = 0;
        try (CaptureReader reader =
                CaptureReader.open(new ByteArrayInputStream(damaged), "test", 0, Limits.defaults())) {
            Frame frame = reader.frame();
            while (reader.next()) {
                assertTrue(frame.offset() + frame.capturedLength() <= frame.buffer().length, what);
                octets += frame.capturedLength();
            }
            long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
            long codec = whole.events.compressed() ? CODEC : 0;
            assertTrue(
                    allocated <= codec + WINDOWS + 4L * damaged.length,
                    () -> what + ": " + allocated + " octets allocated");
            assertTrue(octets <= (whole.events.compressed() ? UNFOLDED : damaged.length), what);
            Events.of(new ByteArrayInputStream(damaged));
        } catch (CaptureFormatException e) {
            assertTrue(e.getMessage().startsWith("test: "), e.getMessage());
        }
    }

    /** Gives as many octets at a time as chance will have it. */
    private static final class Splitting extends FilterInputStream {
        private final Random random;

        Splitting(byte[] octets, Random random) {
            super(new ByteArrayInputStream(octets));
            this.random = random;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            InputStream from = in;
            return from.read(target, offset, Math.min(length, 1 + random.nextInt(random.nextBoolean() ? 3 : 2_000)));
        }
    }
}
