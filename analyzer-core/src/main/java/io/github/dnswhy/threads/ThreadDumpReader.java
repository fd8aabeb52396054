package io.github.dnswhy.threads;

import io.github.dnswhy.model.Anomalies;
import io.github.dnswhy.model.Limit;
import io.github.dnswhy.model.Limits;
import io.github.dnswhy.model.Place;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds and reads the thread dumps of a text: a dump by itself, several in one file, or a log that dumps stand in. Streams:
 * holds the dumps found, not the text. Never throws on any octets; what is damaged is counted under the names of
 * {@link DumpAnomalies}. One per input; not thread-safe.
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
     * @param text its octets, decompressed; UTF-8, or UTF-16 with or without byte order mark. Read to its end, not closed; a
     *     failure of it counts as its end
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
        InputStream octets =
                encoding.asUtf8(new SequenceInputStream(new ByteArrayInputStream(sample, mark, length - mark), input));
        int longest = (int) Math.min(limits.get(Limit.LINE_BYTES), 1 << 30);
        LogLines lines = new LogLines(new TextLines(octets, longest, anomalies), longest);
        readText(lines);
        if (input.brokenOff()) {
            anomalies.add(DumpAnomalies.BROKEN_OFF, Place.Unit.LINE, Math.max(lines.number(), 1));
        }
    }

    private void readText(LogLines lines) throws IOException {
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
        if (open.isEmpty() || open.get().threadsEnded()) {
            Optional<DumpParser> untitled = TextDumpStart.untitled(recent).map(this::textDump);
            untitled.ifPresent(parser -> parser.accept(recent.text(0), recent.number(0)));
            return untitled;
        }
        return Optional.empty();
    }

    private DumpParser textDump(TextDumpStart start) {
        RawDump dump = newDump(start.line(), start.vm());
        dump.localTime = start.localTime();
        dump.time = start.time();
        dump.timeBasis = start.time().isPresent() ? "the time stamps of the log around it" : "";
        if (start.headerless()) {
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
        RawDump dump = open.get().finish();
        open = Optional.empty();
        if (dump.threads.isEmpty()) {
            dump.anomaly(DumpAnomalies.WITHOUT_THREADS, dump.line, 1);
        } else if (dumps.size() < limits.get(Limit.DUMPS)) {
            dumps.add(Conclusions.conclude(dump, dumps.size() + 1));
        } else {
            dump.anomaly(DumpAnomalies.DUMPS_BEYOND_LIMIT, dump.line, 1);
        }
    }
}
