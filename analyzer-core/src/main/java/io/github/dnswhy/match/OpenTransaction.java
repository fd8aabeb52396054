package io.github.dnswhy.match;

import io.github.dnswhy.model.Transport;
import java.util.Arrays;

/**
 * A transaction that may still change. Pooled by its matcher: valid until {@link TransactionListener#onClosed} returns.
 */
public final class OpenTransaction {
    /** Attempts whose times and frames are kept; later ones are only counted. */
    public static final int ATTEMPTS_KEPT = 64;

    private static final int TIME = 0;
    private static final int FRAME = 1;
    private static final int CAPTURE = 2;
    private static final int SIGHTINGS = 3;
    private static final int WORDS = 4;
    private static final long[] NONE = {};
    /** Words that a pooled transaction may hold on to. */
    private static final int TRIMMED = 8 * WORDS;

    int client;
    int source;
    int clientPort;
    int server;
    int serverPort;
    Transport transport;
    int id;
    int name;
    int type;
    int recordClass;

    int attempts;
    private int kept;
    /** The first attempt, mostly the only one, lies in the object itself: one line of the cache less to fetch for each. */
    private long firstTime;

    private long firstFrame;
    private int firstCapture;
    private int firstSightings;
    /** The kept attempts after the first: time, frame, capture and sightings of each. */
    private long[] more = NONE;

    int firstInterface;
    int firstDirection;
    int firstTimeToLive;
    int lastIdentification;
    long lastTime;
    int endpoint;
    long endpointTime;
    long endpointEndTime;

    boolean answered;
    boolean rejected;
    boolean reset;
    long endTime;
    long endFrame;
    int endCapture;
    int responseIdentification;
    long responseTime;
    int attemptsAtResponse;
    /** One bit for each kept attempt that a response followed before the next attempt. */
    long answeredAttempts;

    int rcode;
    boolean truncated;
    boolean late;
    boolean superseded;
    private Object owner;

    /** A response that came from elsewhere. */
    int strayServer;

    long strayTime;
    private long strayFrame;
    private int strayCapture;

    int hash;
    OpenTransaction chain;
    TransactionQueue queue;
    boolean openAtEnd;
    OpenTransaction before;
    OpenTransaction after;
    long lastActivity;

    OpenTransaction() {}

    void open(WireEvent query, int keyHash) {
        client = query.client;
        source = query.source;
        clientPort = query.clientPort;
        server = query.server;
        serverPort = query.serverPort;
        transport = query.transport;
        id = query.id;
        name = query.name;
        type = query.type;
        recordClass = query.recordClass;
        hash = keyHash;
        firstInterface = query.interfaceIndex;
        firstDirection = query.direction;
        firstTimeToLive = query.timeToLive;
        endpoint = AddressTable.OVERFLOW;
        endpointTime = 0;
        endpointEndTime = 0;
        attempts = 0;
        kept = 0;
        answered = false;
        rejected = false;
        reset = false;
        endTime = 0;
        endFrame = 0;
        endCapture = -1;
        responseIdentification = WireEvent.NONE;
        answeredAttempts = 0;
        rcode = WireEvent.NONE;
        truncated = false;
        late = false;
        superseded = false;
        owner = null;
        strayServer = AddressTable.OVERFLOW;
    }

    /**
     * Adds a query.
     *
     * @param room whether there is room to keep its details, which the first needs none of
     * @return whether the room was taken
     */
    boolean addAttempt(WireEvent query, boolean room) {
        attempts++;
        lastIdentification = query.identification;
        lastTime = query.time;
        if (kept == 0) {
            kept = 1;
            firstTime = query.time;
            firstFrame = query.frame;
            firstCapture = query.capture;
            firstSightings = 1;
            return false;
        }
        // Kept are the first ones without a gap: once one found no room, none after it is kept.
        if (!room || kept == ATTEMPTS_KEPT || kept < attempts - 1) {
            return false;
        }
        addAnother(at(kept++), query);
        return true;
    }

    /** Gives back the room of many attempts. */
    void trim() {
        if (more.length > TRIMMED) {
            more = NONE;
        }
    }

    private void addAnother(int at, WireEvent query) {
        if (at == more.length) {
            more = Arrays.copyOf(more, Math.max(WORDS, at * 2));
        }
        more[at + TIME] = query.time;
        more[at + FRAME] = query.frame;
        more[at + CAPTURE] = query.capture;
        more[at + SIGHTINGS] = 1;
    }

    private static int at(int attempt) {
        return (attempt - 1) * WORDS;
    }

    void addSighting() {
        int last = attemptsKept() - 1;
        if (last == 0) {
            firstSightings++;
        } else {
            more[at(last) + SIGHTINGS]++;
        }
    }

    void end(WireEvent event) {
        endTime = event.time;
        endFrame = event.frame;
        endCapture = event.capture;
    }

    void strayFrom(WireEvent response) {
        strayServer = response.server;
        strayTime = response.time;
        strayFrame = response.frame;
        strayCapture = response.capture;
    }

    /**
     * The address id of who answered although another was asked; equal to {@link #server} when only the port was another.
     *
     * @return an id of the address table, {@link AddressTable#OVERFLOW} when nobody did
     */
    public int strayServer() {
        return strayServer;
    }

    /**
     * The frame of that answer.
     *
     * @return the frame number
     */
    public long strayFrame() {
        return strayFrame;
    }

    /**
     * The capture of that frame.
     *
     * @return the capture's index
     */
    public int strayCapture() {
        return strayCapture;
    }

