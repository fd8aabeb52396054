package io.github.dnswhy.lookup;

/**
 * The stub resolver of musl, the C library of Alpine images.
 *
 * <p>Asks all servers at the same time from one socket, takes the first answer of any, repeats what is missing after a part of the
 * timeout, and ends when the whole timeout is over, 5 s by default. Answers with an error RCODE are as good as none, ICMP errors never
 * reach it, and a half-answered pair fails.
 *
 * <p>Source: musl 1.2.3 src/network/res_msend.c, lookup_name.c.
 */
public final class MuslResolver implements ResolverModel {
    /** Creates the model. */
    public MuslResolver() {}

    @Override
    public long deadline(long stepStart, long roundStart, int round, long timeoutNanos, int server, int servers) {
        return stepStart + timeoutNanos;
    }

    @Override
    public boolean heedsErrors() {
        return false;
    }

    @Override
    public boolean takesHalf() {
        return false;
    }

    /**
     * Looks at A first, then at AAAA: what was not answered, or in vain, ends the lookup, a name that does not exist is followed by the
     * next one, whatever became of the rest.
     */
    @Override
    public boolean mayWalkOn(OpenLookup l) {
        Leg a = l.leg(LookupFinder.TYPE_A);
        Leg first = a != null ? a : l.legs[0];
        if (!first.answered || first.isError()) {
            return false;
        }
        return first.isMissing() || l.legCount > 1 && l.anyMissing();
    }

    /** A part of the timeout: with {@code timeout:1 attempts:5} a repetition comes after 200 ms. */
    @Override
    public long shortestTimeout() {
        return 150_000_000L;
    }
}
