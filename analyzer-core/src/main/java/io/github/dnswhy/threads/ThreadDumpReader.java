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
    private Optional<DumpParser> open = Optional.empty();

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
            Optional<DumpParser> next = starting(recent);
            if (next.isPresent()) {
                close();
                open = next;
            } else if (open.isPresent()) {
                open.get().accept(lines.text(), lines.number());
            }
        }
        close();
    }

    private Optional<DumpParser> starting(RecentLines recent) {
        Optional<TextDumpStart> titled = TextDumpStart.titled(recent);
        if (titled.isPresent()) {
            return titled.map(this::textDump);
        }
        if (JavaCore.startsWith(recent.text(0))) {
            return Optional.of(new JavaCore(newDump(recent.number(0), "")));
        }
        Optional<DumpParser> next = Optional.empty();
        int fileDump = FileDump.startsBack(recent);
        if (fileDump > 0) {
            next = Optional.of(fileDump(recent, fileDump));
        } else if (open.isEmpty() || open.get().threadsEnded()) {
            next = DebuggerDump.isThread(recent.text(0))
                    ? Optional.of(new DebuggerDump(newDump(recent.number(0), "")))
                    : TextDumpStart.untitled(recent).map(this::textDump);
        }
        // Here the line that tells the dump is its first thread's.
        next.ifPresent(parser -> parser.accept(recent.text(0), recent.number(0)));
        return next;
    }

    private DumpParser fileDump(RecentLines recent, int back) {
        int first = Math.max(1, recent.number(back) - 1);
        RawDump dump = newDump(first, "");
        FileDump.head(dump, recent, back);
        return new FileDump(dump);
    }

    private DumpParser textDump(TextDumpStart start) {
        RawDump dump = newDump(start.line(), start.vm());
        dump.localTime = start.localTime();
        dump.time = start.time();
        dump.timeBasis = start.time().isPresent() ? "the time stamps of the log around it" : "";
        dump.ended = start.endless();
        if (!start.titled()) {
            dump.anomaly(DumpAnomalies.WITHOUT_START, start.line(), 1);
        }
        return new TextDump(dump, start.prefix());
    }

    private RawDump newDump(int line, String vm) {
        return new RawDump(line, vm, frames, limits.size(Limit.DUMP_THREADS), anomalies);
    }

    private void close() {
        if (open.isEmpty()) {
            return;
        }
        DumpParser ending = open.get();
        open = Optional.empty();
        add(ending.finish());
    }

    private void add(RawDump dump) {
        if (dump.threads.isEmpty() && dump.announced < 0) {
            dump.anomaly(DumpAnomalies.WITHOUT_THREADS, dump.line, 1);
        } else if (dumps.size() < limits.get(Limit.DUMPS)) {
            dumps.add(Conclusions.conclude(dump, dumps.size() + 1));
        } else {
            dump.anomaly(DumpAnomalies.DUMPS_BEYOND_LIMIT, dump.line, 1);
        }
    }
}
