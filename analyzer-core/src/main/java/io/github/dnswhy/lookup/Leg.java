package io.github.dnswhy.lookup;

import io.github.dnswhy.match.OpenTransaction;
import io.github.dnswhy.model.Transport;

/** One type asked in the current step of a lookup. Pooled with its lookup. */
final class Leg {
    private static final int RCODE_NXDOMAIN = 3;

    OpenLookup lookup;
    int id;
    int name;
    int type;
    int attempts;
    boolean answered;
    boolean positive;
    boolean truncated;
    int rcode;
    int answers;
    long answerTime;
    Query query;
    OpenTransaction transaction;
    int hash;
    Leg chain;
    Leg chainBefore;

    void open(OpenLookup owner, OpenTransaction t, int keyHash) {
        lookup = owner;
        id = t.id();
        name = t.name();
        type = t.type();
        hash = keyHash;
        attempts = 0;
        answered = false;
        positive = false;
        truncated = false;
        rcode = -1;
        answers = 0;
        answerTime = 0;
        query = null;
        transaction = null;
    }

    /** Whether a transaction still serves this leg: the one asked last, or one with another server that shares its port. */
    boolean isServedBy(OpenTransaction t) {
        return transaction == t
                || lookup != null
                        && query != null
                        && id == t.id()
                        && name == t.name()
                        && type == t.type()
                        && lookup.client == t.client()
                        && query.clientPort == t.clientPort()
                        && query.transport == t.transport();
    }

    /** Lets go of its lookup. */
    void close() {
        if (transaction != null) {
            transaction.own(null);
            transaction = null;
        }
        lookup = null;
    }

    /** Whether the answer sends the resolver to its next server (glibc res_send.c: SERVFAIL, NOTIMP, REFUSED; FORMERR likewise). */
    boolean isError() {
        return answered && rcode != 0 && rcode != RCODE_NXDOMAIN;
    }

    /** Whether the answer says that there is no such name. */
    boolean isMissing() {
        return answered && rcode == RCODE_NXDOMAIN;
    }

    /**
     * Whether a resolver that asks from one port until the whole timeout is over repeats a query within its round: because the answer was
     * an error, and it may have another answer by then that it did not look at yet.
     */
    boolean isWithinRound(OpenTransaction t, long time, ResolverModel model) {
        if (model.heedsErrors() || query.clientPort != t.clientPort() || query.transport != t.transport()) {
            return false;
        }
        boolean atOnce = answered && (!isError() || time - answerTime <= LookupFinder.CERTAIN_NANOS);
        return atOnce || time - lookup.roundStart < model.shortestTimeout();
    }

    /** Whether a query with the ID, name and type of this leg belongs to it; IDs recur by chance once a step was answered. */
    boolean isRepeated(OpenTransaction t, long time, ResolverModel model) {
        if (!answered) {
            return true;
        }
        if (lookup.anyTruncated()) {
            // Both halves are asked again, whichever was cut.
            return t.transport() == Transport.TCP;
        }
        boolean afterTimeout = time - lookup.roundStart >= model.shortestTimeout();
        boolean errorLeft =
                time - lookup.lastAnswer <= model.continuationWindow() || afterTimeout && !model.heedsErrors();
        for (int i = 0; i < lookup.legCount; i++) {
            Leg other = lookup.legs[i];
            if (!other.answered && afterTimeout || other.isError() && errorLeft) {
                return true;
            }
        }
        // The second query of a round that repeats an answered pair: its sibling was just asked again.
        return lookup.round > attempts;
    }

    /** Whether a query asks another server at the same time, from the same port. */
    boolean isBeside(OpenTransaction t, long time) {
        return query.server != t.server()
                && query.clientPort == t.clientPort()
                && query.transport == t.transport()
                && Math.abs(time - query.time) < LookupBuilder.FAST_FAILOVER_NANOS;
    }

    /** c-ares goes on with the half that failed; others have enough in the other one, or ask for both again. */
    boolean isHalfAskedElsewhere(OpenTransaction t) {
        if (!isError() || query.server == t.server()) {
            return false;
        }
        for (int i = 0; i < lookup.legCount; i++) {
            Leg other = lookup.legs[i];
            if (other != this && other.answered && !other.isError() && other.attempts <= attempts) {
                return true;
            }
        }
        return false;
    }

    /** musl asks the same server again for each error by itself; others for both halves, once both are there. */
    boolean isErrorAskedAgainAlone(OpenTransaction t) {
        if (!isError() || query.server != t.server() || query.clientPort != t.clientPort()) {
            return false;
        }
        for (int i = 0; i < lookup.legCount; i++) {
            Leg other = lookup.legs[i];
            if (other != this && (other.positive || !other.answered && other.attempts <= attempts)) {
                return true;
            }
        }
        return false;
    }
}
