package io.github.dnswhy.threads;

import java.time.Instant;
import java.util.Optional;

/**
 * The text form of {@code jcmd Thread.dump_to_file}: pid, time in UTC and version on lines of their own, then
 * {@code #22 "name" virtual RUNNABLE 2026-11-23T00:03:52.876Z} and its frames. JDK 21 to 24 leave state and time out,
 * and {@code at} before frames. Lists virtual threads that are not mounted, unlike {@code jstack}.
 */
final class FileDump implements DumpParser {
    private final RawDump dump;
    private Optional<RawThread> current = Optional.empty();

    FileDump(RawDump dump) {
        this.dump = dump;
        dump.ended = true;
    }

    /**
     * Tells whether the present line is the first thread of such a dump.
     *
     * @param lines the lines up to it
     * @return where it starts, empty when it is none
     */
    static Optional<FileDumpStart> starts(RecentLines lines) {
        String line = lines.text(0);
        int start = line.indexOf('#');
        if (start < 0 || start > TextDumpStart.MAX_PREFIX || line.indexOf(" \"", start) < 0) {
            return Optional.empty();
        }
        return thread(line.substring(start).strip(), 0).flatMap(thread -> head(lines, lines.prefix(start)));
    }

    /** Time and version stand above, each on a line of its own. */
    private static Optional<FileDumpStart> head(RecentLines lines, LinePrefix prefix) {
        String version = "";
        for (int back = 1; back <= RecentLines.BACK; back++) {
            int start = prefix.lengthIn(lines.text(back));
            String text = start < 0 ? "" : lines.text(back).substring(start).strip();
            if (text.isEmpty()) {
                continue;
            }
            if (!version.isEmpty()) {
                String vm = version;
                int first = Math.max(1, lines.number(back) - 1);
                return Timestamps.instant(text).map(time -> new FileDumpStart(prefix, first, vm, time));
            }
            version = text;
        }
        return Optional.empty();
    }

    /**
     * Where such a dump starts.
     *
     * @param prefix what stands before each line of it
     * @param line its first line, that of the pid
     * @param vm the JVM's version
     * @param time when it was taken
     */
    record FileDumpStart(LinePrefix prefix, int line, String vm, Instant time) {
        void tell(RawDump dump) {
            dump.vm = vm;
            dump.time = Optional.of(time);
            dump.timeBasis = "the dump's own time, which is UTC";
        }
    }

    @Override
    public boolean threadsEnded() {
        return false;
    }

    @Override
    public void accept(String raw, int number) {
        String line = raw.trim();
        if (line.isEmpty()) {
            return;
        }
        if (line.charAt(0) == '#') {
            Optional<RawThread> next = thread(line, number);
            if (next.isPresent()) {
                current.ifPresent(dump::seal);
                current = next;
                dump.add(next.get());
                return;
            }
        }
        if (current.isEmpty() || !body(line, number, current.get())) {
            dump.anomaly(DumpAnomalies.LINE_NOT_UNDERSTOOD, number, 1);
        }
    }

    private boolean body(String line, int number, RawThread thread) {
        if (line.startsWith("- ")) {
            return LockLines.read(line.substring(2).trim(), thread);
        }
        String frame = line.startsWith("at ") ? line.substring(3) : line;
        boolean shaped = frame.endsWith(")") && frame.indexOf('(') > 0;
        if (shaped) {
            dump.addFrame(thread, frame, number);
        }
        return shaped;
    }

    private static Optional<RawThread> thread(String line, int number) {
        int open = line.indexOf(" \"");
        int close = line.lastIndexOf('"');
        long id = open < 0 ? -1 : Quantities.number(line, 1, open);
        if (id < 0 || close < open + 2) {
            return Optional.empty();
        }
        RawThread thread = new RawThread(number, RawThread.name(line, open + 2, close));
        thread.id = id;
        String rest = line.substring(close + 1).trim();
        if (rest.startsWith("virtual")) {
            thread.virtual = true;
            thread.daemon = true;
            rest = rest.substring("virtual".length()).trim();
        }
        int end = rest.indexOf(' ');
        thread.state = ThreadStates.of(end < 0 ? rest : rest.substring(0, end));
        return Optional.of(thread);
    }

    @Override
    public RawDump finish() {
        current.ifPresent(dump::seal);
        return dump;
    }
}
