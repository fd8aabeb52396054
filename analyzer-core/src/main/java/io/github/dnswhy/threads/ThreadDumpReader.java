package io.github.dnswhy.threads;

import io.github.dnswhy.model.Anomalies;
import io.github.dnswhy.model.Limit;
import io.github.dnswhy.model.Limits;
import io.github.dnswhy.model.Place;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds and reads the thread dumps of a text: a dump by itself, several in one file, or a log that dumps stand in.
 * Streams: holds the dumps found, not the text. Never throws on any octets; what is damaged is counted under the
 * names of {@link DumpAnomalies}. One per input; not thread-safe.
 */
public final class ThreadDumpReader {
    private static final int SAMPLE = 1 << 16;

    private final Limits limits;
    private final Anomalies anomalies;
    private final Frames frames = new Frames();
    private final List<ThreadDump> dumps = new ArrayList<>();
    private Optional<OpenDump> open = Optional.empty();

    private ThreadDumpReader(Limits limits, Anomalies anomalies) {
        this.limits = limits;
        this.anomalies = anomalies;
    }

    /**
     * Reads all dumps of a text.
     *
     * @param text its octets, decompressed; UTF-8, or UTF-16 with or without byte order mark. Read to its end, not
     *     closed; a failure of it counts as its end
     * @param limits bounds; {@link Limit#DUMPS}, {@link Limit#DUMP_THREADS} and {@link Limit#LINE_BYTES} are used
     * @param anomalies where oddities are counted, by line
     * @return the dumps in the text's order, empty when there are none
     */
    public static List<ThreadDump> read(InputStream text, Limits limits, Anomalies anomalies) {
        ThreadDumpReader reader = new ThreadDumpReader(limits, anomalies);
        try {
            reader.read(new SteadyInput(text));
        } catch (IOException e) {
            throw new UncheckedIOException("a steady input does not fail", e);
        }
        return List.copyOf(reader.dumps);
    }

    /**
     * Tells by the first octets of a text whether a thread dump starts in them.
     *
     * @param octets the first octets
     * @param length how many of them are used, at most {@code octets.length}
     * @return whether one starts; text that only speaks of dumps, heap histograms and exception traces give false
     */
    public static boolean looksLikeThreadDump(byte[] octets, int length) {
        Anomalies ignored = new Anomalies();
        Limits few = Limits.defaults().with(Limit.DUMPS, 1);
        List<ThreadDump> found = read(new ByteArrayInputStream(octets, 0, length), few, ignored);
        return !found.isEmpty();
    }

    private void read(SteadyInput input) throws IOException {
        byte[] sample = new byte[SAMPLE];
        int length = input.fill(sample);
        TextEncoding encoding = TextEncoding.of(sample, length);
        int mark = encoding.markLength();
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(sample, mark, length - mark), input);
        BufferedInputStream octets = new BufferedInputStream(encoding.asUtf8(whole), SAMPLE);
        octets.mark(SAMPLE);
        int head = octets.readNBytes(sample, 0, SAMPLE);
        octets.reset();
        int json = JsonDumps.start(sample, head);
        if (json >= 0) {
            readJson(octets, sample, json);
        } else {
            readText(octets);
        }
        if (input.brokenOff()) {
            anomalies.add(DumpAnomalies.BROKEN_OFF, Place.Unit.LINE, 1);
        }
    }

    private void readJson(InputStream octets, byte[] head, int start) throws IOException {
        int linesBefore = 0;
        for (int i = 0; i < start; i++) {
            linesBefore += head[i] == '\n' ? 1 : 0;
        }
        octets.skipNBytes(start);
        int first = linesBefore + 1;
        JsonDumps.read(octets, linesBefore, () -> newDump(first, ""), this::add);
    }

    private void readText(InputStream octets) throws IOException {
        int longest = (int) Math.min(limits.get(Limit.LINE_BYTES), 1 << 30);
        LogLines lines = new LogLines(new TextLines(octets, longest, anomalies), longest);
        RecentLines recent = new RecentLines();
        while (lines.advance()) {
            recent.add(lines.text(), lines.number(), lines.stamp());
            Optional<OpenDump> next = starting(recent);
            if (next.isPresent()) {
                close();
                open = next;
            } else if (open.isPresent()) {
                open.get().accept(lines.text(), lines.number());
            }
        }
        close();
    }

    private Optional<OpenDump> starting(RecentLines recent) {
        Optional<TextDumpStart> titled = TextDumpStart.titled(recent);
        if (titled.isPresent()) {
            return titled.map(this::textDump);
        }
        String line = recent.text(0);
        int javaCore = JavaCore.startsAt(line, open.filter(OpenDump::isJavaCore).isPresent());
        if (javaCore >= 0) {
            RawDump dump = newDump(recent.number(0), "");
            return Optional.of(new OpenDump(dump, new JavaCore(dump), recent.prefix(javaCore)));
        }
        Optional<OpenDump> next = FileDump.starts(recent).map(this::fileDump);
        if (next.isEmpty() && (open.isEmpty() || open.get().mayBeFollowed())) {
            int debugger = DebuggerDump.startsAt(line);
            next = debugger >= 0 ? debuggerDump(recent, debugger) : untitled(recent);
        }
        // Here the line that tells the dump is its first thread's.
        next.ifPresent(dump -> dump.accept(line, recent.number(0)));
        return next;
    }

    private OpenDump fileDump(FileDump.FileDumpStart start) {
        RawDump dump = newDump(start.line(), start.vm());
        start.tell(dump);
        return new OpenDump(dump, new WrappedLines(new FileDump(dump)), start.prefix());
    }

    private Optional<OpenDump> debuggerDump(RecentLines recent, int start) {
        RawDump dump = newDump(recent.number(0), "");
        return Optional.of(new OpenDump(dump, new DebuggerDump(dump), recent.prefix(start)));
    }

    /** Behind a prefix a dump without a title must have frames, or it is a line of a log that speaks of a thread. */
    private Optional<OpenDump> untitled(RecentLines recent) {
        return TextDumpStart.untitled(recent)
                .map(start -> textDump(start).doubtful(!start.prefix().isEmpty()));
    }

    private OpenDump textDump(TextDumpStart start) {
        RawDump dump = newDump(start.line(), start.vm());
        dump.localTime = start.localTime();
        dump.time = start.time();
        dump.timeBasis = start.time().isPresent() ? "the time stamps of the log around it" : "";
        dump.ended = start.endless();
        dump.titled = start.titled();
        return new OpenDump(dump, new WrappedLines(new TextDump(dump)), start.prefix());
    }

    private RawDump newDump(int line, String vm) {
        return new RawDump(line, vm, frames, limits.size(Limit.DUMP_THREADS), anomalies);
    }

    private void close() {
        Optional<OpenDump> ending = open;
        open = Optional.empty();
        ending.flatMap(OpenDump::finish).ifPresent(this::add);
    }

    private void add(RawDump dump) {
        if (!dump.titled) {
            dump.anomaly(DumpAnomalies.WITHOUT_START, dump.line, 1);
        }
        if (dump.threads.isEmpty() && dump.announced < 0) {
            dump.anomaly(DumpAnomalies.WITHOUT_THREADS, dump.line, 1);
        } else if (dumps.size() < limits.get(Limit.DUMPS)) {
            dumps.add(Conclusions.conclude(dump, dumps.size() + 1));
        } else {
            dump.anomaly(DumpAnomalies.DUMPS_BEYOND_LIMIT, dump.line, 1);
        }
    }
}
