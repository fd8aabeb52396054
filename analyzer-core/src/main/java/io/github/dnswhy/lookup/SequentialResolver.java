package io.github.dnswhy.lookup;

/**
 * A resolver that asks one server after the other and waits for each, as those that are written into runtimes and libraries do.
 *
 * @param shortestWait the wait for the first server when nothing else is known, in nanoseconds; 0 for the configured timeout
 * @param doubles whether each turn through the servers waits twice as long as the one before
 * @param wholeWait the longest time for one name, in nanoseconds; 0 for no such bound
 * @param asksAgain whether a server is asked again after all were silent
 * @param changesId whether each query has an ID of its own
 * @param heedsRejections whether an ICMP error sends it on at once
 */
record SequentialResolver(
        long shortestWait,
        boolean doubles,
        long wholeWait,
        boolean asksAgain,
        boolean changesId,
        boolean heedsRejections)
        implements ResolverModel {
    private static final int MOST_DOUBLINGS = 6;

    @Override
    public long deadline(long stepStart, long roundStart, int round, long timeoutNanos, int server, int servers) {
        long wait = shortestWait > 0 ? shortestWait : timeoutNanos;
        if (doubles) {
            wait <<= Math.min(MOST_DOUBLINGS, Math.max(0, round - 1) / servers);
        }
        long deadline = roundStart + wait;
        return wholeWait > 0 ? Math.min(deadline, stepStart + wholeWait) : deadline;
    }

    @Override
    public boolean heedsErrors() {
        return true;
    }

    @Override
    public boolean legsApart() {
        return true;
    }

    @Override
    public boolean takesHalf() {
        return true;
    }
}
