package io.github.dnswhy.lookup;

import io.github.dnswhy.match.AddressTable;
import io.github.dnswhy.model.LookupOutcome;
import io.github.dnswhy.model.StepFate;
import io.github.dnswhy.model.Transport;

/**
 * Decides how rounds and lookups ended where no packet says so: the resolver's deadline, its silence, the end of the capture.
 */
final class LookupCloser {
    /** The resolver's timer fires a little late, and the next query is on its way as long as a continuation may take. */
    private static final long DEADLINE_SLACK = 500_000_000L;

    /** A timer fires a little late, and the answer that comes just then is still taken. */
    private static final long LATE_NANOS = 2_000_000L;

    private static final int RCODE_SERVFAIL = 2;
    private static final int RCODE_REFUSED = 5;

    private static final int LONGEST_NAME = 255;

    private final AddressTable addresses;
    private final Names names;
    private final long slowNanos;
    private final byte[] wire = new byte[LONGEST_NAME];

    LookupCloser(AddressTable addresses, Names names, long slowNanos) {
        this.addresses = addresses;
        this.names = names;
        this.slowNanos = slowNanos;
    }

    /**
     * Ends the current round because the client asked again: whatever is still open in it timed out, or was refused when the
     * client moved to another socket at once.
     */
    void endRound(OpenLookup l, long now, int nextPort, ResolverModel model) {
        if (model.legsApart()) {
            for (int i = 0; i < l.legCount; i++) {
                endLeg(l.legs[i], now, nextPort);
            }
            return;
        }
        for (int i = l.queriesKept() - 1; i >= 0; i--) {
            Query q = l.query(i);
            if (q.step != l.step || q.round < l.round) {
                return;
            }
            endQuery(l, q, l.roundStart, now, nextPort);
        }
    }

    /** Ends what one leg still waits for, because it asks again on its own. */
    void endLeg(Leg leg, long now, int nextPort) {
        endQuery(leg.lookup, leg.query, leg.query.time, now, nextPort);
    }

    private static void endQuery(OpenLookup l, Query q, long since, long now, int nextPort) {
        if (q.fate == StepFate.OPEN && l.anyTruncated()) {
            // The other half was cut: the resolver asks for both over TCP, and does not wait for this one.
            q.fate = StepFate.TRUNCATED;
            q.endTime = now;
        } else if (q.fate == StepFate.OPEN) {
            boolean refused = now - since < LookupBuilder.FAST_FAILOVER_NANOS && q.clientPort != nextPort;
            l.refused |= refused;
            q.fate = refused ? StepFate.REJECTED : StepFate.TIMEOUT;
            q.endTime = now;
        }
    }

    /** Whether the resolver had stopped to wait before an answer came, and had not asked again. */
    boolean isOver(Leg leg, ClientResolver resolver, long time) {
        OpenLookup l = leg.lookup;
        if (leg.answered || time - l.roundStart < resolver.model().shortestTimeout() || !resolver.knowsTimeout()) {
            return false;
        }
        if (resolver.model().legsApart()) {
            return resolver.isLastTry(leg) && time > resolver.deadline(leg, addresses) + LATE_NANOS;
        }
        if (time <= resolver.deadline(l, addresses) + LATE_NANOS) {
            return false;
        }
        return !resolver.model().heedsErrors() || l.round >= resolver.rounds() || waitsForSecond(l);
    }

