package io.github.dnswhy.lookup;

import io.github.dnswhy.match.AddressTable;
import io.github.dnswhy.match.OpenTransaction;
import io.github.dnswhy.match.TransactionListener;
import io.github.dnswhy.match.TransactionMatcher;
import io.github.dnswhy.match.WireEvent;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.StepFate;
import io.github.dnswhy.model.Transport;
import java.util.function.Function;

/**
 * Rebuilds the lookups of the clients of one shard from their transactions.
 *
 * <p>A lookup walks through <em>steps</em> (names of the search list); a step is asked in <em>rounds</em> (one server's turn), a round
 * has a <em>leg</em> for each type. A query joins, in this order: the leg with its ID, name and type; the step that still lacks its
 * type; the lookup whose last name failed and whose search walk it continues; otherwise it starts a lookup. Pooled and
 * intrusive: steady state allocates nothing. Not thread-safe; belongs to whoever runs its shard.
 */
public final class LookupBuilder implements TransactionListener {
    private static final int RCODE_OK = 0;
    private static final int RCODE_NXDOMAIN = 3;

    /** Gaps between one server and the next are below 13 ms when it refused and 0.9 s or more when it timed out: nothing between. */
    static final long FAST_FAILOVER_NANOS = 50_000_000L;

    /** Longer than the longest timeout of glibc (30 s), so that a retry finds its lookup. */
    private static final long OPEN_NANOS = 35_000_000_000L;

    /** A repetition over TCP waits for the handshake, whose retransmissions come after 1, 2, 4, 8, 16 and 32 seconds (Linux). */
    private static final long TRUNCATED_NANOS = 35_000_000_000L;

    /** How many cut lookups are looked through for the one that opens a connection. */
    private static final int CONNECTING_AT_MOST = 64;

    private final ResolverModel model;
    private final AddressTable addresses;
    private final Names names;
    private final LookupCloser closer;
    private final int limit;

    private final ClientResolvers resolvers;
    private final LegTable legs = new LegTable();
    private final LookupTable open = new LookupTable();
    private final LookupFinder finder;
    private final ClosedLookups closed;
    private final LookupQueue settled;
    private final LookupQueue waiting = new LookupQueue(OPEN_NANOS);
    private final LookupQueue truncated = new LookupQueue(TRUNCATED_NANOS);
    private long clock = Long.MIN_VALUE;
    private long evicted;

    /** Queries kept beyond the usual number of each open lookup, and how many were not kept. */
    private int unusual;

    private long queriesDropped;

    /**
     * A builder without open lookups.
     *
     * @param model how resolvers behave that do not show that they are others
     * @param settings the resolver's configuration by client
     * @param addresses what address ids stand for
     * @param names what name ids stand for
     * @param limit how many lookups may be open at one time, and how many queries may be kept beyond the usual number of each
     * @param slowNanos from where on a lookup is slow
     * @param listener takes the lookups
     */
    public LookupBuilder(
            ResolverModel model,
            Function<IpAddress, ResolverSettings> settings,
            AddressTable addresses,
            Names names,
            int limit,
            long slowNanos,
            LookupListener listener) {
        this.model = model;
        this.resolvers = new ClientResolvers(settings, addresses, model);
        this.addresses = addresses;
        this.names = names;
        this.limit = limit;
        this.closed = new ClosedLookups(listener);
        this.settled = new LookupQueue(model.continuationWindow());
        this.finder = new LookupFinder(open, names);
        this.closer = new LookupCloser(addresses, slowNanos);
    }

    /**
     * How many lookups were closed early for want of room.
     *
     * @return the count
     */
    public long evicted() {
        return evicted;
    }

    /**
     * How many queries of long lookups were not kept.
     *
     * @return the count
     */
    public long queriesDropped() {
        return queriesDropped;
    }

    /**
     * How many searches for the lookup that a query goes on with did not look at every one that came into question.
     *
     * @return the count
     */
    public long cutSearches() {
        return finder.cut();
    }

