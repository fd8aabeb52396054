package io.github.dnswhy.lookup;

import io.github.dnswhy.match.AddressTable;
import io.github.dnswhy.model.LookupOutcome;
import io.github.dnswhy.model.StepFate;
import io.github.dnswhy.model.Transport;
import io.github.dnswhy.model.WaitKind;
import java.util.function.IntFunction;

/**
 * Adds a closed lookup to what its client and servers account for: every round's time goes to the server that was waited for, as
 * waited when the round stayed without its answers, as answering when it got them.
 */
final class LookupTally implements Attribution.Parts {
    private static final int TYPE_A = 1;
    private static final int TYPE_AAAA = 28;

    private final ExchangeTable exchanges;
    private final AddressTable addresses;
    private final IntFunction<ServerCounts> servers;

    /** The client of the lookup that is being added. */
    private int asking;

    /** Adds to these exchanges and to the counts of these servers. */
    LookupTally(ExchangeTable exchanges, AddressTable addresses, IntFunction<ServerCounts> servers) {
        this.exchanges = exchanges;
        this.addresses = addresses;
        this.servers = servers;
    }

    /** Adds the lookup to its exchanges and to the tally of its client. */
    void add(OpenLookup l, ClientTally client) {
        int kept = l.queriesKept();
        Exchange most = null;
        for (int from = 0; from < kept; ) {
            int to = from + 1;
            while (to < kept && sameRound(l.query(from), l.query(to))) {
                to++;
            }
            long end = to < kept ? l.query(to).time : l.end;
            Exchange x = addRound(l, from, to, end, client);
            most = most == null || x.turnNanos > most.turnNanos ? x : most;
            from = to;
        }
        if (most != null && l.outcome != LookupOutcome.UNDETERMINED) {
            most.slowLookups += l.felt() >= client.slowNanos ? 1 : 0;
            most.failedLookups += l.outcome.isFailure() ? 1 : 0;
        }
        if (l.outcome != LookupOutcome.UNDETERMINED) {
            asking = l.client;
            Attribution.split(l, this);
        }
        client.add(l);
    }

    @Override
    public void add(WaitKind kind, int server, long nanos) {
        exchanges.of(asking, addresses.counted(server)).spent[kind.ordinal()] += nanos;
    }

    private static boolean sameRound(Query a, Query b) {
        return a.step == b.step && a.round == b.round;
    }

    private Exchange addRound(OpenLookup l, int from, int to, long end, ClientTally client) {
        Query first = l.query(from);
        Exchange x = exchanges.of(l.client, addresses.counted(decisive(l, from, to).server));
        long lastAnswer = OpenLookup.NEVER;
        boolean refused = false;
        boolean silent = false;
        int errors = 0;
        Query a = null;
        Query aaaa = null;
        for (int i = from; i < to; i++) {
            Query q = l.query(i);
            x.attempts++;
            if (q.type == TYPE_A) {
                a = q;
            } else if (q.type == TYPE_AAAA) {
                aaaa = q;
            }
            switch (q.fate) {
                case REJECTED -> refused |= !Attribution.isAnsweredBeside(l, from, to, q);
                case TIMEOUT, OPEN -> silent = true;
                default -> {
                    lastAnswer = Math.max(lastAnswer, q.endTime);
                    errors += q.fate == StepFate.ERROR ? 1 : 0;
                }
            }
        }
        x.rounds++;
        if (from == 0) {
            x.lookupsFirst++;
        }
        // A half that was never answered and never waited for costs nothing.
        boolean waited = (silent || refused) && end > lastAnswer;
        long nanos = waited ? end - first.time : Math.max(0, lastAnswer - first.time);
        x.spend(l.ordinal, nanos, waited);
        if (l.outcome == LookupOutcome.UNDETERMINED) {
            // Nobody knows yet how long it will have taken: it counts for nothing in time.
        } else if (waited) {
            x.waitedNanos += nanos;
            client.waitedNanos += nanos;
        } else {
            x.answeringNanos += nanos;
            client.answeringNanos += nanos;
        }
        if (errors == to - from) {
            x.roundsErred++;
            x.erringNanos += nanos;
        }
        if (refused) {
            x.roundsRefused++;
        } else if (silent && waited) {
            x.roundsTimedOut++;
        } else {
            x.roundsAnswered++;
        }
        if (first.step < l.step && !waited) {
            client.walkQueries += to - from;
            client.walkNanos += end - first.time;
        }
        if (a != null && aaaa != null && a.clientPort == aaaa.clientPort && a.transport == Transport.UDP) {
            addPair(l, to, x, a, aaaa);
        }
        x.losses.add(l, from, to);
        return x;
    }

    /** The query whose server the round is laid to: of several that were asked at once, the first that was answered. */
    private static Query decisive(OpenLookup l, int from, int to) {
        Query decisive = l.query(from);
        for (int i = from; i < to; i++) {
            Query q = l.query(i);
            if (isAnswered(q) && (!isAnswered(decisive) || q.endTime < decisive.endTime)) {
                decisive = q;
            }
        }
        return decisive;
    }

    private void addPair(OpenLookup l, int next, Exchange x, Query a, Query aaaa) {
        x.pairs++;
        boolean lostA = a.fate == StepFate.TIMEOUT;
        boolean lostAaaa = aaaa.fate == StepFate.TIMEOUT;
        if (lostA && lostAaaa) {
            x.pairsLost++;
        } else if (lostA && isAnswered(aaaa) || lostAaaa && isAnswered(a)) {
            Query lost = lostA ? a : aaaa;
            x.pairsLosingA += lostA ? 1 : 0;
            x.pairsLosingAaaa += lostA ? 0 : 1;
            servers.apply(lost.server).lostHalfFrames.add(lost.capture, lost.frame);
            for (int i = next; i < l.queriesKept() && l.query(i).step == lost.step; i++) {
                if (l.query(i).type == lost.type && isAnswered(l.query(i))) {
                    x.pairsRepaired++;
                    break;
                }
            }
        }
    }

    private static boolean isAnswered(Query q) {
        return switch (q.fate) {
            case ANSWERED, NODATA, NXDOMAIN, ERROR, TRUNCATED -> true;
            case TIMEOUT, REJECTED, OPEN -> false;
        };
    }

    /** What the lookups of one client come to. */
    static final class ClientTally {
        final long[] outcomes = new long[LookupOutcome.values().length];
        long total;
        long slow;
        long echoes;
        long queries;
        long feltNanos;
        long waitedNanos;
        long answeringNanos;
        long walks;
        long walkQueries;
        long walkNanos;
        private final long slowNanos;

        ClientTally(long slowNanos) {
            this.slowNanos = slowNanos;
        }

        private void add(OpenLookup l) {
            total++;
            outcomes[l.outcome.ordinal()]++;
            echoes += l.echo ? 1 : 0;
            queries += l.queryCount;
            if (l.outcome == LookupOutcome.UNDETERMINED) {
                return;
            }
            slow += l.felt() >= slowNanos ? 1 : 0;
            feltNanos += l.felt();
            walks += l.step > 0 ? 1 : 0;
        }

        void merge(ClientTally o) {
            for (int i = 0; i < outcomes.length; i++) {
                outcomes[i] += o.outcomes[i];
            }
            total += o.total;
            slow += o.slow;
            echoes += o.echoes;
            queries += o.queries;
            feltNanos += o.feltNanos;
            waitedNanos += o.waitedNanos;
            answeringNanos += o.answeringNanos;
            walks += o.walks;
            walkQueries += o.walkQueries;
            walkNanos += o.walkNanos;
        }
    }
}
