package io.github.dnswhy.lookup;

import io.github.dnswhy.match.AddressTable;
import io.github.dnswhy.match.CaptureGaps;
import io.github.dnswhy.match.OpenTransaction;
import io.github.dnswhy.match.TransactionListener;
import io.github.dnswhy.match.TransactionMatcher;
import io.github.dnswhy.match.WireEvent;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.StepFate;
import java.util.BitSet;
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

    /** Gaps between one server and the next are below 13 ms when it refused and 0.9 s or more when it timed out: nothing between. */
    static final long FAST_FAILOVER_NANOS = 50_000_000L;

    /** Longer than the longest timeout of glibc (30 s), so that a retry finds its lookup. */
    private static final long OPEN_NANOS = 35_000_000_000L;

    /** A thread that sleeps after an answer asks for the next name 454 ms later at most (of thousands). */
    private static final long CONTINUATION_NANOS = 500_000_000L;

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
    private final TruncatedLookups truncated = new TruncatedLookups();
    private final QueryRoom room;
    private final LookupsAside aside;
    private long clock = Long.MIN_VALUE;
    private long evicted;
    private long strays;

    /**
     * A builder without open lookups.
     *
     * @param settings the resolver's configuration by client
     * @param addresses what address ids stand for
     * @param names what name ids stand for
     * @param limit how many lookups may be open at one time, and how many queries may be kept beyond the usual number of each
     * @param slowNanos from where on a lookup is slow
     * @param listener takes the lookups
     * @param gaps where nothing was captured
     */
    public LookupBuilder(
            Function<IpAddress, ResolverSettings> settings,
            AddressTable addresses,
            Names names,
            int limit,
            long slowNanos,
            LookupListener listener,
            CaptureGaps gaps) {
        this.aside = new LookupsAside(gaps, limit);
        this.resolvers = new ClientResolvers(settings, addresses);
        this.addresses = addresses;
        this.names = names;
        this.limit = limit;
        this.room = new QueryRoom(limit);
        this.closed = new ClosedLookups(listener);
        this.settled = new LookupQueue(CONTINUATION_NANOS);
        this.finder = new LookupFinder(open, names, addresses);
        this.closer = new LookupCloser(addresses, names, slowNanos);
    }

    /** {@return how many lookups were closed early for want of room} */
    public long evicted() {
        return evicted;
    }

    /** How many queries were on their way when their lookup had its answer from another server already: of no lookup. */
    long strays() {
        return strays;
    }

    /** What is known of a client's resolver. */
    ClientResolver resolver(int client) {
        return resolvers.of(client);
    }

    /** {@return how many queries of long lookups were not kept} */
    public long queriesDropped() {
        return room.dropped();
    }

    /** {@return how many searches for the lookup that a query goes on with did not look at every one that came into question} */
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
        int legHash = LegTable.hash(t);
        Leg leg = legs.find(t, legHash);
        if (leg == null && t.attempts() > 1 && t.owner() instanceof Leg) {
            strays++;
            return;
        }
        if (leg != null && leg.isBeside(t, e.time)) {
            resolver.fingerprint.saw(Habit.SERVERS_AT_ONCE);
            addBeside(leg, t, e);
            return;
        }
        if (leg != null && leg.isWithinRound(t, e.time, resolver.model())) {
            if (leg.isErrorAskedAgainAlone(t)) {
                resolver.fingerprint.saw(Habit.ERROR_ASKED_AGAIN_ALONE);
            }
            leg.answered &= !leg.isError();
            addBeside(leg, t, e);
            return;
        }
        if (leg != null && leg.isRepeated(t, e.time, resolver.model())) {
            if (leg.isErrorAskedAgainAlone(t)) {
                resolver.fingerprint.saw(Habit.ERROR_ASKED_AGAIN_ALONE);
            }
            if (leg.isHalfAskedElsewhere(t)) {
                resolver.fingerprint.saw(Habit.HALF_ASKED_ELSEWHERE);
            }
            addQuery(leg, t, e, resolver);
            return;
        }
        OpenLookup lookup = finder.pair(t, e, resolver);
        if (lookup != null) {
            resolver.sawPair(lookup.legs[0].query, lookup.legs[0].answered, e);
        } else {
            leg = finder.repeated(t, e, resolver);
            if (leg != null) {
                addQuery(renumber(leg, t, legHash), t, e, resolver);
                return;
            }
            lookup = finder.walk(t, e, resolver);
            if (lookup == null) {
                lookup = openLookup(t, e);
                resolver.sawStart(e);
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
        if (closer.isOver(leg, resolver(leg.lookup.client), e.time)) {
            if (!resolver(leg.lookup.client).model().legsApart()) {
                close(leg.lookup, e.time, false);
            }
            return;
        }
        resolver(leg.lookup.client).overlaps |= leg.lookup.isOverlapping(e.time);
        Query q = queryOf(leg, t);
        if (q != null) {
            q.fate = Query.fate(e);
            q.rcode = e.rcode;
            q.endTime = e.time;
            q.endFrame = e.frame;
        }
        if (leg.answered && !leg.isError()) {
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
        truncated.connecting(e, clock);
    }

    @Override
    public void onConnectionRefused(WireEvent e) {
        advance(e.time);
        truncated.refused(e);
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

    private void addBeside(Leg leg, OpenTransaction t, WireEvent e) {
        Query q = room.add(leg, t, e);
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
        int hash = LookupTable.hash(t.client(), e.firstLabelHash);
        finder.nextBegins(t, e);
        l.open(e, hash);
        open.add(l);
        waiting.append(l, clock);
        return l;
    }

    private void beginStep(OpenLookup l, OpenTransaction t, WireEvent e) {
        if (l.step >= 0) {
            closer.endRound(l, e.time, t.clientPort(), resolver(l.client).model());
            l.failedStep |= !l.allAnswered();
            dropLegs(l);
        }
        l.step++;
        l.stepName = t.name();
        l.stepStart = e.time;
        l.round = 0;
        l.lastAnswer = OpenLookup.NEVER;
        l.lastRejection = OpenLookup.NEVER;
        l.lastConnecting = OpenLookup.NEVER;
        l.connectingPort = 0;
        l.lastWait = 0;
        l.refused = false;
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
        resolver.overlaps |= l.isOverlapping(e.time);
        boolean samePort = leg.query != null && leg.query.clientPort == t.clientPort();
        boolean apart = resolver.model().legsApart();
        if (apart && leg.query != null) {
            sawRepetition(leg, e, leg.query.time, !leg.answered, resolver);
            closer.endLeg(leg, e.time, t.clientPort());
        }
        if (++leg.attempts > l.round) {
            if (l.round > 0 && !apart) {
                // What was answered with an error may be asked again late; only silence tells how long it is waited
                // for.
                boolean silent = resolver.model().heedsErrors() ? !l.allAnswered() : !leg.answered;
                sawRepetition(leg, e, l.roundStart, silent, resolver);
                closer.endRound(l, e.time, t.clientPort(), resolver.model());
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
        Query q = room.add(leg, t, e);
        leg.query = q;
        leg.transaction = t;
        t.own(leg);
        l.queue.remove(l);
        waiting.append(l, clock);
    }

    /** A leg asks again: what that tells of the resolver when it was waiting. */
    private void sawRepetition(Leg leg, WireEvent e, long since, boolean waiting, ClientResolver resolver) {
        OpenLookup l = leg.lookup;
        long gap = e.time - since;
        if (!waiting || gap < resolver.model().shortestTimeout()) {
            return;
        }
        resolver.sawTimeout(resolver.serverIndex(l.roundServer, addresses), l.round, gap);
        if (leg.query != null) {
            resolver.sawWaits(l.lastWait, gap, leg.query.server == e.server);
            l.lastWait = gap;
            resolver.sawRepetition(leg.query, e, gap);
        }
    }

    /** After an answer: close what is complete for sure, let the rest wait as long as something may follow. */
    private void settle(OpenLookup l) {
        boolean error = l.anyError();
        if (l.anyTruncated()) {
            // Whoever gets a cut answer opens a connection at once, whatever became of the other half.
            l.queue.remove(l);
            truncated.append(l, clock);
            return;
        }
        if (!l.allAnswered() || error && !resolver(l.client).model().heedsErrors()) {
            l.queue.remove(l);
            waiting.append(l, clock);
            return;
        }
        boolean complete = l.legCount > 1 || !LookupFinder.isAddressType(l.legs[0].type);
        // After an error the half may be asked again: of the next server, or by musl; and glibc, once it asks one
        // after the other, asks again for an answer of an earlier round.
        // What musl sends before it looks at the answers must find its lookup.
        boolean looksAtOnce = resolver(l.client).model().heedsErrors();
        if (looksAtOnce && !error && complete && l.anyPositive() && !l.anyMissing() && !l.anyOfEarlierRound()) {
            close(l, clock, false);
            return;
        }
        l.queue.remove(l);
        settled.append(l, clock);
    }

    private void close(OpenLookup l, long now, boolean atEnd) {
        l.queue.remove(l);
        open.remove(l);
        forgetLegs(l);
        if (!aside.take(l, now, atEnd)) {
            release(l, now, atEnd);
        }
    }

    /** Closes what had no answer before a gap, after {@link #finish}. */
    void closeAside(BitSet holes) {
        aside.close(holes, this::release);
        closed.finish();
    }

    private void release(OpenLookup l, long now, boolean atEnd) {
        ClientResolver resolver = resolver(l.client);
        closer.close(l, resolver, now, atEnd);
        if (l.legCount == 1 && LookupFinder.isAddressType(l.legs[0].type)) {
            resolver.fingerprint.saw(Habit.ALONE);
        }
        if (l.baseOctets == 0) {
            l.baseName = l.firstName();
            l.baseOctets = resolver.search.baseOf(names, l.firstName());
        }
        closeLegs(l);
        room.release(l);
        closed.add(l);
    }

    private void dropLegs(OpenLookup l) {
        forgetLegs(l);
        closeLegs(l);
    }

    private void forgetLegs(OpenLookup l) {
        for (int i = 0; i < l.legCount; i++) {
            legs.remove(l.legs[i]);
        }
    }

    private static void closeLegs(OpenLookup l) {
        for (int i = 0; i < l.legCount; i++) {
            l.legs[i].close();
        }
        l.legCount = 0;
    }
}
