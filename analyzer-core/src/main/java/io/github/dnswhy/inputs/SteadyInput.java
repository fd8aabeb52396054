package io.github.dnswhy.inputs;

import java.io.IOException;
import java.io.InputStream;

/** An input whose failure counts as its end, whatever a library throws, so that what was read before stays of use. */
final class SteadyInput extends InputStream {
    private static final int PASSED = 1 << 16;

    private final InputStream source;
    private boolean brokenOff;

    SteadyInput(InputStream source) {
        this.source = source;
    }

    /** Whether the source failed. */
    boolean brokenOff() {
        return brokenOff;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (brokenOff) {
            return -1;
        }
        try {
            return source.read(target, offset, length);
        } catch (IOException | RuntimeException | LinkageError e) {
            brokenOff = true;
            return -1;
        }
    }

    /** Reads until the array is full or the input ends; returns how many octets came. */
    int fill(byte[] target) {
        int filled = 0;
        while (filled < target.length) {
            int count = read(target, filled, target.length - filled);
            if (count < 0) {
                break;
            }
            filled += count;
        }
        return filled;
    }

    /** Passes over octets; returns fewer than asked for only at the end. */
    @Override
    public long skip(long octets) {
        long left = octets;
        byte[] passed = source instanceof RangeInput ? null : new byte[(int) Math.min(left, PASSED)];
        while (left > 0) {
            long now = passed == null
                    ? ((RangeInput) source).skip(left)
                    : read(passed, 0, (int) Math.min(passed.length, left));
            if (now <= 0) {
                break;
            }
            left -= now;
        }
        return octets - left;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
