package io.github.dnswhy.lookup;

import io.github.dnswhy.match.OpenTransaction;
import io.github.dnswhy.match.WireEvent;

/**
 * Finds the open lookup that a query goes on with, where its ID does not tell: as the other half of a pair, as the repetition of a
 * resolver that takes a new ID each time, as the next name of a search walk.
 */
final class LookupFinder {
    private static final int TYPE_A = 1;
    private static final int TYPE_AAAA = 28;
    private static final long SECOND = 1_000_000_000L;

    /** So close to the last answer that the next query can only be its continuation. */
    private static final long CERTAIN_NANOS = 20_000_000L;

    /** Frames of several processors or captures may be out of order by this. */
    private static final long DISORDER_NANOS = 100_000_000L;

    /**
     * How many open lookups of one client with one first label are looked at, the youngest first: more than a client's threads ask at
     * one time, and few enough for a client that never ceases.
     */
    static final int LOOKED_AT_MOST = 128;

    private final LookupTable open;
    private final Names names;

    /** What is looked for, and how many more may be looked at. */
    private int client;

    private int hash;
    private int left;
    private long cut;

    LookupFinder(LookupTable open, Names names) {
        this.open = open;
        this.names = names;
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
    OpenLookup pair(OpenTransaction t, WireEvent e, ResolverModel model) {
        if (!isAddressType(t.type())) {
            return null;
        }
        int other = TYPE_A + TYPE_AAAA - t.type();
        OpenLookup best = null;
        boolean bestSamePort = false;
        for (OpenLookup l = first(t, e); l != null; l = next(l.chain)) {
            if (l.stepName != t.name() || l.legCount != 1) {
                continue;
            }
            Leg leg = l.legs[0];
            if (leg.type != other) {
                continue;
            }
            long since = e.time - Math.max(l.roundStart, leg.answered ? leg.answerTime : 0);
            if (since > model.pairWindow() || since < -DISORDER_NANOS) {
                continue;
            }
            boolean samePort = leg.query != null && leg.query.clientPort == t.clientPort();
            if (best == null || samePort && !bestSamePort || samePort == bestSamePort && l.start < best.start) {
                best = l;
                bestSamePort = samePort;
            }
        }
        return best;
    }

    /**
     * The leg that a query repeats under a new ID, or null: resolvers like Netty's ask the next server from the same port after whole
     * seconds.
     */
    Leg repeated(OpenTransaction t, WireEvent e, ResolverModel model) {
        for (OpenLookup l = first(t, e); l != null; l = next(l.chain)) {
            if (l.stepName != t.name()) {
                continue;
            }
            Leg leg = l.leg(t.type());
            if (leg != null && !leg.answered && leg.id != t.id() && leg.query.clientPort == t.clientPort()) {
                long gap = e.time - leg.query.time;
                if (gap >= model.shortestTimeout() && isWholeSeconds(gap)) {
                    return leg;
                }
            }
        }
        return null;
    }

    /** The lookup whose search walk this name continues, or null: of several, the one whose last name failed most recently. */
    OpenLookup walk(OpenTransaction t, WireEvent e, ClientResolver resolver) {
        OpenLookup best = null;
        long bestGap = Long.MAX_VALUE;
        int bestBase = 0;
        boolean bestEnds = false;
        for (OpenLookup l = first(t, e); l != null; l = next(l.chain)) {
            if (l.stepName == t.name() || !sameFamily(l, t.type())) {
                continue;
            }
            if (l.walkEnded) {
                continue;
            }
            boolean answered = l.allAnswered();
            long gap = answered ? e.time - l.lastAnswer : e.time - l.roundStart;
            if (gap >= bestGap || !mayFollow(l, answered, gap, resolver.model())) {
                continue;
            }
            boolean certain = answered ? gap <= CERTAIN_NANOS : isWholeSeconds(gap);
            int base = resolver.search.commonBase(names, l.stepName, t.name(), certain);
            if (base > 0 && (l.baseOctets == 0 || l.step == 0 || base == l.baseOctets)) {
                best = l;
                bestGap = gap;
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

    private static boolean mayFollow(OpenLookup l, boolean answered, long gap, ResolverModel model) {
        if (l.anyPositive()) {
            return false;
        }
        return answered ? gap <= model.continuationWindow() && gap >= -DISORDER_NANOS : gap >= model.shortestTimeout();
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
