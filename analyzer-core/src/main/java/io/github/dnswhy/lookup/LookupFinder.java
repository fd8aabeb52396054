package io.github.dnswhy.lookup;

import io.github.dnswhy.match.AddressTable;
import io.github.dnswhy.match.OpenTransaction;
import io.github.dnswhy.match.WireEvent;
import io.github.dnswhy.model.StepFate;

/**
 * Finds the open lookup that a query goes on with, where its ID does not tell: as the other half of a pair, as the repetition of a
 * resolver that takes a new ID each time, as the next name of a search walk.
 */
final class LookupFinder {
    static final int TYPE_A = 1;
    private static final int TYPE_AAAA = 28;
    private static final long SECOND = 1_000_000_000L;

    /** So close to the last answer that the next query can only be its continuation. */
    static final long CERTAIN_NANOS = 20_000_000L;

    /** Frames of several processors or captures may be out of order by this. */
    private static final long DISORDER_NANOS = 100_000_000L;

    /**
     * How many open lookups of one client with one first label are looked at, the youngest first: more than a client's threads ask at
     * one time, and few enough for a client that never ceases.
     */
    static final int LOOKED_AT_MOST = 128;

    private final LookupTable open;
    private final Names names;
    private final AddressTable addresses;

    /** What is looked for, and how many more may be looked at. */
    private int client;

    private int hash;
    private int left;
    private long cut;

    LookupFinder(LookupTable open, Names names, AddressTable addresses) {
        this.open = open;
        this.names = names;
        this.addresses = addresses;
    }

    /** How many searches ended before they had seen every lookup. */
    long cut() {
        return cut;
    }

    private OpenLookup first(OpenTransaction t, WireEvent e) {
        client = t.client();
        hash = LookupTable.hash(client, e.firstLabelHash);
        left = LOOKED_AT_MOST;
        return next(open.first(hash));
    }

    private OpenLookup next(OpenLookup from) {
        OpenLookup l = from;
        while (l != null && (l.hash != hash || l.client != client)) {
            l = l.chain;
        }
        if (l != null && left-- == 0) {
            cut++;
            return null;
        }
        return l;
    }

    static boolean isAddressType(int type) {
        return type == TYPE_A || type == TYPE_AAAA;
    }

    /** A lookup whose current step asks the same name and lacks this type, or null. */
    OpenLookup pair(OpenTransaction t, WireEvent e, ClientResolver resolver) {
        ResolverModel model = resolver.model();
        if (!isAddressType(t.type())) {
            return null;
        }
        int other = TYPE_A + TYPE_AAAA - t.type();
        OpenLookup best = null;
        boolean bestSamePort = false;
        long bestSince = 0;
        for (OpenLookup l = first(t, e); l != null; l = next(l.chain)) {
            if (l.stepName != t.name() || l.legCount != 1) {
                continue;
            }
            Leg leg = l.legs[0];
            if (leg.type != other) {
                continue;
            }
            long since = e.time - Math.max(l.roundStart, leg.answered ? leg.answerTime : 0);
            if (!leg.answered && since > model.pairWindow() && model.legsApart() && resolver.isLastTry(leg)) {
                // One after the other: the second is asked when the first was waited for in vain.
                since = e.time - resolver.deadline(leg, addresses);
            }
            boolean samePort = leg.query != null && leg.query.clientPort == t.clientPort();
            // On a busy machine a thread may be put aside between the two; its port is still its own, or it waits for
            // nothing else.
            long window = samePort || leg.answered ? model.continuationWindow() : model.pairWindow();
            if (since > window || since < -DISORDER_NANOS) {
                continue;
            }
            if (best == null || samePort && !bestSamePort || samePort == bestSamePort && since < bestSince) {
                best = l;
                bestSamePort = samePort;
                bestSince = since;
            }
        }
        return best;
    }

    /**
     * The leg that a query repeats under a new ID, or null: of several, the one that had to ask again just now. Resolvers like Netty's
     * ask the next server from the same port after whole seconds.
     */
    Leg repeated(OpenTransaction t, WireEvent e, ClientResolver resolver) {
        Leg best = null;
        long bestSince = Long.MAX_VALUE;
        for (OpenLookup l = first(t, e); l != null; l = next(l.chain)) {
            Leg leg = l.stepName == t.name() ? l.leg(t.type()) : null;
            if (leg != null && leg.id != t.id()) {
                long since = sinceDue(leg, t, e.time, resolver);
                if (since < bestSince) {
                    best = leg;
                    bestSince = since;
                }
            }
        }
        return best;
    }

