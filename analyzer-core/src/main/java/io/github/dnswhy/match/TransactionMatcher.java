package io.github.dnswhy.match;

import io.github.dnswhy.dns.RecordType;
import io.github.dnswhy.model.KeyHash;
import io.github.dnswhy.model.Transport;
import java.util.BitSet;

/**
 * Pairs queries with responses for the clients of one shard.
 *
 * <p>Transactions are found by client endpoint and ID (over TCP by client endpoint alone, so that a reset finds all of them) and
 * compared by server and question. They leave in the order of their last activity, so nothing is ever scanned. Steady state
 * allocates nothing: transactions are pooled. Not thread-safe; belongs to whoever runs its shard.
 */
public final class TransactionMatcher {
    /** Copies of a packet on several interfaces of a host lie closer together than this; a resolver never retries so fast. */
    public static final long COPY_WINDOW_NANOS = 5_000_000L;

    /** A clock that steps back by more than this was set: what lies before and after cannot be compared. */
    public static final long CLOCK_STEP_NANOS = 10_000_000_000L;

    /** Longer than the longest timeout a glibc resolver takes (RES_MAXRETRANS, 30 s), so that a retry finds its transaction. */
    static final long OPEN_NANOS = 35_000_000_000L;

    /** A half-answered pair is repeated after the timeout (5 s by default), and its answered half with it. */
    static final long ANSWERED_NANOS = 6_000_000_000L;

    /**
     * Most lookups, and steps of lookups, end as soon as they are answered; after that hardly anything but copies comes for their
     * transactions, and a response that does counts as one without a query. Nearly all leave here, so that few are open at a time and those stay in the processor's caches.
     */
    static final long FRESH_NANOS = 200_000_000L;

    /** No client endpoint has more open transactions than this with one ID (over TCP: in one connection). */
    private static final int CHAIN_LIMIT = 1024;

    /** The packet type of a cooked capture for what the host itself sends. */
    private static final int OUTGOING = 4;

    private static final int INITIAL_SLOTS = 256;

    /** Slots for each open transaction: a neighbour in its chain would have to be fetched from memory only to be passed by. */
    private static final int SPARSE = 4;

    private final TransactionListener listener;
    private final int limit;
    private OpenTransaction[] slots = new OpenTransaction[INITIAL_SLOTS];
    private int count;
    private OpenTransaction free;
    private final TransactionQueue open = new TransactionQueue();
    private final TransactionQueue fresh = new TransactionQueue();
    private final TransactionQueue answered = new TransactionQueue();
    private final CaptureGaps gaps;
    private OpenTransaction newestAside;
    private int aside;
    private long clock = Long.MIN_VALUE;
    private long evicted;

    /** Attempts kept beside the first of each transaction, and how many were not for want of room. */
    private int repetitions;

    private long repetitionsDropped;

    /**
     * A matcher without open transactions.
     *
     * @param limit how many transactions may be open at one time; beyond it the least recently active one is closed. So many
     *     repetitions of open transactions are kept in detail, too
     * @param listener takes what is found
     */
    public TransactionMatcher(int limit, TransactionListener listener) {
        this(limit, listener, new CaptureGaps());
    }

    /**
     * A matcher that heeds the gaps of the captures.
     *
     * @param limit how many transactions may be open at one time, and put aside for a gap
     * @param listener takes what is found
     * @param gaps takes the gaps
     */
    public TransactionMatcher(int limit, TransactionListener listener, CaptureGaps gaps) {
        this.gaps = gaps;
        this.limit = limit;
        this.listener = listener;
    }

    /**
     * Takes the next event.
     *
     * @param event an event of a client of this shard; not kept
     */
    public void accept(WireEvent event) {
        if (event.time > clock) {
            clock = event.time;
            expire();
        } else if (clock - event.time > CLOCK_STEP_NANOS) {
            finish();
            clock = event.time;
        }
        switch (event.kind) {
            case QUERY -> query(event);
            case RESPONSE -> response(event);
            case REJECTION -> rejection(event);
            case RESET -> reset(event);
            case CONNECT -> listener.onConnecting(event);
            case ACCEPT -> listener.onAccepted(event);
            case GAP -> gaps.add(event.time, event.time + event.length * 1_000_000L);
        }
    }

