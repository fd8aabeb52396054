package io.github.dnswhy.capture;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Asks a decompressor for little at a time, so that little is lost when it throws within an array and forgets how far it came: xz. */
final class ShortReadsInput extends FilterInputStream {
    /** Octets of a read at most; about a frame. */
    static final int MOST = 512;

    ShortReadsInput(InputStream in) {
        super(in);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        return in.read(target, offset, Math.min(length, MOST));
    }
}
