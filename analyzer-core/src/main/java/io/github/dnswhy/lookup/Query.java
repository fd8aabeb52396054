package io.github.dnswhy.lookup;

import io.github.dnswhy.match.WireEvent;
import io.github.dnswhy.model.StepFate;
import io.github.dnswhy.model.Transport;

/** One query of an open lookup, with what came back. Pooled with its lookup; valid until the lookup is closed. */
public final class Query {
    private static final int RCODE_OK = 0;
    private static final int RCODE_NXDOMAIN = 3;

    long time;
    long frame;
    int capture;
    int server;
    int clientPort;
    Transport transport;
    int name;
    int type;
    int id;
    int step;
    int round;
    int sightings;
    StepFate fate;
    int rcode;
    long endTime;
    long endFrame;

    /** Whether the felt time went by while this query was waited for, and not only another one beside it. */
    boolean decisive;

    Query() {}

    /** What an answer means to the query. */
    static StepFate fate(WireEvent e) {
        if (e.truncated()) {
            return StepFate.TRUNCATED;
        }
        return switch (e.rcode) {
            case RCODE_OK -> e.answers > 0 ? StepFate.ANSWERED : StepFate.NODATA;
            case RCODE_NXDOMAIN -> StepFate.NXDOMAIN;
            default -> StepFate.ERROR;
        };
    }

    /**
     * When it was sent.
     *
     * @return nanoseconds since the epoch
     */
    public long time() {
        return time;
    }

    /**
     * The first frame that shows it.
     *
     * @return the frame number
     */
    public long frame() {
        return frame;
    }

    /**
     * The capture of that frame.
     *
     * @return the capture's index
     */
    public int capture() {
        return capture;
    }

    /**
     * The server asked.
     *
     * @return its address id
     */
    public int server() {
        return server;
    }

    /**
     * The client's port.
     *
     * @return 0..65535
     */
    public int clientPort() {
        return clientPort;
    }

    /**
     * How it travelled.
     *
     * @return the transport
     */
    public Transport transport() {
        return transport;
    }

    /**
     * The QNAME.
     *
     * @return its name id
     */
    public int name() {
        return name;
    }

    /**
     * The QTYPE.
     *
     * @return 0..65535
     */
    public int type() {
        return type;
    }

    /**
     * The DNS message ID.
     *
     * @return 0..65535
     */
    public int id() {
        return id;
    }

    /**
     * Which name of the search walk it belongs to.
     *
     * @return from 0
     */
    public int step() {
        return step;
    }

    /**
     * Which round over the servers it belongs to within its step: a server's turn, with its A and AAAA.
     *
     * @return from 1
     */
    public int round() {
        return round;
    }

    /**
     * What became of it.
     *
     * @return the fate
     */
    public StepFate fate() {
        return fate;
    }

    /**
     * The RCODE of its response.
     *
     * @return the extended RCODE, -1 without a response
     */
    public int rcode() {
        return rcode;
    }

    /**
     * When the resolver stopped waiting on it: at the response, at the refusal, or when it went on.
     *
     * @return nanoseconds since the epoch
     */
    public long endTime() {
        return endTime;
    }

    /**
     * The frame of its response.
     *
     * @return the frame number, 0 without one
     */
    public long endFrame() {
        return endFrame;
    }
}