    /** Closes everything that is still open, after the last event; but for what was put aside. */
    public void finish() {
        while (open.oldest != null) {
            closeOrPutAside(open.oldest, true);
        }
        closeAll(fresh);
        closeAll(answered);
        free = null; // the report needs the room
    }

    private void closeAll(TransactionQueue queue) {
        while (queue.oldest != null) {
            close(queue.oldest, true);
        }
    }

    /** {@return the latest time of an event since the clock was last set; {@link Long#MIN_VALUE} before the first} */
    public long clock() {
        return clock;
    }

    /** {@return how many transactions were closed early for want of room} */
    public long evicted() {
        return evicted;
    }

    /** {@return how many repeated queries were only counted, as the details of others took all the room} */
    public long repetitionsDropped() {
        return repetitionsDropped;
    }

    private void query(WireEvent e) {
        int hash = hash(e);
        int length = 0;
        OpenTransaction oldest = null;
        OpenTransaction translated = null;
        for (OpenTransaction t = slots[hash & slots.length - 1]; t != null; t = t.chain) {
            if (t.hash != hash || !sameClient(t, e)) {
                continue;
            }
            length++;
            oldest = t;
            if (t.id != e.id || t.name != e.name || t.type != e.type || t.recordClass != e.recordClass) {
                continue;
            }
            if (t.server == e.server) {
                repeat(t, e);
                return;
            }
            if (isTranslatedCopy(t, e)) {
                translated = t;
            }
        }
        if (translated != null) {
            translated.endpoint = e.server;
            if (!translated.answered) {
                translated.endpointTime = e.time;
                translated.endpointEndTime = 0;
            }
            translated.addSighting();
            listener.onSighting(translated);
            return;
        }
        if (length >= CHAIN_LIMIT || count >= limit) {
            evicted++;
            close(length >= CHAIN_LIMIT ? oldest : leastRecent(), false);
        }
        OpenTransaction t = take();
        t.open(e, hash);
        t.addAttempt(e, false);
        link(t);
        open.append(t, clock);
        listener.onAttempt(t, e);
    }

    /** The same question to the same server again: a copy of the packet on another interface, or a retry. */
    private void repeat(OpenTransaction t, WireEvent e) {
        if (isCopy(t, e)) {
            t.addSighting();
            listener.onSighting(t);
            return;
        }
        addRepetition(t, e);
        t.queue.remove(t);
        (t.answered ? answered : open).append(t, clock);
        listener.onAttempt(t, e);
    }

    private void addRepetition(OpenTransaction t, WireEvent e) {
        if (t.addAttempt(e, repetitions < limit)) {
            repetitions++;
        } else if (repetitions >= limit) {
            repetitionsDropped++;
        }
    }

    private static boolean isClose(long time, long other) {
        return Math.abs(time - other) <= COPY_WINDOW_NANOS;
    }

    private static boolean isCopy(OpenTransaction t, WireEvent e) {
        if (!isClose(e.time, t.lastAttemptTime())) {
            return false;
        }
        boolean sameIdentification = e.identification == t.lastIdentification;
        boolean samePlace = e.interfaceIndex == t.firstInterface && e.direction == t.firstDirection;
        // musl repeats at once, from the same socket, what was answered SERVFAIL (res_msend.c): an answer lies between.
        boolean answerBetween = t.answered && t.attemptsAtResponse == t.attempts;
        return sameIdentification && !(answerBetween && samePlace && e.identification <= 0);
    }

    /**
     * A query seen again after destination NAT: another server, at another place of the same host, a moment later. A client that
     * asks several servers at once (musl) is seen at the same place each time, or leaves its host by several interfaces.
     */
    private static boolean isTranslatedCopy(OpenTransaction t, WireEvent e) {
        if (!isClose(e.time, t.lastAttemptTime()) || e.identification != t.lastIdentification) {
            return false;
        }
        if (e.timeToLive < t.firstTimeToLive) {
            return true;
        }
        boolean bothSentHere = e.direction == OUTGOING && t.firstDirection == OUTGOING;
        return !bothSentHere && (e.interfaceIndex != t.firstInterface || e.direction != t.firstDirection);
    }

