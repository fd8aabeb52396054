package io.github.dnswhy.inputs;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Unfolds a deflated member of a zip up to the size that its archive gives it. */
final class DeflatedInput extends InflaterInputStream {
    private static final int BUFFER = 1 << 14;

    private final Inflater inflater;
    private long left;
    private boolean ended;

    DeflatedInput(InputStream stored, Inflater inflater, long length) {
        super(stored, inflater, BUFFER);
        this.inflater = inflater;
        this.left = length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (left == 0 && length > 0) {
            return -1;
        }
        int read = super.read(target, offset, (int) Math.min(length, left));
        left -= Math.max(read, 0);
        return read;
    }

    /** Gives one octet beyond the end of the data, which the inflater may ask for though it has no need of it. */
    @Override
    protected void fill() throws IOException {
        if (ended) {
            throw new EOFException("the deflated data is cut");
        }
        len = in.read(buf, 0, buf.length);
        if (len < 0) {
            ended = true;
            buf[0] = 0;
            len = 1;
        }
        inf.setInput(buf, 0, len);
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        super.close();
    }
}
