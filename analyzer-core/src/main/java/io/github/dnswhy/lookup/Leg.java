package io.github.dnswhy.lookup;

import io.github.dnswhy.match.OpenTransaction;

/** One type asked in the current step of a lookup. Pooled with its lookup. */
final class Leg {
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
        return answered && rcode != 0 && rcode != 3;
    }
}
