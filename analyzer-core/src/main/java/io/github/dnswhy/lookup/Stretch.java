package io.github.dnswhy.lookup;

import io.github.dnswhy.facts.FrameReference;
import io.github.dnswhy.match.AddressTable;
import io.github.dnswhy.match.OpenTransaction;

/** One closed transaction as a stretch of the way that a question goes: who asked whom, when, and whose question it passes on. */
final class Stretch {
    /** The code of a server that could not find the answer (RFC 1035 §4.1.1). */
    private static final int SERVFAIL = 2;

    final int client;
    final int server;
    final int endpoint;
    final int name;
    final int type;
    final int id;
    final int identification;
    /** The first query, the last, and the response, in nanoseconds since the epoch; the last 0 without one. */
    final long start;

    final long lastAttempt;
    final long end;
    final long endpointStart;
    final long endpointEnd;
    final FrameReference query;
    final FrameReference response;
    final boolean answered;
    /** Whether the capture ended too soon to tell whether there is an answer. */
    final boolean open;

    final boolean failed;

    /** The stretch whose question this one passes on; null for the first of a way. */
    Stretch parent;
    /** Whether it is the same packet, which the host sends on under an address of its own. */
    boolean masqueraded;

    /** The first stretch that passes this one's question on, and the next one with the same parent, in order of time. */
    Stretch child;

    Stretch lastChild;
    Stretch sibling;

    Stretch(OpenTransaction t, boolean open) {
        client = t.client();
        server = t.server();
        endpoint = t.endpoint();
        name = t.name();
        type = t.type();
        id = t.id();
        identification = t.identification();
        start = t.time(0);
        lastAttempt = t.lastAttemptTime();
        answered = t.answered();
        end = t.endTime();
        endpointStart = t.endpointTime();
        endpointEnd = t.endpointEndTime();
        query = new FrameReference(t.capture(0), t.frame(0));
        response = new FrameReference(t.endCapture(), t.endFrame());
        this.open = open;
        failed = answered && t.rcode() == SERVFAIL;
    }

    /** Whether its question was still open at a moment; without an answer for as long as a forwarder may go on trying. */
    boolean isOpenAt(long time) {
        return start <= time + HopJoin.DISORDER_NANOS
                && time <= (end != 0 ? end + HopJoin.DISORDER_NANOS : lastAttempt + HopJoin.PATIENCE_NANOS);
    }

    /** Whether an address is the one that got the question, as it was asked or as it was translated. */
    boolean reached(int address) {
        return server == address || endpoint == address && address != AddressTable.OVERFLOW;
    }

    /** Whether it is a question that was seen before, to the same server, from the address of the client itself. */
    boolean isCopy() {
        return masqueraded && parent.reached(server);
    }

    void isSentOnFrom(Stretch before) {
        masqueraded = true;
        if (before.reached(server)) {
            parent = before;
        } else {
            before.passedOnBy(this);
        }
    }

    /** How far it lies behind the application that asked; even, as there is a place for translations between two. */
    int depth;

    void passedOnBy(Stretch next) {
        next.parent = this;
        if (child == null) {
            child = next;
        } else {
            lastChild.sibling = next;
        }
        lastChild = next;
    }

    static int compareByQuestionAndTime(Stretch a, Stretch b) {
        int order = Integer.compare(a.name, b.name);
        if (order == 0) {
            order = Integer.compare(a.type, b.type);
        }
        if (order == 0) {
            order = Long.compare(a.start, b.start);
        }
        return order != 0 ? order : a.query.compareTo(b.query);
    }
}
