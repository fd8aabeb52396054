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
     * When the resolver stops to wait for a name, if nothing more comes and it does not ask again.
     *
     * @param stepStart time of the first query for the name
     * @param roundStart time of the first query of the last round
     * @param timeoutNanos the configured timeout
     * @param server the place in the list of the server that is asked, from 0
     * @param servers how many servers there are, at least 1
     * @return nanoseconds since the epoch
     */
    long deadline(long stepStart, long roundStart, long timeoutNanos, int server, int servers);

    /**
     * Whether an ICMP error or an error RCODE ends a round; a resolver that ignores them waits for its deadline.
     *
     * @return true when the resolver goes on at once
     */
    boolean heedsErrors();

    /**
     * Whether an address of one type is enough when the query for the other type never brings a usable answer.
     *
     * @return true when such a lookup succeeds
     */
    boolean takesHalf();

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
