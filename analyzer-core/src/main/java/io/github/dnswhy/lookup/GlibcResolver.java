package io.github.dnswhy.lookup;

/**
 * The stub resolver of the GNU C library, which the JVM uses on most Linux images.
 *
 * <p>Sends A and AAAA together on one socket, asks the servers one after the other always from the first, goes through them
 * twice, then through the search list. A deadline counts from the first query of a round. Once half of a pair stayed without an
 * answer, the thread asks one after the other for the rest of its life, and then does not ask again for a half that is not answered.
 *
 * <p>Source: glibc 2.36 resolv/res_send.c ({@code __res_context_send}, {@code send_dg}), res_query.c.
 */
public final class GlibcResolver implements ResolverModel {
    private static final long SECOND = 1_000_000_000L;

    /** Creates the model. */
    public GlibcResolver() {}

    /** {@code seconds = retrans << ns; if (ns > 0) seconds /= nscount}, at least one second. */
    @Override
    public long deadline(long stepStart, long roundStart, int round, long timeoutNanos, int server, int servers) {
        long seconds = timeoutNanos / SECOND << server;
        if (server > 0) {
            seconds /= servers;
        }
        return roundStart + Math.max(1, seconds) * SECOND;
    }

    @Override
    public boolean heedsErrors() {
        return true;
    }

    @Override
    public boolean takesHalf() {
        return true;
    }
}