    /** Sets end, outcome and the fate of what is still open. */
    void close(OpenLookup l, ClientResolver resolver, long now, boolean atEnd) {
        ResolverModel model = resolver.model();
        l.apart = model.legsApart();
        long deadline = resolver.deadline(l, addresses);
        boolean cutOff = atEnd && now < deadline + DEADLINE_SLACK;
        boolean waitsOnError = l.anyError() && !model.heedsErrors() && (cutOff || isRepeated(l, model));
        if (l.anyTruncated() && l.lastConnecting != OpenLookup.NEVER) {
            closeConnecting(l, now, atEnd);
            return;
        }
        if (l.allAnswered() && !waitsOnError) {
            l.end = l.lastAnswer;
            l.outcome = answeredOutcome(l, model);
            if (atEnd && mayGoOn(l, now, resolver)) {
                leaveOpen(l, now);
            }
            return;
        }
        if (!resolver.overlaps && l.nextStart > l.roundStart && l.nextStart < deadline && !cutOff) {
            // Lookups of one name do not overlap in this client: the next one shows that this one was over.
            deadline = l.nextStart;
        }
        boolean positive = l.anyPositive();
        if (model.heedsErrors() && !model.legsApart() && waitsOverTcp(l)) {
            // No timer of the resolver ends that (glibc res_send.c, send_vc): it waits for the connection.
            leaveOpen(l, now);
            if (atEnd) {
                markOpen(l, now);
            } else {
                finishOpen(l, now, StepFate.TIMEOUT);
            }
            return;
        }
        if (model.legsApart()) {
            if (cutOff) {
                leaveOpen(l, now);
                markOpen(l, now);
            } else {
                // Half of the pair that was never answered and never asked again: nobody waited for it.
                boolean waited = !positive || !model.asksAgain() || isAskedAgain(l);
                finishOpen(l, waited ? deadline : l.lastAnswer, StepFate.TIMEOUT);
                l.outcome = positive && model.takesHalf() ? LookupOutcome.RESOLVED : LookupOutcome.GAVE_UP;
            }
        } else if (model.heedsErrors() && l.lastRejection >= l.roundStart) {
            // An ICMP error in the last round and no query after it: the resolver failed at once.
            finishOpen(l, l.lastRejection, StepFate.REJECTED);
            l.outcome = positive ? LookupOutcome.RESOLVED : LookupOutcome.GAVE_UP;
        } else if (cutOff) {
            leaveOpen(l, now);
            markOpen(l, now);
        } else if (waitsOnError) {
            finishOpen(l, deadline, StepFate.TIMEOUT);
            l.outcome = LookupOutcome.FAILED;
        } else if (positive && l.round == 1 && model.asksAgain() && !waitsForSecond(l)) {
            // Half of the pair was never answered and never asked again: nobody waited for it.
            finishOpen(l, l.lastAnswer, StepFate.TIMEOUT);
            l.outcome = LookupOutcome.RESOLVED;
        } else if (positive) {
            finishOpen(l, deadline, StepFate.TIMEOUT);
            l.outcome = model.takesHalf() ? LookupOutcome.RESOLVED : LookupOutcome.GAVE_UP;
        } else if (model.heedsErrors() && l.wasLeftBefore(l.query(l.queriesKept() - 1))) {
            // The server refused before, and the ICMP errors are not in the capture.
            finishOpen(l, Math.max(l.roundStart, l.lastAnswer), StepFate.REJECTED);
            l.outcome = LookupOutcome.GAVE_UP;
        } else {
            finishOpen(l, deadline, StepFate.TIMEOUT);
            l.outcome = LookupOutcome.GAVE_UP;
        }
    }

    /** A cut answer, and a TCP connection that never carried the question: felt at least until its last attempt to open it. */
    private void closeConnecting(OpenLookup l, long now, boolean atEnd) {
        if (atEnd && l.lastRejection < l.lastConnecting && now - l.lastConnecting < TruncatedLookups.LAST_WAIT_NANOS) {
            leaveOpen(l, now);
        } else {
            l.end = TruncatedLookups.end(l);
            l.outcome = LookupOutcome.GAVE_UP;
        }
    }

    /** Whether the last round asks over TCP, and the connection was not refused. */
    private static boolean waitsOverTcp(OpenLookup l) {
        Query last = l.queriesKept() == 0 ? null : l.query(l.queriesKept() - 1);
        return last != null
                && last.transport == Transport.TCP
                && last.fate == StepFate.OPEN
                && l.lastRejection < l.roundStart;
    }

    /** The capture ended before the lookup did. */
    private void leaveOpen(OpenLookup l, long now) {
        l.end = now;
        l.outcome = l.felt() >= slowNanos ? LookupOutcome.UNFINISHED : LookupOutcome.UNDETERMINED;
    }

    /** Whether the next name of the search list may have been asked just after the capture ended. */
    private static boolean mayGoOn(OpenLookup l, long now, ClientResolver resolver) {
        return l.outcome != LookupOutcome.RESOLVED
                && !l.walkEnded
                && now - l.lastAnswer <= LookupFinder.CERTAIN_NANOS
                && resolver.search.isKnown();
    }

