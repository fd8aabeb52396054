package io.github.dnswhy.lookup;

import io.github.dnswhy.match.AddressTable;
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
    OpenLookup pair(OpenTransaction t, WireEvent e, ResolverModel model) {
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
            boolean samePort = leg.query != null && leg.query.clientPort == t.clientPort();
            // On a busy machine a thread may be put aside between the two; its port is still its own.
            long window = samePort && !leg.answered ? model.continuationWindow() : model.pairWindow();
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
     * The leg that a query repeats under a new ID, or null: resolvers like Netty's ask the next server from the same port after whole
     * seconds.
     */
    Leg repeated(OpenTransaction t, WireEvent e, ResolverModel model) {
        for (OpenLookup l = first(t, e); l != null; l = next(l.chain)) {
            if (l.stepName != t.name()) {
                continue;
            }
            Leg leg = l.leg(t.type());
            if (leg != null && leg.id != t.id() && isRepeated(leg, t, e.time, model)) {
                return leg;
            }
        }
        return null;
    }

    /** Whether a query with another ID repeats a leg: after whole seconds of silence, or at once after a refusal or a useless answer. */
    private static boolean isRepeated(Leg leg, OpenTransaction t, long time, ResolverModel model) {
        boolean samePort = leg.query.clientPort == t.clientPort();
        if (!samePort && !model.changesId()) {
            return false;
        }
        long gap = time - leg.query.time;
        boolean otherServer = leg.query.server != t.server();
        if (leg.answered) {
            // Netty asks each server for a name that does not exist; Go and Netty go on after an error.
            boolean useless = leg.isError() || !leg.positive && samePort && otherServer;
            return model.changesId() && useless && time - leg.answerTime <= model.continuationWindow();
        }
        boolean refused = model.changesId() && otherServer && gap >= 0 && gap < LookupBuilder.FAST_FAILOVER_NANOS;
        return refused || gap >= model.shortestTimeout() && isWholeSeconds(gap);
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
            if (best != null && gap >= bestGap || !mayFollow(l, answered, gap, e.time, resolver)) {
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

    private boolean mayFollow(OpenLookup l, boolean answered, long gap, long time, ClientResolver resolver) {
        ResolverModel model = resolver.model();
        if (l.anyPositive()) {
            // musl goes on when one half says that there is no such name.
            return answered && l.anyMissing() && gap <= CERTAIN_NANOS;
        }
        if (l.lastConnecting != OpenLookup.NEVER && l.anyTruncated()) {
            long since = time - TruncatedLookups.end(l);
            return since >= -CERTAIN_NANOS && since <= model.continuationWindow();
        }
        if (answered) {
            return gap <= model.continuationWindow() && gap >= -DISORDER_NANOS;
        }
        if (gap < LookupBuilder.FAST_FAILOVER_NANOS && gap >= 0 && model.heedsErrors()) {
            // Refused as well by the last server of the last turn, with the ICMP errors not in the capture.
            return resolver.isConfigured() ? l.round >= resolver.rounds() : l.refused;
        }
        if (gap < model.shortestTimeout()) {
            return false;
        }
        long late = resolver.knowsTimeout() ? time - resolver.deadline(l, addresses) : 0;
        return late >= -CERTAIN_NANOS && late <= model.continuationWindow();
    }

    /** Tells the open lookups of a name that the next one of it begins. */
    void nextBegins(OpenTransaction t, WireEvent e) {
        for (OpenLookup l = first(t, e); l != null; l = next(l.chain)) {
            if (l.nextStart == OpenLookup.NEVER && l.firstName() == t.name()) {
                l.nextStart = e.time;
            }
        }
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
