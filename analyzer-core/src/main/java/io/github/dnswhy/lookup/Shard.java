package io.github.dnswhy.lookup;

import io.github.dnswhy.match.AddressTable;
import io.github.dnswhy.match.CaptureGaps;
import io.github.dnswhy.match.IntMap;
import io.github.dnswhy.match.OpenTransaction;
import io.github.dnswhy.match.TransactionListener;
import io.github.dnswhy.match.TransactionMatcher;
import io.github.dnswhy.match.WireEvent;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Limit;
import io.github.dnswhy.model.Limits;
import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.LookupOutcome;
import io.github.dnswhy.model.Transaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Match and lookup for a fixed share of the clients, with everything that is counted of them.
 *
 * <p>The number of shards does not depend on the number of threads, which only decides who runs them; so results are the same for any
 * number of threads. Not thread-safe: one thread runs a shard at a time.
 */
public final class Shard {
    /** How many shards there are. */
    public static final int COUNT = 16;

    /** A query so close to the end of the capture that its answer may lie behind it. */
    private static final long EDGE_NANOS = 10_000_000_000L;

    /** Responses in the first seconds may answer queries from before the capture. */
    private static final long HEAD_NANOS = 10_000_000_000L;

    final IntMap<ServerCounts> servers = new IntMap<>();
    /** The same by rank: every query and response is counted for its server. */
    private ServerCounts[] ranked = new ServerCounts[8];

    final IntMap<ServerCounts> endpoints = new IntMap<>();
    final IntMap<LookupTally.ClientTally> clients = new IntMap<>();
    final ExchangeTable exchanges;
    final FeltLog felt;
    final Oddities oddities;
    final HopLog hops;
    final ThreadCounts shared;
    long unmatchedResponses;
    long earlyResponses;
    final long slowNanos;

    final IntMap<LogCounts> logged = new IntMap<>();
    private final QueryLog queryLog;
    private final TransactionMatcher matcher;
    private final LookupBuilder builder;
    private final LookupTally tally;
    private final AddressTable addresses;
    private final Texts texts;
    private final TransactionListing listing;
    private final Consumer<Transaction> transactionSink;
    private final Consumer<Lookup> lookupSink;
    private long headEnds = Long.MIN_VALUE;
    private long endOfCapture;
    private final CaptureGaps gaps = new CaptureGaps();
    private boolean finishing;
    private boolean forwarding;

    /**
     * What all shards of an analysis share.
     *
     * @param limits the bounds of the whole analysis; a shard takes its part
     * @param settings the resolver's configuration by client
     * @param addresses what address ids stand for
     * @param nameWires what name ids stand for
     * @param texts spells out ids
     * @param slowNanos from where on a lookup is slow
     * @param queryLog finds queries in the logs of DNS servers, when there are any
     * @param transactions takes every transaction as it is closed, when somebody wants them
     * @param lookups takes every lookup as it is closed, when somebody wants them
     */
    public record Setup(
            Limits limits,
            Function<IpAddress, ResolverSettings> settings,
            AddressTable addresses,
            Names nameWires,
            Texts texts,
            long slowNanos,
            Optional<QueryLog> queryLog,
            Optional<Consumer<Transaction>> transactions,
            Optional<Consumer<Lookup>> lookups) {}

