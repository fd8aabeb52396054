package io.github.dnswhy.threads;

import java.io.IOException;
import java.io.InputStream;

/** An input whose failure counts as its end, so that what was read before stays of use. Does not close its source. */
final class SteadyInput extends InputStream {
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
        } catch (IOException e) {
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
}