    /**
     * Whether the half that is missing was asked only after the answer to the other: a resolver that asks one after the other waits for
     * it, and does not ask again.
     */
    boolean waitsForSecond(OpenLookup l) {
        long asked = OpenLookup.NEVER;
        long answered = OpenLookup.NEVER;
        for (int i = 0; i < l.legCount; i++) {
            Leg leg = l.legs[i];
            if (leg.answered) {
                answered = leg.answerTime;
            } else {
                asked = leg.query.time;
            }
        }
        return answered != OpenLookup.NEVER && asked >= answered;
    }

    /** Whether the resolver asked for the name again after a timeout: it did not take what it had for an end. */
    private static boolean isRepeated(OpenLookup l, ResolverModel model) {
        return l.roundStart - l.stepStart >= model.shortestTimeout();
    }

    /** Whether a half that is not answered was asked more than once. */
    private static boolean isAskedAgain(OpenLookup l) {
        boolean again = false;
        for (int i = 0; i < l.legCount; i++) {
            again |= !l.legs[i].answered && l.legs[i].attempts > 1;
        }
        return again;
    }

    private static void finishOpen(OpenLookup l, long end, StepFate fate) {
        l.end = end;
        for (int i = l.queriesKept() - 1; i >= 0; i--) {
            Query q = l.query(i);
            if (q.fate == StepFate.OPEN) {
                q.fate = fate;
                q.endTime = end;
            }
        }
    }

    private static void markOpen(OpenLookup l, long now) {
        for (int i = l.queriesKept() - 1; i >= 0; i--) {
            Query q = l.query(i);
            if (q.fate == StepFate.OPEN) {
                q.endTime = now;
            }
        }
    }

    /**
     * The outcome of a step whose legs were all answered. REFUSED for a single label as it is, after a walk in which every name
     * did not exist, is only the tail of that walk; SERVFAIL there, or REFUSED for a name with dots, means that the name itself could
     * not be resolved.
     */
    private LookupOutcome answeredOutcome(OpenLookup l, ResolverModel model) {
        if (l.anyPositive()) {
            // To musl a name exists for both types or for none.
            return model.takesHalf() || !l.anyMissing() ? LookupOutcome.RESOLVED : LookupOutcome.NXDOMAIN;
        }
        boolean error = false;
        boolean refused = true;
        boolean nodata = false;
        for (int i = 0; i < l.legCount; i++) {
            Leg leg = l.legs[i];
            error |= leg.isError();
            refused &= !leg.isError() || leg.rcode == RCODE_REFUSED;
            nodata |= leg.rcode == 0;
        }
        if (nodata && !error) {
            return LookupOutcome.NODATA;
        }
        if (!error) {
            if (l.failedStep) {
                return LookupOutcome.GAVE_UP;
            }
            // A walk with SERVFAIL in it ends in TRY_AGAIN, whatever its last name says (glibc res_query.c,
            // got_servfail).
            return model.heedsErrors() && isServfailBefore(l) ? LookupOutcome.FAILED : LookupOutcome.NXDOMAIN;
        }
        boolean tailOfWalk =
                refused && l.step > 0 && !l.failedStep && isSingleLabel(l.stepName) && walkedThroughNames(l);
        return tailOfWalk ? LookupOutcome.NXDOMAIN : LookupOutcome.FAILED;
    }

    private boolean isSingleLabel(int name) {
        int length = names.copyWire(name, wire);
        return length > 0 && wire[0] + 2 == length;
    }

    private static boolean isServfailBefore(OpenLookup l) {
        for (int i = 0; i < l.queriesKept(); i++) {
            Query q = l.query(i);
            if (q.step < l.step && q.rcode == RCODE_SERVFAIL) {
                return true;
            }
        }
        return false;
    }

    private static boolean walkedThroughNames(OpenLookup l) {
        for (int i = 0; i < l.queriesKept(); i++) {
            Query q = l.query(i);
            if (q.step < l.step && q.fate != StepFate.NXDOMAIN && q.fate != StepFate.NODATA) {
                return false;
            }
        }
        return true;
    }
}