    private void response(WireEvent e) {
        int hash = hash(e);
        OpenTransaction viaEndpoint = null;
        OpenTransaction best = null;
        OpenTransaction elsewhere = null;
        for (OpenTransaction t = slots[hash & slots.length - 1]; t != null; t = t.chain) {
            if (t.hash != hash || !sameClient(t, e) || t.id != e.id || !answers(t, e)) {
                continue;
            }
            if (t.server == e.server && t.serverPort == e.serverPort) {
                if (best == null || best.answered && !t.answered) {
                    best = t;
                }
            } else if (t.endpoint == e.server && e.server != AddressTable.OVERFLOW) {
                viaEndpoint = t;
            } else if (!t.answered && e.hasQuestion) {
                elsewhere = t;
            }
        }
        if (best != null) {
            answer(best, e);
        } else if (viaEndpoint != null) {
            if (viaEndpoint.endpointEndTime == 0 && !viaEndpoint.answered) {
                viaEndpoint.endpointEndTime = e.time;
            }
        } else {
            if (elsewhere != null) {
                elsewhere.strayFrom(e);
            }
            gaps.withoutQuery(e.time);
            listener.onUnmatchedResponse(e);
        }
        // A response of the endpoint itself is not yet what the client accepts: the copy after NAT is.
    }

    private static void noteResponse(OpenTransaction t) {
        t.attemptsAtResponse = t.attempts;
        t.answeredAttempts |= 1L << t.attemptsKept() - 1;
    }

    private void answer(OpenTransaction t, WireEvent e) {
        if (t.answered) {
            // Whoever asked again got the first answer, so no copy of it is under way any more.
            boolean copy = isClose(e.time, t.responseTime)
                    && e.identification == t.responseIdentification
                    && t.attempts == t.attemptsAtResponse;
            if (!copy) {
                t.responseIdentification = e.identification;
                t.responseTime = e.time;
                noteResponse(t);
                if (isTransfer(t)) {
                    t.queue.remove(t);
                    answered.append(t, clock);
                }
                listener.onRepeatedResponse(t, e);
            }
            return;
        }
        t.answered = true;
        t.rejected = false;
        t.reset = false;
        t.end(e);
        t.rcode = e.rcode;
        t.truncated = e.truncated();
        t.late = t.superseded;
        t.responseIdentification = e.identification;
        t.responseTime = e.time;
        noteResponse(t);
        t.queue.remove(t);
        fresh.append(t, clock);
        listener.onResponse(t, e);
    }

    /** A transfer of a zone answers in any number of messages over any time (RFC 5936 §2.2, RFC 1995 §4). */
    private static boolean isTransfer(OpenTransaction t) {
        return t.type == RecordType.AXFR || t.type == RecordType.IXFR;
    }

    /** Whether a response belongs to a question; some refusals have no question section, and are told by ID and ports alone. */
    private static boolean answers(OpenTransaction t, WireEvent e) {
        return !e.hasQuestion
                || t.name == e.name
                        && t.type == e.type
                        && (t.recordClass == e.recordClass || t.recordClass < 0 || e.recordClass < 0);
    }

    private void rejection(WireEvent e) {
        int hash = hash(e);
        for (OpenTransaction t = slots[hash & slots.length - 1]; t != null; t = t.chain) {
            if (t.hash == hash
                    && sameClient(t, e)
                    && t.id == e.id
                    && t.server == e.server
                    && answers(t, e)
                    && !t.answered
                    && !t.rejected) {
                t.rejected = true;
                t.end(e);
                listener.onRejected(t, e);
                return;
            }
        }
    }

    private void reset(WireEvent e) {
        listener.onReset(e);
        int hash = hash(e);
        boolean any = false;
        for (OpenTransaction t = slots[hash & slots.length - 1]; t != null; t = t.chain) {
            if (t.hash == hash && sameClient(t, e) && t.server == e.server) {
                any = true;
                if (!t.answered && !t.reset) {
                    t.reset = true;
                    t.end(e);
                    listener.onRejected(t, e);
                }
            }
        }
        if (!any) {
            listener.onConnectionRefused(e);
        }
    }

