package io.github.dnswhy.packet;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** How many packets of each kind a decoder saw. Counting allocates nothing. Not thread-safe; mergeable. */
public final class PacketCounters {
    /** Link types below are counted in an array; the others are rare. */
    private static final int COMMON_LINK_TYPES = 320;

    private final long[] counts = new long[PacketCount.values().length];
    private final long[] commonLinkTypes = new long[COMMON_LINK_TYPES];
    private final SortedMap<Integer, Long> otherLinkTypes = new TreeMap<>();

    PacketCounters() {}

    void add(PacketCount count) {
        counts[count.ordinal()]++;
    }

    void addLinkType(int linkType) {
        if (linkType >= 0 && linkType < COMMON_LINK_TYPES) {
            commonLinkTypes[linkType]++;
        } else {
            otherLinkTypes.merge(linkType, 1L, Long::sum);
        }
    }

    /**
     * Adds what another decoder counted.
     *
     * @param other its counters
     */
    public void merge(PacketCounters other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        for (int i = 0; i < COMMON_LINK_TYPES; i++) {
            commonLinkTypes[i] += other.commonLinkTypes[i];
        }
        other.otherLinkTypes.forEach((linkType, frames) -> otherLinkTypes.merge(linkType, frames, Long::sum));
    }

    /**
     * One count.
     *
     * @param count which one
     * @return its value
     */
    public long get(PacketCount count) {
        return counts[count.ordinal()];
    }

    /**
     * Frames by link type.
     *
     * @return frames per {@code LINKTYPE_…} number, those that were seen, ascending
     */
    public SortedMap<Integer, Long> linkTypes() {
        SortedMap<Integer, Long> linkTypes = new TreeMap<>(otherLinkTypes);
        for (int i = 0; i < COMMON_LINK_TYPES; i++) {
            if (commonLinkTypes[i] > 0) {
                linkTypes.put(i, commonLinkTypes[i]);
            }
        }
        return Collections.unmodifiableSortedMap(linkTypes);
    }
}
