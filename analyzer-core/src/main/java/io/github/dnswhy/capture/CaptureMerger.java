package io.github.dnswhy.capture;

import io.github.dnswhy.model.Limits;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Gives the frames of several captures in order of time.
 *
 * <p>Captures that follow one another, as the pieces that {@code tcpdump -C} and {@code -G} write, are read one after the other,
 * each opened when its time has come. Captures that overlap are merged; of frames with the same time that of the earlier capture
 * comes first. The frames of one capture keep their order even where their times step back, and so do those of a capture that was
 * cut into pieces: a capture that ends right after another starts is given to its end first.
 *
 * <p>A capture that cannot be read is told in its {@linkplain #results() result} and does not keep the others from being read.
 * Not thread-safe. In steady state nothing is allocated per frame.
 */
public final class CaptureMerger implements AutoCloseable {
    /** How far times may step back where a capture was cut: packets of several processors and interfaces are so far apart. */
    private static final long STEP_BACK_NANOS = 100_000_000L;
    /** The overlap of two pieces is less than this part of the first; captures made side by side overlap by more. */
    private static final int OVERLAP_PART = 8;

    /** From so many captures open at one time on each gets a small window. */
    private static final int MANY = 16;

    private static final int SMALL_WINDOW = 32_768;

    /** Of more captures at a time none is unpacked ahead. */
    private static final int UNPACKED_AHEAD = 4;

    private final List<CaptureCursor> cursors;
    /** Captures that have not started yet, the first to start first. */
    private final ArrayDeque<CaptureCursor> pending = new ArrayDeque<>();
    /** The started captures as a binary heap, the one with the earliest current frame on top. */
    private CaptureCursor[] heap = new CaptureCursor[4];

    private int started;
    private boolean opened;
    private long nextStart = Long.MAX_VALUE;
    private Frame frame;

    /**
     * A merger before the first frame. Nothing is opened yet.
     *
     * @param sources the captures; the index of each is the number of its frames' {@linkplain Frame#capture() capture}
     * @param limits bounds of each reader
     */
    public CaptureMerger(List<CaptureSource> sources, Limits limits) {
        this(sources, limits, 1);
    }

    /**
     * A merger before the first frame. Nothing is opened yet.
     *
     * @param sources the captures; the index of each is the number of its frames' {@linkplain Frame#capture() capture}
     * @param limits bounds of each reader
     * @param threads how many threads may work; with several, one more unpacks for each of a few compressed captures. The frames do not
     *     depend on it
     */
    public CaptureMerger(List<CaptureSource> sources, Limits limits, int threads) {
        boolean unpackAhead = threads > 1 && sources.size() <= UNPACKED_AHEAD;
        cursors = new ArrayList<>(sources.size());
        for (CaptureSource source : sources) {
            cursors.add(new CaptureCursor(source, cursors.size(), limits, unpackAhead));
        }
    }

    /**
     * Moves to the next frame; the view that was lent before is invalid.
     *
     * @return false at the end of all captures
     */
    public boolean next() {
        if (frame != null) {
            if (heap[0].advance()) {
                siftDown();
            } else {
                removeTop();
            }
            frame = null;
        } else if (!opened) {
            opened = true;
            arrange();
        }
        if (started == 0 || heap[0].frame().timeNanos >= nextStart) {
            startDue();
        }
        if (started == 0) {
            return false;
        }
        frame = heap[0].frame();
        heap[0].given();
        return true;
    }

    /**
     * The view of the current frame.
     *
     * @return a view that is valid between a {@link #next()} that was true and the next call; not the same instance each time
     * @throws IllegalStateException if there is no current frame
     */
    public Frame frame() {
        if (frame == null) {
            throw new IllegalStateException("no current frame");
        }
        return frame;
    }

    /**
     * How many captures have begun and not ended, that of the current frame included.
     *
     * @return 0 at the end of all
     */
    public int open() {
        return started;
    }

    /**
     * What came out of each capture so far; complete when {@link #next()} was false.
     *
     * @return one result for each source, in their order
     */
    public List<CaptureResult> results() {
        return cursors.stream().map(CaptureCursor::result).toList();
    }

    /**
     * How much was read.
     *
     * @return octets of all captures as stored, so far
     */
    public long bytesRead() {
        long sum = 0;
        for (CaptureCursor cursor : cursors) {
            sum += cursor.bytesRead();
        }
        return sum;
    }

    @Override
    public void close() {
        cursors.forEach(CaptureCursor::close);
        pending.clear();
        started = 0;
        nextStart = Long.MAX_VALUE;
        opened = true;
        frame = null;
    }

    /** Learns in which order the captures start. A single one need not be asked. */
    private void arrange() {
        if (cursors.size() == 1) {
            pending.addAll(cursors);
        } else {
            List<CaptureCursor> readable = new ArrayList<>(cursors.size());
            for (CaptureCursor cursor : cursors) {
                if (cursor.peek()) {
                    readable.add(cursor);
                }
            }
            // The sort is stable: equal starts keep the order of the captures.
            readable.sort(Comparator.comparingLong(CaptureCursor::startNanos));
            pending.addAll(readable);
        }
        findNextStart();
    }

    /** Starts the captures whose time has come. */
    private void startDue() {
        while (!pending.isEmpty() && (started == 0 || heap[0].frame().timeNanos >= nextStart)) {
            if (started > 0 && anyEnds()) {
                // Asked again when that capture has ended: until then it alone is in the way.
                return;
            }
            CaptureCursor cursor = pending.poll();
            findNextStart();
            if (cursor.start(started < MANY ? CaptureReader.WINDOW : SMALL_WINDOW)) {
                add(cursor);
            }
        }
    }

    /** Whether one of the started captures ends so soon that the next one to start seems to continue it. */
    private boolean anyEnds() {
        boolean any = false;
        for (int i = 0; i < started; i++) {
            long overlap = Math.min(STEP_BACK_NANOS, (nextStart - heap[i].startNanos()) / OVERLAP_PART);
            any |= heap[i].endsBy(nextStart + overlap);
        }
        return any;
    }

    private void findNextStart() {
        nextStart = pending.isEmpty() ? Long.MAX_VALUE : pending.peek().startNanos();
    }

    private void add(CaptureCursor cursor) {
        if (started == heap.length) {
            heap = Arrays.copyOf(heap, started * 2);
        }
        int at = started++;
        heap[at] = cursor;
        while (at > 0 && before(heap[at], heap[(at - 1) / 2])) {
            swap(at, (at - 1) / 2);
            at = (at - 1) / 2;
        }
    }

    private void removeTop() {
        heap[0] = heap[--started];
        heap[started] = null;
        siftDown();
    }

    private void siftDown() {
        int at = 0;
        while (true) {
            int child = 2 * at + 1;
            if (child >= started) {
                return;
            }
            if (child + 1 < started && before(heap[child + 1], heap[child])) {
                child++;
            }
            if (!before(heap[child], heap[at])) {
                return;
            }
            swap(at, child);
            at = child;
        }
    }

    private void swap(int a, int b) {
        CaptureCursor held = heap[a];
        heap[a] = heap[b];
        heap[b] = held;
    }

    private static boolean before(CaptureCursor a, CaptureCursor b) {
        long timeA = a.frame().timeNanos;
        long timeB = b.frame().timeNanos;
        return timeA < timeB || timeA == timeB && a.capture < b.capture;
    }
}
