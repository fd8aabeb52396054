package io.github.dnswhy.lookup;

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
}
