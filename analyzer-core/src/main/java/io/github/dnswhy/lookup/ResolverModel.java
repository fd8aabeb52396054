package io.github.dnswhy.lookup;

/**
 * What a stub resolver does between the packets. One small class per way to wait; the engine has no branches for them.
 *
 * <p>Implementations are stateless.
 */
public interface ResolverModel {
    /**
     * When the resolver stops to wait for a name, if nothing more comes and it does not ask again.
     *
     * @param stepStart time of the first query for the name
     * @param roundStart time of the first query of the last round
     * @param round the number of the last round, from 1
     * @param timeoutNanos the configured timeout
     * @param server the place in the list of the server that is asked, from 0
     * @param servers how many servers there are, at least 1
     * @return nanoseconds since the epoch
     */
    long deadline(long stepStart, long roundStart, int round, long timeoutNanos, int server, int servers);

    /**
     * Whether an ICMP error or an error RCODE ends a round; a resolver that ignores them waits for its deadline.
     *
     * @return true when the resolver goes on at once
     */
    boolean heedsErrors();

    /**
     * Whether an ICMP error ends a round.
     *
     * @return true when the resolver goes on at once
     */
    default boolean heedsRejections() {
        return heedsErrors();
    }

    /**
     * Whether A and AAAA go through the servers each on its own, with waits and repetitions of their own.
     *
     * @return true when they have nothing in common but the end
     */
    default boolean legsApart() {
        return false;
    }

    /**
     * Whether the next name of the search list may follow on what is known of the current one.
     *
     * @param lookup the lookup, its current name answered or waited for in vain
     * @return false when the lookup ends with this name
     */
    default boolean mayWalkOn(OpenLookup lookup) {
        return !lookup.anyPositive();
    }

    /**
     * Whether an address of one type is enough when the query for the other type never brings a usable answer.
     *
     * @return true when such a lookup succeeds
     */
    boolean takesHalf();

    /**
     * Whether what was not answered is asked again after the first timeout, even if there is no other server.
     *
     * @return true when silence without a repetition means that the capture lacks the answer
     */
    default boolean asksAgain() {
        return true;
    }

    /**
     * Whether a repetition comes with another ID.
     *
     * @return true when ID and port do not tell what a query repeats
     */
    default boolean changesId() {
        return false;
    }

    /**
     * The longest time between the two queries of one A/AAAA pair, or between the answer to the first and the second in
     * single-request mode.
     *
     * @return nanoseconds
     */
    default long pairWindow() {
        return 100_000_000L;
    }

    /**
     * The longest time between the last answer of one name of the search list and the query for the next, or between an error
     * and the query to the next server.
     *
     * @return nanoseconds
     */
    default long continuationWindow() {
        return 500_000_000L;
    }

    /**
     * The shortest time after which an unanswered query can have timed out.
     *
     * @return nanoseconds
     */
    default long shortestTimeout() {
        return 900_000_000L;
    }
}