    /**
     * How far from the moment at which a leg asks again a query with another ID comes: after the timeout, or at once after a refusal or a
     * useless answer; {@link Long#MAX_VALUE} when it cannot be its repetition.
     */
    private long sinceDue(Leg leg, OpenTransaction t, long time, ClientResolver resolver) {
        ResolverModel model = resolver.model();
        boolean samePort = leg.query.clientPort == t.clientPort();
        if (!samePort && !model.changesId()) {
            return Long.MAX_VALUE;
        }
        long gap = time - leg.query.time;
        boolean otherServer = leg.query.server != t.server();
        if (leg.answered) {
            // Netty asks each server for a name that does not exist; Go and Netty go on after an error.
            boolean useless = leg.isError() || !leg.positive && samePort && otherServer;
            return model.changesId() && useless
                    ? within(time - leg.answerTime, 0, patience(leg, resolver))
                    : Long.MAX_VALUE;
        }
        if (leg.query.fate == StepFate.REJECTED && model.changesId() && model.heedsRejections()) {
            return within(time - leg.query.endTime, 0, patience(leg, resolver));
        }
        if (model.changesId() && otherServer && gap >= 0 && gap < LookupBuilder.FAST_FAILOVER_NANOS) {
            return gap;
        }
        if (gap < model.shortestTimeout()) {
            return Long.MAX_VALUE;
        }
        if (model.legsApart()) {
            long late = within(time - resolver.deadline(leg, addresses), CERTAIN_NANOS, patience(leg, resolver));
            if (late < Long.MAX_VALUE || resolver.knowsTimeout()) {
                return late;
            }
        }
        return isWholeSeconds(gap) ? fromWholeSeconds(gap) : Long.MAX_VALUE;
    }

    /** How late a repetition may come: not at all after the last one, at once when it is not known which is the last. */
    private static long patience(Leg leg, ClientResolver resolver) {
        if (!resolver.isLastTry(leg)) {
            return resolver.model().continuationWindow();
        }
        return resolver.isConfigured() ? Long.MIN_VALUE : CERTAIN_NANOS;
    }

    /** The lookup whose search walk this name continues, or null: of several, the one that had to go on just now. */
    OpenLookup walk(OpenTransaction t, WireEvent e, ClientResolver resolver) {
        OpenLookup best = null;
        long bestSince = Long.MAX_VALUE;
        int bestBase = 0;
        boolean bestEnds = false;
        for (OpenLookup l = first(t, e); l != null; l = next(l.chain)) {
            if (l.stepName == t.name() || !sameFamily(l, t.type()) || l.walkEnded) {
                continue;
            }
            long since = sinceOver(l, e.time, resolver);
            if (since >= bestSince) {
                continue;
            }
            int base = resolver.search.commonBase(
                    names,
                    l.stepName,
                    t.name(),
                    since <= (isAnswered(l, resolver.model()) ? CERTAIN_NANOS : 2 * CERTAIN_NANOS));
            if (base > 0 && (l.baseOctets == 0 || l.step == 0 || base == l.baseOctets)) {
                best = l;
                bestSince = since;
                bestBase = base;
                bestEnds = resolver.search.endsAt(base);
            }
        }
        if (best != null) {
            best.baseOctets = bestBase;
            best.baseName = best.stepName;
            best.walkEnded = bestEnds;
        }
        return best;
    }

    /**
     * How far from the moment at which a lookup goes on with its next name: after the last answer, or when the last wait was over;
     * {@link Long#MAX_VALUE} when it does not go on now.
     */
    private long sinceOver(OpenLookup l, long time, ClientResolver resolver) {
        ResolverModel model = resolver.model();
        if (l.lastConnecting != OpenLookup.NEVER && l.anyTruncated() && !l.anyPositive()) {
            return within(time - TruncatedLookups.end(l), CERTAIN_NANOS, model.continuationWindow());
        }
        if (!model.mayWalkOn(l)) {
            return Long.MAX_VALUE;
        }
        if (isAnswered(l, model)) {
            return within(
                    time - l.lastAnswer, DISORDER_NANOS, l.anyPositive() ? CERTAIN_NANOS : model.continuationWindow());
        }
        long gap = time - l.roundStart;
        if (gap < LookupBuilder.FAST_FAILOVER_NANOS && gap >= 0 && model.heedsErrors()) {
            // Refused as well by the last server of the last turn, with the ICMP errors not in the capture.
            boolean refused = resolver.isConfigured() ? l.round >= resolver.rounds() : l.refused;
            return refused ? gap : Long.MAX_VALUE;
        }
        if (gap < model.shortestTimeout()) {
            return Long.MAX_VALUE;
        }
        long late = within(time - resolver.deadline(l, addresses), CERTAIN_NANOS, model.continuationWindow());
        return late < Long.MAX_VALUE || resolver.knowsTimeout() ? late : fromWholeSeconds(gap);
    }

    /** Whether nothing is waited for, which an error that is not heeded does not end. */
    private static boolean isAnswered(OpenLookup l, ResolverModel model) {
        return l.allAnswered() && (model.heedsErrors() || !l.anyError());
    }

    private static long within(long since, long before, long after) {
        return since >= -before && since <= after ? Math.abs(since) : Long.MAX_VALUE;
    }

    /** Tells the open lookups of a name that the next one of it begins. */
    void nextBegins(OpenTransaction t, WireEvent e) {
        for (OpenLookup l = first(t, e); l != null; l = next(l.chain)) {
            if (l.nextStart == OpenLookup.NEVER && l.firstName() == t.name()) {
                l.nextStart = e.time;
            }
        }
    }

    /** How far a wait is from whole seconds; what is too short counts twice, for timers fire late rather than early. */
    private static long fromWholeSeconds(long gap) {
        long remainder = gap % SECOND;
        return Math.min(remainder, 2 * (SECOND - remainder));
    }

    private static boolean isWholeSeconds(long gap) {
        long remainder = gap % SECOND;
        return remainder <= 2 * CERTAIN_NANOS || remainder >= SECOND - CERTAIN_NANOS;
    }

    private static boolean sameFamily(OpenLookup l, int type) {
        int known = l.legs[0].type;
        return known == type || isAddressType(known) && isAddressType(type);
    }
}
