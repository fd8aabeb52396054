package io.github.dnswhy.lookup;

import io.github.dnswhy.match.OpenTransaction;
import io.github.dnswhy.match.WireEvent;
import io.github.dnswhy.model.LookupOutcome;
import io.github.dnswhy.model.StepFate;
import java.util.Arrays;

/**
 * A lookup that may still change, or that was just closed. Pooled by its builder: valid until {@link LookupListener#onLookup}
 * returns.
 */
public final class OpenLookup {
    /** Queries whose details are kept; later ones of the same lookup are only counted. */
    public static final int QUERIES_KEPT = 256;

    /** A moment before all others; what has passed since it still fits a long. Captures may begin before 1970. */
    static final long NEVER = Long.MIN_VALUE / 2;

    /** Queries that every lookup has room for. */
    static final int USUAL = 16;

    private static final int LEGS_AT_MOST = 4;

    long ordinal;
    int client;
    int firstLabelHash;
    long start;
    int step;
    int stepName;
    long stepStart;
    int round;
    long roundStart;
    int roundServer;
    long lastAnswer;
    long lastRejection;
    int connectingPort;
    int connectingServer;
    int connectingAttempts;
    long lastConnecting;
    /** When the next lookup of the same name began while this one was open; {@link #NEVER} when none did. */
    long nextStart;

    /** How long the round before the current one was waited for in vain; 0 when it was not. */
    long lastWait;

    /** Whether a server of the current step was left at once. */
    boolean refused;

    boolean failedStep;
    /** Whether the walk came to the name as it is, after which no other name follows. */
    boolean walkEnded;

    /** Whether A and AAAA went through the servers each on its own. */
    boolean apart;

    boolean echo;
    int baseName;
    int baseOctets;
    final Leg[] legs = new Leg[LEGS_AT_MOST];
    int legCount;
    private Query[] queries = new Query[4];
    int queryCount;
    private int queriesKept;
    long end;
    LookupOutcome outcome;

    int hash;
    OpenLookup chain;
    OpenLookup chainBefore;
    OpenLookup before;
    OpenLookup after;
    LookupQueue queue;
    long lastActivity;

    OpenLookup() {
        for (int i = 0; i < LEGS_AT_MOST; i++) {
            legs[i] = new Leg();
        }
    }

    void open(WireEvent first, int keyHash) {
        ordinal = first.ordinal;
        client = first.client;
        firstLabelHash = first.firstLabelHash;
        hash = keyHash;
        start = first.time;
        step = -1;
        stepName = 0;
        stepStart = first.time;
        round = 0;
        roundStart = first.time;
        roundServer = 0;
        lastAnswer = NEVER;
        lastRejection = NEVER;
        connectingPort = 0;
        lastConnecting = NEVER;
        nextStart = NEVER;
        lastWait = 0;
        refused = false;
        failedStep = false;
        walkEnded = false;
        apart = false;
        echo = first.echo;
        baseName = first.name;
        baseOctets = 0;
        legCount = 0;
        queryCount = 0;
        queriesKept = 0;
        end = 0;
        outcome = null;
    }

    /** A slot for the next query, or null when no more are kept, or none beyond the usual number for want of room. */
    Query nextQuery(boolean room) {
        int slot = queriesKept;
        boolean gap = slot < queryCount++; // kept are the first ones, all of them
        if (gap || slot == QUERIES_KEPT || slot >= USUAL && !room) {
            return null;
        }
        queriesKept++;
        if (slot == queries.length) {
            queries = Arrays.copyOf(queries, slot * 2);
        }
        if (queries[slot] == null) {
            queries[slot] = new Query();
        }
        return queries[slot];
    }

    /** The last query of the current step that a transaction stands for, or null when it is not kept. */
    Query latest(OpenTransaction t) {
        for (int i = queriesKept() - 1; i >= 0 && queries[i].step == step; i--) {
            Query q = queries[i];
            if (q.server == t.server()
                    && q.type == t.type()
                    && q.id == t.id()
                    && q.clientPort == t.clientPort()
                    && q.transport == t.transport()) {
                return q;
            }
        }
        return null;
    }

    boolean isFull() {
        return legCount == LEGS_AT_MOST;
    }

    Leg leg(int type) {
        for (int i = 0; i < legCount; i++) {
            if (legs[i].type == type) {
                return legs[i];
            }
        }
        return null;
    }

    /** Whether an answer of the current step was an error that a resolver may ignore. */
    boolean anyError() {
        for (int i = 0; i < legCount; i++) {
            if (legs[i].isError()) {
                return true;
            }
        }
        return false;
    }