    /**
     * The client's address id; of several addresses the one under which it was seen first.
     *
     * @return an id of the address table
     */
    public int client() {
        return client;
    }

    /**
     * The address id from which the client asked.
     *
     * @return an id of the address table
     */
    public int source() {
        return source;
    }

    /** {@return the client's port: 0..65535} */
    public int clientPort() {
        return clientPort;
    }

    /**
     * The address id of the server that the client asked.
     *
     * @return an id of the address table
     */
    public int server() {
        return server;
    }

    /**
     * The address id of the endpoint behind the server, when the capture shows the query after destination NAT too.
     *
     * @return an id, {@link AddressTable#OVERFLOW} when not seen
     */
    public int endpoint() {
        return endpoint;
    }

    /** {@return when the endpoint was last seen to be asked, in nanoseconds since the epoch; 0 when it was not} */
    public long endpointTime() {
        return endpointTime;
    }

    /** {@return when the endpoint was first seen to answer, in nanoseconds since the epoch; 0 when it was not} */
    public long endpointEndTime() {
        return endpointEndTime;
    }

    /** {@return the IP identification of the last query, which its copies keep; {@link WireEvent#NONE} without one} */
    public int identification() {
        return lastIdentification;
    }

    /** {@return how it travelled} */
    public Transport transport() {
        return transport;
    }

    /** {@return the DNS message ID: 0..65535} */
    public int id() {
        return id;
    }

    /**
     * The QNAME's id.
     *
     * @return an id of the name table
     */
    public int name() {
        return name;
    }

    /** {@return the QTYPE: 0..65535} */
    public int type() {
        return type;
    }

    /** {@return the QCLASS: 0..65535} */
    public int recordClass() {
        return recordClass;
    }

    /**
     * How many queries were sent.
     *
     * @return at least 1
     */
    public int attempts() {
        return attempts;
    }

    /**
     * How many of them are kept in detail.
     *
     * @return at most {@link #ATTEMPTS_KEPT}
     */
    public int attemptsKept() {
        return kept;
    }

    /**
     * When a query was sent.
     *
     * @param attempt from 0, below {@link #attemptsKept}
     * @return nanoseconds since the epoch
     */
    public long time(int attempt) {
        return attempt == 0 ? firstTime : more[at(attempt) + TIME];
    }

    /**
     * The first frame that shows a query.
     *
     * @param attempt from 0, below {@link #attemptsKept}
     * @return the frame number
     */
    public long frame(int attempt) {
        return attempt == 0 ? firstFrame : more[at(attempt) + FRAME];
    }

    /**
     * The capture of that frame.
     *
     * @param attempt from 0, below {@link #attemptsKept}
     * @return the capture's index
     */
    public int capture(int attempt) {
        return attempt == 0 ? firstCapture : (int) more[at(attempt) + CAPTURE];
    }

    /**
     * In how many frames a query was seen.
     *
     * @param attempt from 0, below {@link #attemptsKept}
     * @return at least 1
     */
    public int sightings(int attempt) {
        return attempt == 0 ? firstSightings : (int) more[at(attempt) + SIGHTINGS];
    }

    /**
     * Whether a response came after an attempt and before the next.
     *
     * @param attempt from 0, below {@link #attemptsKept}
     * @return true for an answered attempt
     */
    public boolean isAnswered(int attempt) {
        return (answeredAttempts >>> attempt & 1) != 0;
    }

    /**
     * When the last query was sent.
     *
     * @return nanoseconds since the epoch
     */
    public long lastAttemptTime() {
        return lastTime;
    }

    /**
     * Whether a response came.
     *
     * @return true after the first response
     */
    public boolean answered() {
        return answered;
    }

    /**
     * Whether an ICMP error came instead.
     *
     * @return true after it
     */
    public boolean rejected() {
        return rejected;
    }

    /**
     * Whether the TCP connection was reset instead.
     *
     * @return true after it
     */
    public boolean reset() {
        return reset;
    }

    /**
     * When the first response, ICMP error or reset came.
     *
     * @return nanoseconds since the epoch; 0 before
     */
    public long endTime() {
        return endTime;
    }

    /**
     * The frame of the first response, ICMP error or reset.
     *
     * @return the frame number; 0 before
     */
    public long endFrame() {
        return endFrame;
    }

    /**
     * The capture of that frame.
     *
     * @return the capture's index; -1 before
     */
    public int endCapture() {
        return endCapture;
    }

    /**
     * The RCODE of the first response.
     *
     * @return the extended RCODE; {@link WireEvent#NONE} before
     */
    public int rcode() {
        return rcode;
    }

    /**
     * Whether the first response had TC set.
     *
     * @return the TC bit
     */
    public boolean truncated() {
        return truncated;
    }

    /**
     * Whether the response came after the client had moved on to another server or port.
     *
     * @return true when it did
     */
    public boolean late() {
        return late;
    }

    /** Marks that the client moved on to another server or port; a response from now on is late. */
    public void supersede() {
        superseded = true;
    }

    /** Marks that the client came back to this server and port; it takes responses again. */
    public void resume() {
        superseded = false;
    }

    /**
     * Whether the client moved on to another server or port, and did not come back.
     *
     * @return true after {@link #supersede} until {@link #resume}
     */
    public boolean superseded() {
        return superseded;
    }

    /**
     * What the listener attached.
     *
     * @return the owner, or null
     */
    public Object owner() {
        return owner;
    }

    /**
     * Attaches something of the listener's.
     *
     * @param newOwner kept until the transaction is closed
     */
    public void own(Object newOwner) {
        owner = newOwner;
    }
}
