package io.github.dnswhy.capture;

import io.github.dnswhy.model.Anomalies;
import io.github.dnswhy.model.Limit;
import io.github.dnswhy.model.Limits;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The octets of an input, unfolded when they are compressed with gzip, xz, zstd, bzip2 or lz4, within the limits. All parts of
 * concatenated data are given.
 *
 * <p>Damaged compressed data ends the input early and is counted (see {@link CaptureAnomaly}); only the source itself fails with
 * an {@code IOException}. Not thread-safe.
 */
public final class UnpackedInput extends InputStream {
    /** Beyond this many octets the ratio is judged; below it even the best ratio does no harm. */
    private static final long RATIO_FREE = 1L << 30;

    private final StoredInput stored;
    private final Compression compression;
    private final Anomalies anomalies;
    private final long maxOctets;
    private final long maxRatio;
    private final long ratioFree;
    private InputStream unfolded;

    /** The same when it is unpacked. */
    private UnpackedBlocks blocks;

    private long delivered;
    private Throwable damage;
    private boolean stopped;

    private UnpackedInput(
            StoredInput stored, Compression compression, Limits limits, Anomalies anomalies, long ratioFree) {
        this.stored = stored;
        this.compression = compression;
        this.anomalies = anomalies;
        this.maxOctets = limits.get(Limit.INPUT_BYTES);
        this.maxRatio = limits.get(Limit.COMPRESSION_RATIO);
        this.ratioFree = ratioFree;
    }

    /**
     * Looks at the first octets and opens what they ask for.
     *
     * @param in the source, not necessarily buffered; owned by the result
     * @param name what to call it in errors
     * @param limits bounds of unpacking
     * @param anomalies where damage is counted
     * @return the octets, to be closed
     * @throws CaptureFormatException if the compression is not available on this platform
     * @throws IOException if the source fails
     */
    public static UnpackedInput open(InputStream in, String name, Limits limits, Anomalies anomalies)
            throws IOException {
        return open(in, name, limits, anomalies, RATIO_FREE, UnpackedBlocks.LARGEST);
    }

    static UnpackedInput open(InputStream in, String name, Limits limits, Anomalies anomalies, long ratioFree)
            throws IOException {
        return open(in, name, limits, anomalies, ratioFree, UnpackedBlocks.LARGEST);
    }

    /** The same for a reader with a window: no more is unpacked at a time than it holds. */
    static UnpackedInput forWindow(InputStream in, String name, Limits limits, Anomalies anomalies, int window)
            throws IOException {
        return open(in, name, limits, anomalies, RATIO_FREE, Math.min(window, UnpackedBlocks.LARGEST));
    }

    private static UnpackedInput open(
            InputStream in, String name, Limits limits, Anomalies anomalies, long ratioFree, int block)
            throws IOException {
        StoredInput stored = new StoredInput(in);
        Compression compression = compression(stored);
        UnpackedInput input = new UnpackedInput(stored, compression, limits, anomalies, ratioFree);
        if (compression == null) {
            input.unfolded = stored;
        } else if (compression == Compression.GZIP) {
            input.unpack(new GzipInput(stored, anomaly -> input.blocks.odd(anomaly)), block);
        } else {
            try {
                input.unpack(Codecs.open(compression, new BufferedInputStream(stored, 65_536)), block);
            } catch (LinkageError e) {
                throw new CaptureFormatException(
                        name, 0, compression.text + " cannot be unpacked on this platform: unpack it first", e);
            } catch (IOException | RuntimeException e) {
                input.unfolded = stored;
                input.endByDamage(e);
            }
        }
        return input;
    }

    private void unpack(InputStream codec, int block) {
        blocks = new UnpackedBlocks(codec, block, stored::octets, anomaly -> anomaly.countAt(delivered, anomalies));
        unfolded = blocks;
    }

    /** Unpacks in a thread of its own from here on, if there is anything to unpack. */
    void readAhead() {
        if (blocks != null) {
            blocks.readAhead();
        }
    }