    /** Whether it goes on although the next lookup of its name has begun. */
    boolean isOverlapping(long time) {
        return nextStart != NEVER && time > nextStart;
    }

    /** Whether a half was not asked again in the last round. */
    boolean anyOfEarlierRound() {
        for (int i = 0; i < legCount; i++) {
            if (legs[i].attempts < round) {
                return true;
            }
        }
        return false;
    }

    /** Whether a server was left at once, like one that refuses, in the current step before a query. */
    boolean wasLeftBefore(Query query) {
        for (int i = queriesKept() - 1; i >= 0 && queries[i].step == step; i--) {
            Query q = queries[i];
            if (q.round < query.round && q.server == query.server && q.fate == StepFate.REJECTED) {
                return true;
            }
        }
        return false;
    }

    /** Whether a server was left at once by the same leg before a query, with no ICMP error in the capture that says why. */
    boolean wasLeftUnseenBefore(Query query) {
        for (int i = queriesKept() - 1; i >= 0 && queries[i].step == step; i--) {
            Query q = queries[i];
            if (q != query
                    && q.server == query.server
                    && q.type == query.type
                    && q.fate == StepFate.REJECTED
                    && q.endFrame == 0) {
                return true;
            }
        }
        return false;
    }

    /** How often a server was asked for a type in the current step before a query. */
    int turnsBefore(Query query) {
        int turns = 0;
        for (int i = queriesKept() - 1; i >= 0 && queries[i].step == step; i--) {
            Query q = queries[i];
            turns += q != query && q.server == query.server && q.type == query.type ? 1 : 0;
        }
        return turns;
    }

    /** Whether an answer of the current step says that the name does not exist. */
    boolean anyMissing() {
        for (int i = 0; i < legCount; i++) {
            if (legs[i].isMissing()) {
                return true;
            }
        }
        return false;
    }

    boolean anyTruncated() {
        for (int i = 0; i < legCount; i++) {
            if (legs[i].truncated) {
                return true;
            }
        }
        return false;
    }

    boolean allAnswered() {
        for (int i = 0; i < legCount; i++) {
            if (!legs[i].answered) {
                return false;
            }
        }
        return legCount > 0;
    }

    boolean anyPositive() {
        for (int i = 0; i < legCount; i++) {
            if (legs[i].positive) {
                return true;
            }
        }
        return false;
    }

    /**
     * The number of its first query among all messages of the analysis.
     *
     * @return from 1, unique
     */
    public long ordinal() {
        return ordinal;
    }

    /**
     * The address that asked.
     *
     * @return its address id
     */
    public int client() {
        return client;
    }

    /**
     * Time of its first query.
     *
     * @return nanoseconds since the epoch
     */
    public long start() {
        return start;
    }

    /**
     * When it ended, or when the capture did.
     *
     * @return nanoseconds since the epoch
     */
    public long end() {
        return end;
    }

    /**
     * How long the application waited.
     *
     * @return nanoseconds, not negative
     */
    public long felt() {
        return Math.max(0, end - start);
    }

    /**
     * How it ended.
     *
     * @return the outcome
     */
    public LookupOutcome outcome() {
        return outcome;
    }

    /**
     * Name id of the first name asked.
     *
     * @return the id
     */
    public int firstName() {
        return queries[0].name;
    }

    /**
     * A name whose leading octets are what the application asked for.
     *
     * @return a name id
     */
    public int baseName() {
        return baseName;
    }

    /**
     * Octets of {@link #baseName} before the search suffix.
     *
     * @return 0 when the whole name was asked for
     */
    public int baseOctets() {
        return baseOctets;
    }

    /**
     * How many names were tried.
     *
     * @return at least 1
     */
    public int steps() {
        return step + 1;
    }

    /**
     * How many of its queries are kept.
     *
     * @return at most {@link #QUERIES_KEPT}
     */
    public int queriesKept() {
        return queriesKept;
    }

    /** How many queries are kept beyond the number that every lookup has room for. */
    int unusualQueries() {
        return Math.max(0, queriesKept - USUAL);
    }

    /** Gives back the room of many queries. */
    void trim() {
        if (queries.length > USUAL) {
            queries = Arrays.copyOf(queries, USUAL);
        }
    }

    /**
     * One of its queries.
     *
     * @param index from 0 in order of time
     * @return the query
     */
    public Query query(int index) {
        return queries[index];
    }

    /**
     * Whether its queries followed another client's queries for the same names at once, as a forwarder's do.
     *
     * @return true for what looks like a forwarded query
     */
    public boolean echo() {
        return echo;
    }
}
