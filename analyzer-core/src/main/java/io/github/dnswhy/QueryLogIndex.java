package io.github.dnswhy;

import io.github.dnswhy.evidence.CoreDnsLog;
import io.github.dnswhy.evidence.QueryLine;
import io.github.dnswhy.lookup.QueryLog;
import io.github.dnswhy.model.IpAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The query lines of all DNS logs by client endpoint and message ID. */
final class QueryLogIndex implements QueryLog {
    private record Key(IpAddress client, int port, int id) {}

    private final Map<Key, Integer> logs = new HashMap<>();
    private final List<String> files;

    private QueryLogIndex(List<CoreDnsLog> dnsLogs) {
        files = dnsLogs.stream().map(CoreDnsLog::file).toList();
        for (int i = 0; i < dnsLogs.size(); i++) {
            for (QueryLine line : dnsLogs.get(i).queries()) {
                logs.put(new Key(line.client().address(), line.client().port(), line.id()), i);
            }
        }
    }

    /** An index of logs; empty when none of them logs queries. */
    static Optional<QueryLog> of(List<CoreDnsLog> dnsLogs) {
        QueryLogIndex index = new QueryLogIndex(dnsLogs);
        return index.logs.isEmpty() ? Optional.empty() : Optional.of(index);
    }

    @Override
    public int find(IpAddress client, int port, int id) {
        return logs.getOrDefault(new Key(client, port, id), NONE);
    }

    @Override
    public List<String> files() {
        return files;
    }
}
