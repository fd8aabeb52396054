package io.github.dnswhy.threads;

import io.github.dnswhy.model.DumpThread;
import io.github.dnswhy.model.Resolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** From what a dump says to what it means. */
final class Conclusions {
    private Conclusions() {}

    /**
     * Concludes a dump and counts what is missing in it.
     *
     * @param dump what was read
     * @param number its number within the file, from 1
     * @return the dump, owned
     */
    static ThreadDump conclude(RawDump dump, int number) {
        List<RawThread> raw = dump.threads;
        long javaThreads = 0;
        for (RawThread thread : raw) {
            if (thread.classInit == null && waitsForAClass(thread)) {
                thread.classInit = "";
            }
            boolean listed = !thread.virtual && (thread.state != null || thread.carrying);
            javaThreads += listed ? 1 : 0;
        }
        boolean missing = dump.announced > javaThreads;
        if (missing) {
            dump.anomaly(DumpAnomalies.THREADS_MISSING, dump.line, dump.announced - javaThreads);
        }
        boolean cut = !dump.ended && (missing || dump.announced < 0);
        if (cut) {
            dump.anomaly(DumpAnomalies.CUT_SHORT, dump.line, 1);
        }
        return new ThreadDump(
                number,
                dump.line,
                dump.localTime,
                dump.time,
                dump.timeBasis,
                dump.vm,
                threads(raw, number),
                dump.deadlocks,
                optional(dump.announced),
                dump.synchronizers,
                dump.extended,
                cut);
    }

    /** Before JDK 17 a thread that waits for a class to be initialized shows only by contradicting itself. */
    private static boolean waitsForAClass(RawThread thread) {
        return thread.state == Thread.State.RUNNABLE
                && thread.condition.equals("in Object.wait()")
                && thread.stack.size() > 0
                && !thread.stack.frame(0).text().startsWith("java.lang.Object.wait");
    }

    private static List<ParsedThread> threads(List<RawThread> raw, int number) {
        LockGraph graph = new LockGraph(raw);
        Resolutions resolutions = new Resolutions(raw, graph);
        List<ParsedThread> threads = new ArrayList<>(raw.size());
        for (int i = 0; i < raw.size(); i++) {
            RawThread thread = raw.get(i);
            Optional<Resolution> resolution = resolutions.of(i);
            int owner = graph.owner(i);
            DumpThread owned = new DumpThread(
                    number,
                    thread.line,
                    thread.name,
                    Optional.ofNullable(thread.state),
                    thread.daemon,
                    Optional.ofNullable(thread.nid),
                    thread.virtual,
                    Optional.ofNullable(thread.carrier),
                    resolution,
                    Optional.ofNullable(thread.host == null ? Hosts.of(thread.name) : thread.host),
                    owner == LockGraph.NONE || graph.isUnsure(i)
                            ? Optional.ofNullable(thread.ownerName)
                            : Optional.of(raw.get(owner).name),
                    thread.stack.texts());
            threads.add(new ParsedThread(
                    owned,
                    resolution.isPresent() ? Activity.RESOLUTION : Activity.of(thread),
                    optional(thread.id),
                    optional(thread.cpuNanos),
                    optional(thread.elapsedNanos),
                    optional(thread.allocatedBytes)));
        }
        return threads;
    }

    private static OptionalLong optional(long value) {
        return value < 0 ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
