package io.github.dnswhy.capture;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** An input as it is stored: counts octets, lets the first ones be looked at, remembers how it ended. */
final class StoredInput extends InputStream {
    private final InputStream in;
    private byte[] head = {};
    private int headPosition;
    private long octets;
    private boolean ended;
    private IOException failure;

    StoredInput(InputStream in) {
        this.in = in;
    }

    /** The next octets, fewer only at the end of the input, which are left to be read. */
    byte[] head(int length) throws IOException {
        byte[] first = new byte[length];
        int held = 0;
        while (held < length) {
            int read = in.read(first, held, length - held);
            if (read < 0) {
                break;
            }
            held += read;
        }
        head = Arrays.copyOf(first, held);
        headPosition = 0;
        return head;
    }

    /** Passes over a skippable frame of zstd or lz4: magic, length, octets. False when it is cut. */
    boolean skipFrame() throws IOException {
        byte[] framing = readNBytes(8);
        if (framing.length < 8) {
            return false;
        }
        long left = ByteWindow.unsignedInt(framing, 4, false);
        byte[] buffer = new byte[(int) Math.min(left, 8_192)];
        while (left > 0) {
            int read = read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) {
                return false;
            }
            left -= read;
        }
        return true;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read;
        if (headPosition < head.length) {
            read = Math.min(length, head.length - headPosition);
            System.arraycopy(head, headPosition, target, offset, read);
            headPosition += read;
        } else {
            try {
                read = in.read(target, offset, length);
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }
        if (read < 0) {
            ended = true;
        } else {
            octets += read;
        }
        return read;
    }

    long octets() {
        return octets;
    }

    boolean ended() {
        return ended;
    }

    /** Throws what the source threw, if it did. */
    void rethrow() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