    private static boolean sameClient(OpenTransaction t, WireEvent e) {
        return t.client == e.client && t.clientPort == e.clientPort && t.transport == e.transport;
    }

    private static int hash(WireEvent e) {
        long endpoint = (long) e.client << 32 | (long) e.clientPort << 16;
        return KeyHash.of(e.transport == Transport.UDP ? endpoint | e.id : endpoint);
    }

    private void expire() {
        for (OpenTransaction t = fresh.oldest; t != null && clock - t.lastActivity > FRESH_NANOS; t = fresh.oldest) {
            if (t.attempts == 1 && t.owner() == null && !isTransfer(t)) {
                close(t, false);
            } else {
                fresh.remove(t);
                answered.append(t, t.lastActivity);
            }
        }
        for (OpenTransaction t = answered.oldest;
                t != null && clock - t.lastActivity > ANSWERED_NANOS;
                t = answered.oldest) {
            close(t, false);
        }
        for (OpenTransaction t = open.oldest; t != null && clock - t.lastActivity > OPEN_NANOS; t = open.oldest) {
            closeOrPutAside(t, false);
        }
    }

    /** What had no answer before a gap is not closed before it is known whether the gap swallowed it. */
    private void closeOrPutAside(OpenTransaction t, boolean atEnd) {
        if (!gaps.isBefore(t.lastActivity) || aside >= limit) {
            close(t, atEnd);
            return;
        }
        open.remove(t);
        unlink(t);
        gaps.withoutAnswer(t.lastActivity);
        t.after = null;
        t.before = newestAside;
        t.openAtEnd = atEnd;
        newestAside = t;
        aside++;
    }

    /**
     * Closes what was put aside, after {@link #finish}.
     *
     * @param holes the gaps behind which the answer may be: what lies before them ends as with the capture
     */
    public void settle(BitSet holes) {
        OpenTransaction next;
        for (OpenTransaction t = newestAside; t != null; t = next) {
            next = t.before;
            if (gaps.hole(t.lastActivity, holes) >= 0) {
                listener.onSwallowed(t);
                free(t);
            } else {
                release(t, t.openAtEnd);
            }
        }
        newestAside = null;
        free = null;
    }

    /** The one to be given up for want of room. */
    private OpenTransaction leastRecent() {
        return open.oldest != null ? open.oldest : answered.oldest != null ? answered.oldest : fresh.oldest;
    }

    private void close(OpenTransaction t, boolean atEnd) {
        t.queue.remove(t);
        unlink(t);
        release(t, atEnd);
    }

    private void release(OpenTransaction t, boolean atEnd) {
        if (t.strayServer != AddressTable.OVERFLOW && !(t.answered && isClose(t.endTime, t.strayTime))) {
            listener.onMisdirected(t);
        }
        listener.onClosed(t, atEnd);
        free(t);
    }

    private void free(OpenTransaction t) {
        repetitions -= t.attemptsKept() - 1;
        t.trim();
        t.own(null);
        t.chain = free;
        free = t;
    }

    private OpenTransaction take() {
        OpenTransaction t = free;
        if (t == null) {
            return new OpenTransaction();
        }
        free = t.chain;
        return t;
    }

    private void link(OpenTransaction t) {
        if (++count * SPARSE > slots.length) {
            grow();
        }
        int slot = t.hash & slots.length - 1;
        t.chain = slots[slot];
        slots[slot] = t;
    }

    private void unlink(OpenTransaction t) {
        count--;
        int slot = t.hash & slots.length - 1;
        OpenTransaction link = slots[slot];
        if (link == t) {
            slots[slot] = t.chain;
            return;
        }
        while (link.chain != t) {
            link = link.chain;
        }
        link.chain = t.chain;
    }

    private void grow() {
        OpenTransaction[] old = slots;
        slots = new OpenTransaction[old.length * 2];
        for (OpenTransaction head : old) {
            OpenTransaction next;
            for (OpenTransaction t = head; t != null; t = next) {
                next = t.chain;
                int slot = t.hash & slots.length - 1;
                t.chain = slots[slot];
                slots[slot] = t;
            }
        }
    }
}
