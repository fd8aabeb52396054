package io.github.dnswhy.inputs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/**
 * A part of a file as a channel of its own, read only. Several of them may read one file at the same time, as none moves the
 * position of the file. Not thread-safe itself.
 */
final class RangeChannel implements SeekableByteChannel {
    private final FileChannel file;
    private final boolean owned;
    private final long start;
    private final long length;
    private long position;
    private long budget = Long.MAX_VALUE;
    private boolean open = true;

    /**
     * A part of a file.
     *
     * @param file the file
     * @param owned whether it is closed with this channel
     * @param start octets of the file before the part
     * @param length octets of the part
     */
    RangeChannel(FileChannel file, boolean owned, long start, long length) {
        this.file = file;
        this.owned = owned;
        this.start = start;
        this.length = length;
    }

    /** Lets reading fail after so many octets, until it is called again. Bounds what a library reads of its own accord. */
    void allow(long octets) {
        budget = octets;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (!open) {
            throw new ClosedChannelException();
        }
        long left = length - position;
        if (left <= 0) {
            return -1;
        }
        int full = target.limit();
        if (target.remaining() > left) {
            target.limit(target.position() + (int) left);
        }
        int read;
        try {
            read = file.read(target, start + position);
        } finally {
            target.limit(full);
        }
        if (read > 0) {
            position += read;
            budget -= read;
            if (budget < 0) {
                throw new IOException("more octets than may be read");
            }
        }
        return read;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public RangeChannel position(long moved) {
        if (moved < 0) {
            throw new IllegalArgumentException("a position before the start: " + moved);
        }
        position = moved;
        return this;
    }

    @Override
    public long size() {
        return length;
    }

    @Override
    public int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() throws IOException {
        open = false;
        if (owned) {
            file.close();
        }
    }
}
