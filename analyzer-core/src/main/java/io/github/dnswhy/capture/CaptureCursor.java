package io.github.dnswhy.capture;

import io.github.dnswhy.model.Anomalies;
import io.github.dnswhy.model.Limits;
import io.github.dnswhy.model.Place;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One capture on its way through the merger. It is opened twice: to learn when it starts, and to be read. What fails is kept for
 * the result; it never keeps the other captures from being read.
 */
final class CaptureCursor {
    /** Octets that are read ahead at most. */
    private static final int READ_AHEAD_OCTETS = 1 << 20;
    /** Enough to see when a capture starts. */
    private static final int PEEK_WINDOW = 16_384;
    /** Frames without a time that may precede the first with one. */
    private static final int PEEK_FRAMES = 1_000;

    final int capture;
    private final CaptureSource source;
    private final Limits limits;
    private final boolean unpackAhead;
    private final ArrayDeque<Frame> ahead = new ArrayDeque<>(0);
    private CaptureReader reader;
    private CaptureReader last;
    private Frame frame;
    private long startNanos;
    private boolean ending;
    private long frames;
    private long fromNanos = Long.MAX_VALUE;
    private long toNanos = Long.MIN_VALUE;
    private IOException failure;

    CaptureCursor(CaptureSource source, int capture, Limits limits, boolean unpackAhead) {
        this.source = source;
        this.capture = capture;
        this.limits = limits;
        this.unpackAhead = unpackAhead;
    }

    /**
     * Learns when the capture starts.
     *
     * @return false when it has no frames or cannot be read; it is done then
     */
    boolean peek() {
        if (!open(source.reopenable() ? PEEK_WINDOW : CaptureReader.WINDOW) || !read()) {
            return false;
        }
        frame = reader.frame();
        if (source.reopenable()) {
            for (int i = 0; i < PEEK_FRAMES && !frame.timed() && read(); i++) {
                // On to the first frame that has a time.
            }
            startNanos = frame.timeNanos();
            failure = null;
            close();
            last = null;
        } else {
            startNanos = frame.timeNanos();
        }
        return true;
    }

    /** When the capture starts, as {@link #peek} found. */
    long startNanos() {
        return startNanos;
    }

    /**
     * Opens the capture and moves to its first frame.
     *
     * @param window octets of the reader's window
     * @return false when there is none
     */
    boolean start(int window) {
        boolean opened = reader != null;
        if (!opened && !open(window)) {
            return false;
        }
        if (unpackAhead) {
            reader.readAhead();
        }
        if (opened) {
            return true;
        }
        frame = reader.frame();
        frame.timeNanos = startNanos;
        return read();
    }

    /** The current frame. */
    Frame frame() {
        return frame;
    }

    /** Counts the current frame as given. */
    void given() {
        frames++;
        if (frame.timed) {
            fromNanos = Math.min(fromNanos, frame.timeNanos);
            toNanos = Math.max(toNanos, frame.timeNanos);
        }
    }

    /** Moves to the next frame; false at the end. */
    boolean advance() {
        if (!ahead.isEmpty()) {
            frame = ahead.poll();
            return true;
        }
        if (reader == null || !read()) {
            return false;
        }
        frame = last.frame();
        return true;
    }

    /**
     * Whether the capture is about to end: no frame from the current one on is later than a time. Reads ahead, within bounds.
     *
     * @param nanos the time, nanoseconds since the epoch
     */
    boolean endsBy(long nanos) {
        if (ending || !ahead.isEmpty()) {
            return ending;
        }
        int octets = 0;
        Frame next = frame;
        while (next.timeNanos <= nanos && octets < READ_AHEAD_OCTETS) {
            ahead.add(owned(next));
            octets += next.capturedLength + 64;
            if (reader == null || !read()) {
                ending = true;
                break;
            }
            next = reader.frame();
        }
        if (!ahead.isEmpty()) {
            if (!ending) {
                ahead.add(owned(next));
            }
            frame = ahead.poll();
        }
        return ending;
    }

    private Frame owned(Frame seen) {
        return seen == last.frame() ? seen.copy() : seen;
    }

    private boolean open(int window) {
        try {
            reader = CaptureReader.open(source.open(), source.name(), capture, limits, source.window(window));
            last = reader;
            return true;
        } catch (IOException e) {
            failure = e;
            return false;
        }
    }

    private boolean read() {
        try {
            if (reader.next()) {
                return true;
            }
        } catch (IOException e) {
            failure = e;
            reader.anomalies().add(CaptureAnomaly.READ_FAILED.text(), Place.Unit.FRAME, reader.frames() + 1);
        }
        close();
        return false;
    }

    /** Closes the reader, which stays to be asked. */
    void close() {
        if (reader != null) {
            try {
                reader.close();
            } catch (IOException e) {
                failure = failure == null ? e : failure;
            }
            reader = null;
        }
    }

    long bytesRead() {
        return last == null ? 0 : last.bytesRead();
    }

    CaptureResult result() {
        boolean opened = last != null;
        boolean timed = fromNanos <= toNanos;
        return new CaptureResult(
                source.name(),
                opened ? Optional.of(last.format()) : Optional.empty(),
                frames,
                bytesRead(),
                timed ? OptionalLong.of(fromNanos) : OptionalLong.empty(),
                timed ? OptionalLong.of(toNanos) : OptionalLong.empty(),
                opened ? last.dropped() : 0,
                opened ? last.snaplen() : 0,
                opened ? last.anomalies() : new Anomalies(),
                Optional.ofNullable(failure));
    }
}