    /**
     * Closes all lookups.
     *
     * @param endOfCapture time of the last frame of the capture, in nanoseconds since the epoch
     */
    public void finish(long endOfCapture) {
        for (LookupQueue queue : new LookupQueue[] {settled, truncated, waiting}) {
            while (queue.oldest != null) {
                close(queue.oldest, endOfCapture, true);
            }
        }
        closed.finish();
    }

    @Override
    public void onAttempt(OpenTransaction t, WireEvent e) {
        advance(e.time);
        t.resume();
        ClientResolver resolver = resolver(t.client());
        if (t.attempts() > 1 && t.answered() && t.rcode() != RCODE_OK && t.rcode() != RCODE_NXDOMAIN) {
            resolver.sawMusl();
        }
        int legHash = LegTable.hash(t);
        Leg leg = legs.find(t, legHash);
        if (leg != null && isBeside(leg, t, e)) {
            resolver.sawMusl();
            addBeside(leg, t, e);
            return;
        }
        if (leg != null && repeats(leg, t, e, resolver.model())) {
            addQuery(leg, t, e, resolver);
            return;
        }
        OpenLookup lookup = finder.pair(t, e, resolver.model());
        if (lookup == null) {
            leg = finder.repeated(t, e, resolver.model());
            if (leg != null) {
                addQuery(renumber(leg, t, legHash), t, e, resolver);
                return;
            }
            lookup = finder.walk(t, e, resolver);
            if (lookup == null) {
                lookup = openLookup(t, e);
            }
            beginStep(lookup, t, e);
        }
        addQuery(addLeg(lookup, t, legHash), t, e, resolver);
    }

    @Override
    public void onSighting(OpenTransaction t) {
        Leg leg = currentLeg(t);
        Query q = leg == null ? null : queryOf(leg, t);
        if (q != null) {
            q.sightings++;
        }
    }

    @Override
    public void onResponse(OpenTransaction t, WireEvent e) {
        advance(e.time);
        Leg leg = currentLeg(t);
        if (leg == null || t.superseded()) {
            return;
        }
        Query q = queryOf(leg, t);
        if (q != null) {
            q.fate = fate(e);
            q.rcode = e.rcode;
            q.endTime = e.time;
            q.endFrame = e.frame;
        }
        if (leg.answered && !leg.isError() && leg.transaction != t) {
            return; // another server that was asked beside it was faster
        }
        leg.answered = true;
        leg.truncated = e.truncated();
        leg.rcode = e.rcode;
        leg.answers = e.answers;
        leg.answerTime = e.time;
        leg.positive = e.rcode == RCODE_OK && e.answers > 0;
        leg.lookup.lastAnswer = Math.max(leg.lookup.lastAnswer, e.time);
        settle(leg.lookup);
    }

    @Override
    public void onRepeatedResponse(OpenTransaction t, WireEvent e) {
        onResponse(t, e);
    }

    private static StepFate fate(WireEvent e) {
        if (e.truncated()) {
            return StepFate.TRUNCATED;
        }
        return switch (e.rcode) {
            case RCODE_OK -> e.answers > 0 ? StepFate.ANSWERED : StepFate.NODATA;
            case RCODE_NXDOMAIN -> StepFate.NXDOMAIN;
            default -> StepFate.ERROR;
        };
    }

    @Override
    public void onRejected(OpenTransaction t, WireEvent e) {
        advance(e.time);
        Leg leg = currentLeg(t);
        if (leg == null || leg.answered) {
            return;
        }
        Query q = queryOf(leg, t);
        if (q != null) {
            q.fate = StepFate.REJECTED;
            q.endTime = e.time;
            q.endFrame = e.frame;
        }
        leg.lookup.lastRejection = e.time;
    }

    @Override
    public void onUnmatchedResponse(WireEvent e) {
        advance(e.time);
    }

    @Override
    public void onConnecting(WireEvent e) {
        advance(e.time);
        OpenLookup l = truncated.oldest;
        for (int looked = 0; l != null && looked < CONNECTING_AT_MOST; looked++, l = l.after) {
            if (l.client == e.client && (l.connectingPort == e.clientPort || l.connectingPort == 0)) {
                l.connectingPort = e.clientPort;
                l.lastConnecting = e.time;
                truncated.remove(l);
                truncated.append(l, clock);
                return;
            }
        }
    }