    /**
     * All shards, which have seen nothing.
     *
     * @param setup what they share
     * @param threads how many threads run them: shard {@code i} belongs to thread {@code i % threads}
     * @return {@link #COUNT} shards
     */
    public static List<Shard> all(Setup setup, int threads) {
        List<ThreadCounts> counts = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            counts.add(new ThreadCounts(setup.limits()));
        }
        List<Shard> shards = new ArrayList<>(COUNT);
        for (int i = 0; i < COUNT; i++) {
            shards.add(new Shard(setup, counts.get(i % threads)));
        }
        return shards;
    }

    private Shard(Setup setup, ThreadCounts shared) {
        Limits limits = setup.limits();
        this.shared = shared;
        this.felt = new FeltLog(shared.felt);
        this.addresses = setup.addresses();
        this.texts = setup.texts();
        this.slowNanos = setup.slowNanos();
        this.queryLog = setup.queryLog().orElse(null);
        this.transactionSink = setup.transactions().orElse(null);
        this.lookupSink = setup.lookups().orElse(null);
        this.listing = new TransactionListing(addresses, texts);
        this.oddities = new Oddities(setup.nameWires(), setup.addresses()::counted);
        this.hops = new HopLog();
        this.exchanges = new ExchangeTable(share(limits, Limit.ADDRESSES));
        this.tally = new LookupTally(exchanges, addresses, this::server);
        this.builder = new LookupBuilder(
                setup.settings(),
                addresses,
                setup.nameWires(),
                share(limits, Limit.OPEN_LOOKUPS),
                slowNanos,
                this::lookupClosed,
                gaps);
        this.matcher = new TransactionMatcher(share(limits, Limit.OPEN_TRANSACTIONS), new Listener(), gaps);
    }

    private static int share(Limits limits, Limit limit) {
        return Math.max(1, limits.size(limit) / COUNT);
    }

    /**
     * Takes the next event of one of the shard's clients.
     *
     * @param event not kept
     */
    public void accept(WireEvent event) {
        forwarding |= event.forwarding;
        matcher.accept(event);
    }

    /**
     * Tells when the capture begins, before the first event.
     *
     * @param startOfCapture nanoseconds since the epoch
     */
    public void begin(long startOfCapture) {
        headEnds = startOfCapture + HEAD_NANOS;
    }

    /**
     * Closes everything.
     *
     * @param endOfLastCapture time of the last frame, in nanoseconds since the epoch
     * @param anyForwarding whether any client mostly repeated what others had asked a moment before
     */
    public void finish(long endOfLastCapture, boolean anyForwarding) {
        forwarding |= anyForwarding;
        endOfCapture = endOfLastCapture;
        finishing = true;
        oddities.finish(endOfLastCapture);
        builder.finish(endOfLastCapture);
        matcher.finish();
    }

    /**
     * Closes what had no answer before a gap in the captures, after all shards have finished.
     *
     * @param holes the gaps that are holes, by number: what lies before them is undetermined
     */
    public void settle(BitSet holes) {
        builder.closeAside(holes);
        matcher.settle(holes);
    }

    /**
     * What was seen around the gaps of the captures.
     *
     * @return the gaps, the same in each shard
     */
    public CaptureGaps gaps() {
        return gaps;
    }

    /**
     * Transactions without an answer, those before gaps left out until they are settled.
     *
     * @return the count
     */
    public long unanswered() {
        long sum = 0;
        for (int id : servers.ids()) {
            sum += servers.get(id).unanswered;
        }
        return sum;
    }

    /**
     * Responses without a query, those of the first seconds left out.
     *
     * @return the count
     */
    public long unmatched() {
        return unmatchedResponses;
    }

    /**
     * How many transactions were closed early for want of room.
     *
     * @return the count
     */
    public long evictedTransactions() {
        return matcher.evicted();
    }

    /**
     * How many lookups were closed early for want of room.
     *
     * @return the count
     */
    public long evictedLookups() {
        return builder.evicted();
    }

    /** By what habits the resolver of one of the shard's clients is known. */
    Fingerprint fingerprint(int client) {
        return builder.resolver(client).fingerprint;
    }

    /**
     * How many searches for an open lookup were cut short, as its client had too many of one kind.
     *
     * @return the count
     */
    public long cutSearches() {
        return builder.cutSearches();
    }

    /**
     * How many queries were counted, but not kept with their transaction or lookup.
     *
     * @return the count, transactions and lookups together
     */
    public long droppedQueries() {
        return matcher.repetitionsDropped() + builder.queriesDropped();
    }

    private void lookupClosed(OpenLookup l) {
        LookupTally.ClientTally client = clients.get(l.client);
        if (client == null) {
            client = clients.get(l.client, id -> new LookupTally.ClientTally(slowNanos));
        }
        tally.add(l, client);
        if (l.outcome() != LookupOutcome.UNDETERMINED) {
            felt.add(l.client, l.start, l.felt(), l.echo);
        }
        shared.sample.add(l);
        if (lookupSink != null) {
            lookupSink.accept(new KeptLookup(l, OpenLookup.QUERIES_KEPT).toModel(addresses, texts, isForwarded(l)));
        }
    }

    /** What can be told before the end of the capture of whether a client forwards: it repeats what others ask, or is asked itself. */
    private boolean isForwarded(OpenLookup l) {
        return l.echo
                || shared.asked.get(l.client) && !addresses.address(l.client).isLoopback();
    }

    /** Where the time ends that can be seen: with the capture, or where its clock was set back. */
    private long end() {
        return finishing ? endOfCapture : matcher.clock();
    }

    private ServerCounts server(int server) {
        int rank = addresses.rank(server);
        return rank < ranked.length && ranked[rank] != null ? ranked[rank] : addServer(server, rank);
    }

    private ServerCounts addServer(int server, int rank) {
        if (rank >= ranked.length) {
            ranked = Arrays.copyOf(ranked, 2 * rank);
        }
        ranked[rank] = servers.get(
                addresses.counted(server), id -> new ServerCounts(ThreadCounts.latency(shared.serverLatencies, id)));
        return ranked[rank];
    }

    private ServerCounts endpoint(int server) {
        return endpoints.get(
                addresses.counted(server), i -> new ServerCounts(ThreadCounts.latency(shared.endpointLatencies, i)));
    }

    /** Counts what happens to transactions, and passes it on to the builder of lookups. */
    private final class Listener implements TransactionListener {
        @Override
        public void onAttempt(OpenTransaction t, WireEvent e) {
            server(t.server()).attempt(e.time);
            if (lookupSink != null) {
                shared.asked.set(t.server());
            }
            shared.types.add(t.type(), 1);
            oddities.attempt(e);
            builder.onAttempt(t, e);
        }

        @Override
        public void onSighting(OpenTransaction t) {
            if (lookupSink != null && t.endpoint() != AddressTable.OVERFLOW) {
                shared.asked.set(t.endpoint());
            }
            builder.onSighting(t);
        }

        @Override
        public void onResponse(OpenTransaction t, WireEvent e) {
            answered(t, e);
            oddities.response(t, e);
            builder.onResponse(t, e);
        }

        @Override
        public void onRepeatedResponse(OpenTransaction t, WireEvent e) {
            answered(t, e);
            builder.onRepeatedResponse(t, e);
        }

        private void answered(OpenTransaction t, WireEvent e) {
            ServerCounts server = server(t.server());
            server.answer(e.time);
            server.rcode(e.rcode);
            if (e.rcode != 0 && e.rcode != 3) {
                server.errorFrames.add(e.capture, e.frame);
            }
            shared.names.response(t.name(), e);
        }

        @Override
        public void onRejected(OpenTransaction t, WireEvent e) {
            oddities.rejected(t, e);
            builder.onRejected(t, e);
        }

        @Override
        public void onConnecting(WireEvent e) {
            oddities.connecting(e);
            builder.onConnecting(e);
        }

        @Override
        public void onConnectionRefused(WireEvent e) {
            builder.onConnectionRefused(e);
        }

        @Override
        public void onAccepted(WireEvent e) {
            oddities.accepted(e);
        }

        @Override
        public void onReset(WireEvent e) {
            oddities.reset(e);
        }

        @Override
        public void onMisdirected(OpenTransaction t) {
            oddities.misdirected(t);
        }

        @Override
        public void onUnmatchedResponse(WireEvent e) {
            if (e.time < headEnds) {
                earlyResponses++;
            } else {
                unmatchedResponses++;
            }
            builder.onUnmatchedResponse(e);
        }

        @Override
        public void onClosed(OpenTransaction t, boolean atEnd) {
            builder.onClosed(t, atEnd);
            count(t, atEnd && !t.superseded() && end() - t.lastAttemptTime() < EDGE_NANOS);
        }

        @Override
        public void onSwallowed(OpenTransaction t) {
            builder.onClosed(t, true);
            count(t, !t.superseded());
        }

        private void count(OpenTransaction t, boolean open) {
            server(t.server()).closed(t, open);
            shared.names.closed(t, open);
            if (t.endpoint() != AddressTable.OVERFLOW) {
                endpoint(t.endpoint()).closed(t, open);
            }
            if (forwarding || t.endpoint() != AddressTable.OVERFLOW) {
                hops.add(t, open);
            }
            if (queryLog != null && !open) {
                int log = queryLog.find(addresses.address(t.source()), t.clientPort(), t.id());
                logged.get(
                                addresses.counted(t.server()),
                                id -> new LogCounts(queryLog.files().size()))
                        .add(t.answered(), log);
            }
            for (int i = 0; i < t.attemptsKept(); i++) {
                shared.slices.add(t.time(i), addresses.charted(t.server()), t.isAnswered(i), open);
            }
            if (transactionSink != null) {
                transactionSink.accept(listing.toModel(t, open));
            }
        }
    }
}
