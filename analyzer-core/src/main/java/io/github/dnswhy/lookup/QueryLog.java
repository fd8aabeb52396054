package io.github.dnswhy.lookup;

import io.github.dnswhy.model.IpAddress;
import java.util.List;

/** Finds queries in the query logs of DNS servers by the client's endpoint and the message ID. */
public interface QueryLog {
    /** What {@link #find} gives when no log has the query. */
    int NONE = -1;

    /**
     * The log that has a query.
     *
     * @param client the client's address
     * @param port its port
     * @param id the message ID
     * @return index of the log in {@link #files}, or {@link #NONE}
     */
    int find(IpAddress client, int port, int id);

    /**
     * The logs.
     *
     * @return their paths as given
     */
    List<String> files();
}
