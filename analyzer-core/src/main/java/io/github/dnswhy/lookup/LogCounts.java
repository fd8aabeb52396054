package io.github.dnswhy.lookup;

import io.github.dnswhy.facts.LogJoin;
import io.github.dnswhy.match.AddressTable;
import io.github.dnswhy.match.IntMap;
import io.github.dnswhy.model.IpAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one shard counts for one server against the query logs. */
final class LogCounts {
    long answeredLogged;
    long answeredUnlogged;
    long unansweredLogged;
    long unansweredUnlogged;
    final long[] byLog;

    LogCounts(int logs) {
        byLog = new long[logs];
    }

    void add(boolean answered, int log) {
        boolean logged = log != QueryLog.NONE;
        if (answered) {
            answeredLogged += logged ? 1 : 0;
            answeredUnlogged += logged ? 0 : 1;
        } else {
            unansweredLogged += logged ? 1 : 0;
            unansweredUnlogged += logged ? 0 : 1;
        }
        if (logged) {
            byLog[log]++;
        }
    }

    void merge(LogCounts o) {
        answeredLogged += o.answeredLogged;
        answeredUnlogged += o.answeredUnlogged;
        unansweredLogged += o.unansweredLogged;
        unansweredUnlogged += o.unansweredUnlogged;
        for (int i = 0; i < byLog.length; i++) {
            byLog[i] += o.byLog[i];
        }
    }

    /** The joins of all shards, by server. */
    static List<LogJoin> joins(List<Shard> shards, List<String> files, AddressTable addresses) {
        IntMap<LogCounts> all = new IntMap<>();
        for (Shard shard : shards) {
            for (int id : shard.logged.ids()) {
                all.get(id, i -> new LogCounts(files.size())).merge(shard.logged.get(id));
            }
        }
        List<LogJoin> joins = new ArrayList<>();
        for (int id : all.ids()) {
            joins.add(all.get(id).join(addresses.address(id), files));
        }
        joins.sort(Comparator.comparing(LogJoin::server));
        return joins;
    }

    private LogJoin join(IpAddress server, List<String> files) {
        Map<String, Long> servedByLog = new LinkedHashMap<>();
        for (int log = 0; log < byLog.length; log++) {
            servedByLog.merge(files.get(log), byLog[log], Long::sum);
        }
        return new LogJoin(server, answeredLogged, answeredUnlogged, unansweredLogged, unansweredUnlogged, servedByLog);
    }
}
