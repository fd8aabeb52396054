package io.github.dnswhy.capture;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * Asks the lz4 decompressor for no more than its source surely holds, so that what it gives before a cut is not lost: it throws away
 * a run of literals, which may be a whole block, when the source ends within what was asked for.
 */
final class LiteralRunInput extends FilterInputStream {
    /** What may stand before a literal: the end of a block and of a frame, the heads of the next ones. */
    private static final int HEADERS = 40;

    private final BufferedInputStream source;

    /**
     * Reads a decompressor.
     *
     * @param in gives at most one run for each read
     * @param source where it reads from
     */
    LiteralRunInput(InputStream in, BufferedInputStream source) {
        super(in);
        this.source = source;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        // A literal takes an octet, the head of its run one and another for each 255.
        int sure = Math.max(1, source.available() / 2 - HEADERS);
        return in.read(target, offset, Math.min(length, sure));
    }
}
