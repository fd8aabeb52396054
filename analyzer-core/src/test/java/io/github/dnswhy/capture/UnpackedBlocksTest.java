package io.github.dnswhy.capture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What unpacked blocks give, note and fail with does not depend on whether a thread runs ahead. */
class UnpackedBlocksTest {
    private static final int SIZE = 1_000_000;

    private static byte[] octets() {
        byte[] octets = new byte[SIZE];
        new Random(7).nextBytes(octets);
        return octets;
    }

    /** Gives octets in pieces of any size, then ends or fails. */
    private static final class Source extends InputStream {
        private final InputStream octets;
        private final Throwable failure;
        private final AtomicLong read = new AtomicLong();
        private final Random pieces = new Random(11);
        private volatile boolean closed;
        private UnpackedBlocks notes;

        Source(byte[] octets, Throwable failure) {
            this.octets = new ByteArrayInputStream(octets);
            this.failure = failure;
        }

        @Override
        public int read() {
            throw new AssertionError("one octet at a time is too slow");
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int got = octets.read(target, offset, Math.min(length, 1 + pieces.nextInt(60_000)));
            if (got >= 0) {
                read.addAndGet(got);
            } else if (failure instanceof IOException e) {
                throw e;
            } else if (failure instanceof Error e) {
                throw e;
            } else if (notes != null) {
                notes.odd(CaptureAnomaly.COMPRESSED_DATA_CUT);
            }
            return got;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static UnpackedBlocks blocks(Source source, List<CaptureAnomaly> odd, boolean ahead) {
        UnpackedBlocks blocks = new UnpackedBlocks(source, 1 << 17, source.read::get, odd::add);
        if (ahead) {
            blocks.readAhead();
        }
        return blocks;
    }

    /** Reads until the end or a failure, in pieces of any size; after each how much was read of the source is noted. */
    private static byte[] readAll(UnpackedBlocks blocks, List<Long> stored) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Random pieces = new Random(13);
        byte[] buffer = new byte[90_000];
        for (int got = 0; got >= 0; got = blocks.read(buffer, 0, 1 + pieces.nextInt(buffer.length - 1))) {
            all.write(buffer, 0, got);
            stored.add(blocks.storedOctets());
        }
        return all.toByteArray();
    }

    @Test
    void readingAheadGivesTheSameAtTheSamePlaces() throws IOException {
        List<Long> stored = new ArrayList<>();
        List<Long> storedAhead = new ArrayList<>();
        assertArrayEquals(octets(), readAll(blocks(new Source(octets(), null), new ArrayList<>(), false), stored));
        assertArrayEquals(octets(), readAll(blocks(new Source(octets(), null), new ArrayList<>(), true), storedAhead));
        assertEquals(stored, storedAhead);
        assertEquals(SIZE, stored.get(stored.size() - 1));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void failureComesAfterAllThatWasReadBeforeIt(boolean ahead) throws IOException {
        for (Throwable failure : List.of(new IOException("gone"), new OutOfMemoryError("as an example"))) {
            UnpackedBlocks blocks = blocks(new Source(octets(), failure), new ArrayList<>(), ahead);
            assertArrayEquals(octets(), blocks.readNBytes(SIZE));
            assertEquals(failure, assertThrows(Throwable.class, () -> blocks.read(new byte[1], 0, 1)));
            assertEquals(failure, assertThrows(Throwable.class, () -> blocks.read(new byte[1], 0, 1)), "and stays");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsOddIsToldOnceAllBeforeItWasGiven(boolean ahead) throws IOException {
        Source source = new Source(octets(), null);
        List<CaptureAnomaly> odd = new ArrayList<>();
        UnpackedBlocks blocks = new UnpackedBlocks(source, 1 << 17, source.read::get, odd::add);
        source.notes = blocks;
        if (ahead) {
            blocks.readAhead();
        }
        assertEquals(SIZE, blocks.readNBytes(SIZE).length);
        assertEquals(List.of(), odd);
        assertEquals(-1, blocks.read(new byte[1], 0, 1));
        assertEquals(List.of(CaptureAnomaly.COMPRESSED_DATA_CUT), odd);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void closingEarlyClosesTheSource(boolean ahead) throws IOException {
        Source source = new Source(octets(), null);
        UnpackedBlocks blocks = blocks(source, new ArrayList<>(), ahead);
        assertEquals(100, blocks.readNBytes(100).length);
        blocks.close();
        assertTrue(source.closed);
    }

    @Test
    void closingDoesNotWaitForAReadThatNeverComesBack() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        boolean[] closed = {false};
        InputStream stuck = new InputStream() {
            @Override
            public int read() {
                throw new AssertionError();
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                reading.countDown();
                while (true) {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        // Like a read of a pipe, which no interruption ends.
                    }
                }
            }

            @Override
            public void close() {
                closed[0] = true;
            }
        };
        UnpackedBlocks blocks = new UnpackedBlocks(stuck, 1 << 17, () -> 0, anomaly -> {});
        blocks.readAhead();
        assertTrue(reading.await(1, TimeUnit.MINUTES));
        blocks.close();
        assertFalse(closed[0], "a source must not be closed while it is read");
    }
}