    /** Tells how the source is compressed; behind skippable frames, which say nothing of what they precede. */
    private static Compression compression(StoredInput stored) throws IOException {
        byte[] head = stored.head(Compression.MAGIC_OCTETS);
        boolean skipped = Compression.isSkippable(head, head.length);
        while (Compression.isSkippable(head, head.length) && stored.skipFrame()) {
            head = stored.head(Compression.MAGIC_OCTETS);
        }
        Compression found = Compression.of(head, head.length);
        return skipped && found != Compression.LZ4 ? Compression.ZSTD : found;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (stopped) {
            return -1;
        }
        if (compression == null) {
            return stored.read(target, offset, length);
        }
        int read;
        try {
            read = unfolded.read(target, offset, length);
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            // Of all that unpacking takes only the dictionary is large: without it there is memory enough to go on.
            endByDamage(e);
            return -1;
        }
        if (read > 0) {
            delivered += read;
            read -= beyondLimits();
        }
        return read;
    }

    /** Octets of the last read that must not be used; ends the input when a limit is reached. */
    private int beyondLimits() {
        if (delivered > maxOctets) {
            int beyond = (int) (delivered - maxOctets);
            delivered = maxOctets;
            endByLimit(CaptureAnomaly.INPUT_EXCEEDS_LIMIT);
            return beyond;
        }
        if (delivered > ratioFree && delivered / maxRatio > storedOctets()) {
            endByLimit(CaptureAnomaly.COMPRESSION_RATIO_EXCEEDS_LIMIT);
        }
        return 0;
    }

    private void endByLimit(CaptureAnomaly reached) {
        reached.countAt(delivered, anomalies);
        stopped = true;
    }

    /** Libraries throw whatever they like at damage; only what the source itself threw is passed on. */
    private void endByDamage(Throwable thrown) throws IOException {
        stored.rethrow();
        stopped = true;
        damage = thrown;
        if (compression != Compression.GZIP && Codecs.asksForMemory(thrown)) {
            CaptureAnomaly.COMPRESSION_MEMORY_EXCEEDS_LIMIT.countAt(delivered, anomalies);
            return;
        }
        boolean cut = thrown instanceof EOFException || stored.ended();
        (cut ? CaptureAnomaly.COMPRESSED_DATA_CUT : CaptureAnomaly.COMPRESSED_DATA_DAMAGED)
                .countAt(delivered, anomalies);
    }

    /**
     * Whether damage or a limit ended the input, which has been counted.
     *
     * @return false while there may be more, and after a sound end
     */
    public boolean damaged() {
        return stopped;
    }

    /** Whether unpacking ended because it would have taken more memory than it may. */
    boolean asksForMemory() {
        return anomalies.count(CaptureAnomaly.COMPRESSION_MEMORY_EXCEEDS_LIMIT.text()) > 0;
    }

    /** What a decompressor threw, {@code null} when none did. */
    Throwable damage() {
        return damage;
    }

    /**
     * How the input is compressed.
     *
     * @return {@code gzip}, {@code xz}, {@code zstd}, {@code bzip2} or {@code lz4}; empty when it is not
     */
    public Optional<String> compression() {
        return Optional.ofNullable(compression).map(found -> found.text);
    }

    /**
     * Tells how octets are compressed, without unpacking them.
     *
     * @param head the first octets of an input
     * @param length how many of them there are
     * @return as {@link #compression()}
     */
    public static Optional<String> compression(byte[] head, int length) {
        return Optional.ofNullable(Compression.of(head, length)).map(found -> found.text);
    }

    /**
     * How much of the source was read.
     *
     * @return octets as stored
     */
    public long storedOctets() {
        return blocks == null ? stored.octets() : blocks.storedOctets();
    }

    @Override
    public void close() throws IOException {
        try {
            unfolded.close();
        } finally {
            // Where a thread is still reading it, it must not be closed.
            if (blocks == null || blocks.isClosed()) {
                stored.close();
            }
        }
    }
}