    @Override
    public void onClosed(OpenTransaction t, boolean atEnd) {
        Leg leg = currentLeg(t);
        if (leg != null && leg.transaction == t) {
            leg.transaction = null;
        }
    }

    /** The leg that a transaction serves now; none when its lookup was closed or asks elsewhere meanwhile. */
    private static Leg currentLeg(OpenTransaction t) {
        return t.owner() instanceof Leg leg && leg.isServedBy(t) ? leg : null;
    }

    /** The query of a leg that a transaction stands for, or null when it is not kept. */
    private static Query queryOf(Leg leg, OpenTransaction t) {
        return leg.transaction == t ? leg.query : leg.lookup.latest(t);
    }

    private void advance(long time) {
        if (time <= clock) {
            if (clock - time > TransactionMatcher.CLOCK_STEP_NANOS) {
                finish(clock);
                clock = time;
            }
            return;
        }
        clock = time;
        expire(settled);
        expire(truncated);
        expire(waiting);
    }

    private void expire(LookupQueue queue) {
        while (queue.oldest != null && clock - queue.oldest.lastActivity > queue.patienceNanos) {
            close(queue.oldest, clock, false);
        }
    }

    private ClientResolver resolver(int client) {
        return resolvers.of(client);
    }

    /** Whether a query with the ID, name and type of a leg belongs to it; IDs recur by chance once a step was answered. */
    private static boolean repeats(Leg leg, OpenTransaction t, WireEvent e, ResolverModel model) {
        OpenLookup l = leg.lookup;
        if (!leg.answered) {
            return true;
        }
        if (l.anyTruncated()) {
            // Both halves are asked again, whichever was cut.
            return t.transport() == Transport.TCP;
        }
        boolean afterTimeout = e.time - l.roundStart >= model.shortestTimeout();
        boolean errorLeft = e.time - l.lastAnswer <= model.continuationWindow() || afterTimeout && !model.heedsErrors();
        for (int i = 0; i < l.legCount; i++) {
            Leg other = l.legs[i];
            if (!other.answered && afterTimeout || other.isError() && errorLeft) {
                return true;
            }
        }
        // The second query of a round that repeats an answered pair: its sibling was just asked again.
        return l.round > leg.attempts;
    }

    /** Whether a query asks another server at the same time, from the same port. */
    private static boolean isBeside(Leg leg, OpenTransaction t, WireEvent e) {
        return leg.query.server != t.server()
                && leg.query.clientPort == t.clientPort()
                && leg.query.transport == t.transport()
                && Math.abs(e.time - leg.query.time) < FAST_FAILOVER_NANOS;
    }

    private void addBeside(Leg leg, OpenTransaction t, WireEvent e) {
        Query q = nextQuery(leg);
        fill(q, leg, t, e);
        t.own(leg);
        if (!leg.answered) {
            leg.query = q;
            leg.transaction = t;
        }
    }

    /** Lets a leg go on under another ID; answers to the former one come too late. */
    private Leg renumber(Leg leg, OpenTransaction t, int hash) {
        legs.remove(leg);
        if (leg.transaction != null) {
            leg.transaction.supersede();
            leg.transaction = null;
        }
        leg.id = t.id();
        leg.hash = hash;
        legs.add(leg);
        return leg;
    }

    private OpenLookup openLookup(OpenTransaction t, WireEvent e) {
        if (open.size() >= limit) {
            evicted++;
            OpenLookup victim = waiting.oldest != null ? waiting.oldest : settled.oldest;
            // For the lookup it is as if the capture ended here.
            close(victim != null ? victim : truncated.oldest, clock, true);
        }
        OpenLookup l = closed.take();
        l.open(e, LookupTable.hash(t.client(), e.firstLabelHash));
        open.add(l);
        waiting.append(l, clock);
        return l;
    }

    private void beginStep(OpenLookup l, OpenTransaction t, WireEvent e) {
        if (l.step >= 0) {
            closer.endRound(l, e.time, t.clientPort());
            l.failedStep |= !l.allAnswered();
            dropLegs(l);
        }
        l.step++;
        l.stepName = t.name();
        l.stepStart = e.time;
        l.round = 0;
        l.lastAnswer = OpenLookup.NEVER;
        l.lastRejection = OpenLookup.NEVER;
    }

