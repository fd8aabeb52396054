package io.github.dnswhy.packet;

import io.github.dnswhy.capture.Frame;
import io.github.dnswhy.model.FrameCount;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Counts every frame once: by capture, interface and link type, by its headers and by its fate. Allocates nothing per frame once a
 * row is there. Bounded: beyond {@link #MAX_SOURCES} interfaces or {@link #MAX_ROWS} rows the rest is counted by fate alone.
 */
final class FrameTally {
    static final int MAX_SOURCES = 1 << 14;
    static final int MAX_ROWS = 1 << 15;

    private static final FrameFate[] FATES = FrameFate.values();

    private final LayerPath path;
    /** Capture and interface, and link type. */
    private final DenseKeys sources = new DenseKeys(MAX_SOURCES);
    /** Source, and path and fate. */
    private final DenseKeys rows = new DenseKeys(MAX_ROWS);

    private long[] counts = new long[32];
    private long[] firsts = new long[32];
    /** Frames by fate that have no row. */
    private final long[] beyond = new long[FATES.length];

    private final long[] firstBeyond = new long[FATES.length];

    // Most frames are of the source of the one before, and many have its row.
    private int capture = -1;
    private int interfaceId;
    private int linkType;
    private int source;
    private int number;
    private FrameFate fate;
    private int row = -1;

    private record Row(int capture, FrameCount count) {}

    FrameTally(LayerPath path) {
        this.path = path;
    }

    /** Counts a frame whose headers are those of the path. */
    void count(Frame frame, FrameFate frameFate) {
        boolean sameSource =
                frame.interfaceId() == interfaceId && frame.linkType() == linkType && frame.capture() == capture;
        if (!sameSource || path.number() != number || frameFate != fate) {
            find(frame, frameFate, sameSource);
        }
        if (row < 0) {
            if (beyond[frameFate.ordinal()]++ == 0) {
                firstBeyond[frameFate.ordinal()] = frame.number();
            }
        } else if (counts[row]++ == 0) {
            firsts[row] = frame.number();
        }
    }

    private void find(Frame frame, FrameFate frameFate, boolean sameSource) {
        if (!sameSource) {
            capture = frame.capture();
            interfaceId = frame.interfaceId();
            linkType = frame.linkType();
            source = sources.number((long) capture << 32 | interfaceId & 0xFFFF_FFFFL, linkType);
        }
        number = path.number();
        fate = frameFate;
        row = source < 0 ? -1 : rows.number(source, (long) number << 32 | fate.ordinal());
        if (row >= counts.length) {
            counts = Arrays.copyOf(counts, 2 * counts.length);
            firsts = Arrays.copyOf(firsts, 2 * firsts.length);
        }
    }

    /**
     * What was counted so far.
     *
     * @param files paths of the captures by index
     * @return by capture, interface and link type, the most frequent first
     */
    List<FrameCount> list(List<String> files) {
        List<Row> all = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            int of = (int) rows.high(i);
            int inCapture = (int) (sources.high(of) >> 32);
            FrameFate rowFate = FATES[(int) rows.low(i)];
            all.add(new Row(
                    inCapture,
                    new FrameCount(
                            Optional.of(files.get(inCapture)),
                            (int) sources.high(of),
                            (int) sources.low(of),
                            path.text((int) (rows.low(i) >> 32)),
                            rowFate.text(),
                            rowFate.carried(),
                            rowFate.meaning(),
                            counts[i],
                            firsts[i])));
        }
        for (FrameFate without : FATES) {
            if (beyond[without.ordinal()] > 0) {
                all.add(new Row(Integer.MAX_VALUE, withoutRow(without)));
            }
        }
        all.sort(FrameTally::compare);
        return all.stream().map(Row::count).toList();
    }

    /** By capture, those without one last, interface and link type; then the most frequent first. */
    private static int compare(Row a, Row b) {
        int order = Integer.compare(a.capture, b.capture);
        order = order != 0 ? order : Integer.compare(a.count.interfaceId(), b.count.interfaceId());
        order = order != 0 ? order : Integer.compare(a.count.linkType(), b.count.linkType());
        order = order != 0 ? order : Long.compare(b.count.frames(), a.count.frames());
        order = order != 0 ? order : a.count.stack().compareTo(b.count.stack());
        return order != 0 ? order : a.count.fate().compareTo(b.count.fate());
    }

    private FrameCount withoutRow(FrameFate of) {
        return new FrameCount(
                Optional.empty(),
                0,
                0,
                Protocol.BEYOND.text(),
                of.text(),
                of.carried(),
                of.meaning(),
                beyond[of.ordinal()],
                firstBeyond[of.ordinal()]);
    }
}
