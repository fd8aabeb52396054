package io.github.dnswhy.capture;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Unpacks in blocks of one size, in a thread of its own if asked to: inflating a capture takes about as long as decoding it.
 *
 * <p>Whatever else is asked of it (how much was read, what was odd, where it failed) is as of the block that is being given, so nobody
 * can tell by that whether a thread runs ahead. One thread reads; the source belongs to this stream.
 */
final class UnpackedBlocks extends InputStream {
    /** A block of this size is worth handing from thread to thread. */
    static final int LARGEST = 1 << 17;

    private static final int BLOCKS = 4;

    /** Unpacked octets and what became known while they were unpacked. */
    private static final class Block {
        private final byte[] octets;
        private int length;
        private long storedOctets;
        private boolean last;
        private Throwable failure;
        private final List<CaptureAnomaly> odd = new ArrayList<>(0);

        Block(int size) {
            octets = new byte[size];
        }
    }

    private final InputStream in;
    private final int size;
    private final LongSupplier stored;
    private final Consumer<CaptureAnomaly> taker;
    private Ahead ahead;
    private Block filling;
    private Block given;
    private int position;
    private boolean closed;

    /**
     * Blocks of a stream, which is not read yet.
     *
     * @param in unpacks; owned
     * @param size octets of a block, at least 1
     * @param stored how much was read of what is packed
     * @param taker takes what is odd when all octets before it were given
     */
    UnpackedBlocks(InputStream in, int size, LongSupplier stored, Consumer<CaptureAnomaly> taker) {
        this.in = in;
        this.size = size;
        this.given = new Block(size);
        this.stored = stored;
        this.taker = taker;
    }

    /** Lets a thread run ahead from here on. */
    void readAhead() {
        if (ahead == null) {
            ahead = new Ahead();
            ahead.start();
        }
    }

    /** Notes what is odd in the block that is being unpacked; called by the source. */
    void odd(CaptureAnomaly anomaly) {
        filling.odd.add(anomaly);
    }

    /** Packed octets that were read for what was given. */
    long storedOctets() {
        return given.storedOctets;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (position == given.length) {
            if (!finish()) {
                return -1;
            }
        }
        int read = Math.min(length, given.length - position);
        System.arraycopy(given.octets, position, target, offset, read);
        position += read;
        return read;
    }

    /** Ends the block whose octets were all given, and gets the next; false when it was the last. */
    private boolean finish() throws IOException {
        given.odd.forEach(taker);
        given.odd.clear();
        if (given.failure instanceof IOException e) {
            throw e;
        } else if (given.failure instanceof RuntimeException e) {
            throw e;
        } else if (given.failure instanceof Error e) {
            throw e;
        }
        if (given.last) {
            return false;
        }
        if (ahead == null) {
            fill(given);
        } else {
            given = ahead.exchange(given);
        }
        position = 0;
        return true;
    }

    private void fill(Block block) {
        filling = block;
        block.length = 0;
        try {
            while (block.length < size && !block.last) {
                int read = in.read(block.octets, block.length, size - block.length);
                if (read < 0) {
                    block.last = true;
                } else {
                    block.length += read;
                }
            }
        } catch (IOException | RuntimeException | Error e) {
            block.failure = e;
        }
        block.storedOctets = stored.getAsLong();
    }

    @Override
    public void close() throws IOException {
        if (ahead == null || ahead.end()) {
            closed = true;
            in.close();
        }
    }

    /** Whether the source was closed: not while a read of it is under way that does not come back. */
    boolean isClosed() {
        return closed;
    }

    /** Fills blocks until the last one, the first failure, or until nobody wants more. */
    private final class Ahead extends Thread {
        /** How long to wait for a read that is under way; that of a pipe may not come back. */
        private static final long PATIENCE_MILLIS = 2_000;

        private final BlockingQueue<Block> full = new ArrayBlockingQueue<>(BLOCKS);
        private final BlockingQueue<Block> empty = new ArrayBlockingQueue<>(BLOCKS);
        private volatile boolean unwanted;

        Ahead() {
            super("dnswhy-unpack");
            setDaemon(true);
            for (int i = 1; i < BLOCKS; i++) {
                empty.add(new Block(size));
            }
        }

        @Override
        public void run() {
            try {
                Block block;
                do {
                    block = empty.take();
                    fill(block);
                    full.put(block);
                } while (!unwanted && !block.last && block.failure == null);
            } catch (InterruptedException e) {
                // Nobody wants more.
            }
        }

        /** Gives a block back and takes the next one. */
        Block exchange(Block done) {
            boolean interrupted = false;
            empty.add(done);
            try {
                while (true) {
                    try {
                        return full.take();
                    } catch (InterruptedException e) {
                        interrupted = true;
                    }
                }
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        /** Ends the thread; false when it still reads. */
        boolean end() {
            unwanted = true;
            interrupt();
            try {
                join(PATIENCE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return !isAlive();
        }
    }
}
