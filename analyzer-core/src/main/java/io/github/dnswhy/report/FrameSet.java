package io.github.dnswhy.report;

import io.github.dnswhy.model.Evidence;
import io.github.dnswhy.model.Finding;
import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.LookupStep;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Frames to look at, by capture, and the display filter of Wireshark that shows them. */
final class FrameSet {
    private static final int MAX_FRAMES = 60;

    private final Map<String, TreeSet<Long>> frames = new TreeMap<>();

    /** Adds the frames that speak for or against a finding. */
    void add(Finding finding) {
        add(finding.evidence());
        add(finding.contradicts());
    }

    private void add(List<Evidence> facts) {
        for (Evidence fact : facts) {
            if (fact instanceof Evidence.Frames found) {
                for (Long frame : found.frames()) {
                    add(found.file(), frame);
                }
            }
        }
    }

    /** Adds the queries and responses of a lookup. */
    void add(Lookup lookup, Captures captures) {
        for (LookupStep step : lookup.steps()) {
            String file = captures.file(step.capture());
            if (!file.isEmpty()) {
                add(file, step.frame());
                add(file, step.responseFrame());
            }
        }
    }

    private void add(String file, long frame) {
        if (frame <= 0) {
            return;
        }
        TreeSet<Long> numbers = frames.get(file);
        if (numbers == null) { // no computeIfAbsent: the first lambda of a run costs it milliseconds
            numbers = new TreeSet<>();
            frames.put(file, numbers);
        }
        numbers.add(frame);
    }

    /** The captures with frames in them, in byte order of their names. */
    Iterable<String> files() {
        return frames.keySet();
    }

    /** The display filter for a capture; of very many frames it shows the first. */
    String filter(String file) {
        StringBuilder filter = new StringBuilder(64).append("frame.number in {");
        appendRanges(frames.get(file), MAX_FRAMES, filter);
        return filter.append('}').toString();
    }

    /**
     * Appends ascending numbers, runs of three and more as {@code first..last}.
     *
     * @param numbers ascending
     * @param most how many of them at most
     * @param out where to
     */
    static void appendRanges(Iterable<Long> numbers, int most, StringBuilder out) {
        long first = 0;
        long last = -1;
        int count = 0;
        for (long number : numbers) {
            if (count++ == most) {
                break;
            }
            if (last >= first && number == last + 1) {
                last = number;
                continue;
            }
            appendRun(first, last, out);
            first = number;
            last = number;
        }
        appendRun(first, last, out);
    }

    private static void appendRun(long first, long last, StringBuilder out) {
        if (last < first) {
            return;
        }
        char before = out.isEmpty() ? ' ' : out.charAt(out.length() - 1);
        if (before >= '0' && before <= '9') {
            out.append(", ");
        }
        out.append(first);
        if (last == first + 1) {
            out.append(", ").append(last);
        } else if (last > first) {
            out.append("..").append(last);
        }
    }
}
