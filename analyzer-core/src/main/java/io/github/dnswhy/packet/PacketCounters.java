package io.github.dnswhy.packet;

/** How many packets of each kind a decoder saw. Counting allocates nothing. Not thread-safe; mergeable. */
public final class PacketCounters {
    private final long[] counts = new long[PacketCount.values().length];

    PacketCounters() {}

    void add(PacketCount count) {
        counts[count.ordinal()]++;
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
}
