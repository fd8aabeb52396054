package io.github.dnswhy.facts;

import io.github.dnswhy.model.IpAddress;
import java.util.Map;

/**
 * Transactions with one server, looked up in the query logs of the servers behind it. The join is exact: a query line has the client's
 * address and port and the ID of the message, so no clock is needed.
 *
 * @param server the server that clients asked
 * @param answeredLogged answered transactions that a log shows
 * @param answeredUnlogged answered ones that no log shows
 * @param unansweredLogged unanswered ones that a log shows: a server served them, and the response was lost
 * @param unansweredUnlogged unanswered ones that no log shows: they never arrived, or the log of where they went is missing
 * @param servedByLog transactions by the log that shows them
 */
public record LogJoin(
        IpAddress server,
        long answeredLogged,
        long answeredUnlogged,
        long unansweredLogged,
        long unansweredUnlogged,
        Map<String, Long> servedByLog) {
    /**
     * Whether the logs cover this server well enough that absence from them means something.
     *
     * @return true when most answered transactions are in a log
     */
    public boolean covers() {
        return answeredLogged > 9 * answeredUnlogged && answeredLogged > 0;
    }
}
