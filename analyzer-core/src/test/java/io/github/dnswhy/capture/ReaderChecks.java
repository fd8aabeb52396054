package io.github.dnswhy.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.model.Anomaly;
import io.github.dnswhy.model.Limit;
import io.github.dnswhy.model.Limits;
import io.github.dnswhy.model.Place;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;

/** What holds when a capture reader is given any octets at all. */
final class ReaderChecks {
    /** Small enough that a short input reaches them. */
    static final Limits LIMITS = Limits.defaults()
            .with(Limit.BLOCK_BYTES, 4_096)
            .with(Limit.INTERFACES, 16)
            .with(Limit.INPUT_BYTES, 1 << 20)
            .with(Limit.COMPRESSION_RATIO, 1_000);

    private static final int SMALLEST_RECORD = 8;

    private ReaderChecks() {}

    /**
     * Reads octets in one piece, in pieces and in part, and compares.
     *
     * @param octets the input
     * @param unfolded octets that it holds at most, once unfolded
     */
    static void check(byte[] octets, long unfolded) throws IOException {
        Captures.Read whole;
        try {
            whole = Captures.read(new ByteArrayInputStream(octets), LIMITS);
        } catch (CaptureFormatException e) {
            assertEquals("test", e.file());
            assertTrue(e.offset() >= 0 && e.offset() <= unfolded, e.getMessage());
            return;
        }
        assertEquals(whole.format(), CaptureFormats.sniff(octets, octets.length).orElse(null));
        framesAreWithin(whole, unfolded);
        anomaliesAreWithin(whole, unfolded);
        Random random = new Random(Arrays.hashCode(octets));
        Captures.Read pieces = inPieces(octets, random);
        if (!savedByLuck(whole)) {
            isSame(whole, pieces);
        }
        if (whole.anomalies().toList().isEmpty()) {
            byte[] prefix = Arrays.copyOf(octets, random.nextInt(octets.length + 1));
            aPrefixGivesAPrefix(whole, prefix);
        }
    }

    private static void framesAreWithin(Captures.Read read, long unfolded) {
        long number = 0;
        long end = 0;
        for (Captures.Seen frame : read.frames()) {
            int captured = frame.octets().length() / 2;
            assertTrue(captured <= LIMITS.get(Limit.BLOCK_BYTES));
            assertTrue(frame.number() > number, "frames are numbered upward");
            assertTrue(frame.fileOffset() >= end, "no octet belongs to two frames");
            assertTrue(frame.originalLength() >= 0 && frame.interfaceId() >= 0);
            number = frame.number();
            end = frame.fileOffset() + SMALLEST_RECORD + captured;
        }
        assertTrue(end <= unfolded);
        assertTrue(number <= unfolded / SMALLEST_RECORD, "no more frames than there is room for");
        assertTrue(read.dropped() >= 0 && read.snaplen() >= 0);
    }

    private static void anomaliesAreWithin(Captures.Read read, long unfolded) {
        for (Anomaly anomaly : read.anomalies().toList()) {
            assertTrue(anomaly.count() > 0 && anomaly.count() <= unfolded, anomaly::toString);
            long most =
                    anomaly.first().unit() == Place.Unit.FRAME ? read.frames().size() + anomaly.count() : unfolded;
            assertTrue(anomaly.first().value() >= 0 && anomaly.first().value() <= most, anomaly::toString);
        }
    }

    /** However the source parts its octets, the same is read. */
    private static Captures.Read inPieces(byte[] octets, Random random) throws IOException {
        return Captures.read(
                new FilterInputStream(new ByteArrayInputStream(octets)) {
                    @Override
                    public int read(byte[] target, int offset, int length) throws IOException {
                        int most = 1 + random.nextInt(random.nextBoolean() ? 4 : 400);
                        return in.read(target, offset, Math.min(length, most));
                    }
                },
                LIMITS);
    }

    /** Whether a library was stopped by damage: how much it gave before depends on how it was asked. */
    private static boolean savedByLuck(Captures.Read read) {
        return read.format().contains(",")
                && !read.format().endsWith(Compression.GZIP.text)
                && read.anomalies().toList().stream()
                        .anyMatch(anomaly -> anomaly.name().startsWith("compressed-data-"));
    }

    private static void isSame(Captures.Read expected, Captures.Read read) {
        assertTrue(expected.frames().equals(read.frames()), "the same frames");
        assertEquals(expected.anomalies().toList(), read.anomalies().toList());
        assertEquals(expected.dropped(), read.dropped());
        assertEquals(expected.snaplen(), read.snaplen());
    }

    /**
     * A sound capture that is cut gives what lies before the cut. Only the octets of the frame that is cut may be taken for
     * something else, as they may look like records and the reader searches them where its length is odd.
     */
    private static void aPrefixGivesAPrefix(Captures.Read whole, byte[] prefix) throws IOException {
        try {
            Captures.Read part = Captures.read(new ByteArrayInputStream(prefix), LIMITS);
            long damage = part.anomalies().toList().stream()
                    .mapToLong(anomaly -> anomaly.first().value())
                    .min()
                    .orElse(Long.MAX_VALUE);
            int sound = (int) part.frames().stream()
                    .filter(frame -> frame.fileOffset() < damage)
                    .count();
            int expected = (int) whole.frames().stream()
                    .filter(frame -> frame.fileOffset() + SMALLEST_RECORD < Math.min(damage, prefix.length))
                    .count();
            // How far compressed octets go that are cut is up to their blocks.
            assertTrue(sound >= expected || part.format().contains(","), "all frames before the cut");
            assertTrue(
                    whole.frames().subList(0, sound).equals(part.frames().subList(0, sound)), "a prefix of the frames");
        } catch (CaptureFormatException e) {
            assertTrue(e.offset() <= prefix.length);
        }
    }
}
