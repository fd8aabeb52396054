package io.github.dnswhy.threads;

import io.github.dnswhy.model.Anomalies;
import io.github.dnswhy.model.Place;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A dump while its lines are read. */
final class RawDump {
    final int line;
    String vm;
    final Frames frames;
    final List<RawThread> threads = new ArrayList<>();
    Optional<LocalDateTime> localTime = Optional.empty();
    Optional<Instant> time = Optional.empty();
    String timeBasis = "";
    int deadlocks;
    /** Threads by the VM's own list, -1 when not printed. */
    long announced = -1;

    boolean synchronizers;
    boolean extended;
    boolean ended;
    /** Whether it has its first lines. */
    boolean titled = true;
    /** Frames read. */
    long frameCount;

    private final int maxThreads;
    private final Anomalies anomalies;

    RawDump(int line, String vm, Frames frames, int maxThreads, Anomalies anomalies) {
        this.line = line;
        this.vm = vm;
        this.frames = frames;
        this.maxThreads = maxThreads;
        this.anomalies = anomalies;
    }

    Anomalies anomalies() {
        return anomalies;
    }

    void anomaly(String name, int place, long count) {
        anomalies.add(name, Place.Unit.LINE, place, count);
    }

    /** Adds a thread; beyond the limit it is counted and its lines go nowhere. */
    void add(RawThread thread) {
        if (threads.size() < maxThreads) {
            threads.add(thread);
        } else {
            anomaly(DumpAnomalies.THREADS_BEYOND_LIMIT, thread.line, 1);
        }
    }

    /** Adds the next frame of a thread, as printed behind {@code at}. */
    void addFrame(RawThread thread, String printed, int place) {
        frameCount++;
        if (thread.frames.size() < RawThread.MAX_FRAMES) {
            thread.frames.add(frames.frame(printed));
        } else {
            anomaly(DumpAnomalies.FRAMES_BEYOND_LIMIT, place, 1);
        }
    }

    /** Shares the stack of a thread whose frames are all read. */
    void seal(RawThread thread) {
        thread.stack = frames.stack(thread.frames);
        thread.frames.clear();
        thread.frames.trimToSize();
    }
}
