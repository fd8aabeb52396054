package io.github.dnswhy.lookup;

/**
 * What a stub resolver does between the packets. One small class per resolver; the engine has no branches for them.
 *
 * <p>Implementations are stateless.
 */
public interface ResolverModel {
    /**
     * The resolver's name.
     *
     * @return for example {@code glibc}
     */
    String name();

    /**
     * How long the resolver waits for one server before it goes on.
     *
     * @param timeoutNanos the configured timeout
     * @param server the server's place in the list, from 0
     * @param servers how many servers there are, at least 1
     * @return nanoseconds from the first query of the round
     */
    long roundTimeout(long timeoutNanos, int server, int servers);

    /**
     * The longest time between the two queries of one A/AAAA pair, or between the answer to the first and the second in
     * single-request mode.
     *
     * @return nanoseconds
     */
    long pairWindow();

    /**
     * The longest time between the last answer of one name of the search list and the query for the next, or between an error
     * and the query to the next server.
     *
     * @return nanoseconds
     */
    long continuationWindow();

    /**
     * The shortest time after which an unanswered query can have timed out.
     *
     * @return nanoseconds
     */
    long shortestTimeout();
}