    private Leg addLeg(OpenLookup l, OpenTransaction t, int hash) {
        if (l.isFull()) {
            dropLegs(l);
        }
        Leg leg = l.legs[l.legCount++];
        leg.open(l, t, hash);
        legs.add(leg);
        return leg;
    }

    private void addQuery(Leg leg, OpenTransaction t, WireEvent e, ClientResolver resolver) {
        OpenLookup l = leg.lookup;
        boolean samePort = leg.query != null && leg.query.clientPort == t.clientPort();
        if (++leg.attempts > l.round) {
            if (l.round > 0) {
                long gap = e.time - l.roundStart;
                if (!l.allAnswered() && gap >= resolver.model().shortestTimeout()) {
                    resolver.sawTimeout(resolver.serverIndex(l.roundServer, addresses), gap);
                    if (t.attempts() > 1 && samePort) {
                        resolver.sawRepetition(gap);
                    }
                }
                closer.endRound(l, e.time, t.clientPort());
            }
            l.round++;
            l.roundStart = e.time;
            l.roundServer = t.server();
            resolver.sawServer(t.server());
        }
        if (leg.transaction != null && leg.transaction != t && !samePort) {
            leg.transaction.supersede();
        }
        if (leg.answered) {
            leg.answered = false;
            leg.positive &= !leg.truncated;
            leg.truncated = false;
        }
        Query q = nextQuery(leg);
        fill(q, leg, t, e);
        leg.query = q;
        leg.transaction = t;
        t.own(leg);
        l.queue.remove(l);
        waiting.append(l, clock);
    }

    private Query nextQuery(Leg leg) {
        OpenLookup l = leg.lookup;
        int before = l.unusualQueries();
        Query q = l.nextQuery(unusual < limit);
        if (q != null) {
            unusual += l.unusualQueries() - before;
            return q;
        }
        queriesDropped++;
        return leg.query != null ? leg.query : l.query(l.queriesKept() - 1);
    }

    private static void fill(Query q, Leg leg, OpenTransaction t, WireEvent e) {
        q.time = e.time;
        q.frame = e.frame;
        q.capture = e.capture;
        q.server = t.server();
        q.clientPort = t.clientPort();
        q.transport = t.transport();
        q.name = t.name();
        q.type = t.type();
        q.id = t.id();
        q.step = leg.lookup.step;
        q.round = leg.lookup.round;
        q.sightings = 1;
        q.fate = StepFate.OPEN;
        q.rcode = -1;
        q.endTime = OpenLookup.NEVER;
        q.endFrame = 0;
    }

    /** After an answer: close what is complete for sure, let the rest wait as long as something may follow. */
    private void settle(OpenLookup l) {
        boolean error = l.anyError();
        if (!l.allAnswered() || error && !resolver(l.client).model().heedsErrors()) {
            l.queue.remove(l);
            waiting.append(l, clock);
            return;
        }
        boolean cut = l.anyTruncated();
        boolean complete = l.legCount > 1 || !LookupFinder.isAddressType(l.legs[0].type);
        // After an error the half may be asked again: of the next server, or by musl.
        if (!cut && !error && complete && l.anyPositive()) {
            close(l, clock, false);
            return;
        }
        l.queue.remove(l);
        (cut ? truncated : settled).append(l, clock);
    }

    private void close(OpenLookup l, long now, boolean atEnd) {
        l.queue.remove(l);
        closer.close(l, resolver(l.client), now, atEnd);
        if (l.baseOctets == 0) {
            l.baseName = l.firstName();
            l.baseOctets = resolver(l.client).search.baseOf(names, l.firstName());
        }
        dropLegs(l);
        unusual -= l.unusualQueries();
        open.remove(l);
        closed.add(l);
    }

    private void dropLegs(OpenLookup l) {
        for (int i = 0; i < l.legCount; i++) {
            legs.remove(l.legs[i]);
            l.legs[i].close();
        }
        l.legCount = 0;
    }
}
