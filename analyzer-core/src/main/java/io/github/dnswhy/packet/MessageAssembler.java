package io.github.dnswhy.packet;

/**
 * Cuts one direction of a TCP stream into DNS messages (RFC 1035 §4.2.2: each after its length in two octets). Is given the octets
 * in order; those that the capture does not hold are passed as holes. A message that lies whole in what is given is handed on
 * where it lies; only one that is spread over several calls is copied.
 *
 * <p>A hole within a message whose length is known does no harm beyond it: the message is handed on as far as it was captured.
 * A hole that may hide a length prefix leaves no choice but to search for the next boundary.
 */
final class MessageAssembler {
    private static final int PREFIX = 2;
    private static final int MAX_MESSAGE = PREFIX + 0xFFFF;

    private final PieceStore store;
    private final boolean toServer;
    private boolean anyDirection;

    /** The captured start of the unfinished message with its prefix, owned; null when there is none. */
    private byte[] partial;

    /** Octets in {@link #partial}. */
    private int stored;

    /** Octets of the unfinished message that have passed; more than {@link #stored} once some were missing. */
    private int passed;

    /** True while no boundary is known. */
    private boolean searching;

    /** True when {@link #partial} may be a length prefix that came in a segment of its own; what follows must confirm it. */
    private boolean tentative;

    /**
     * One direction.
     *
     * @param toServer true for the direction that should carry queries
     */
    MessageAssembler(PieceStore store, boolean toServer) {
        this.store = store;
        this.toServer = toServer;
    }

    /** True when octets of an unfinished message are held. */
    boolean holds() {
        return partial != null;
    }

    /** True when the stream is between two messages. */
    boolean atBoundary() {
        return passed == 0 && !searching && !tentative;
    }

    /**
     * Drops what is held; the next octets start a message.
     *
     * @param anyDirection true when both ends use a DNS port, so that nobody can tell which one is the server
     */
    void reset(boolean anyDirection) {
        this.anyDirection = anyDirection;
        drop();
        searching = false;
    }

    /** Drops what is held; the next octets may be anything. */
    void search() {
        drop();
        searching = true;
    }

    private void drop() {
        if (partial != null) {
            store.release(partial);
            partial = null;
        }
        stored = 0;
        passed = 0;
        tentative = false;
    }

    /**
     * Takes the next octets of the stream.
     *
     * @param captured octets at {@code offset}
     * @param wire octets of the stream, at least {@code captured}; the difference is a hole at the end
     */
    void consume(byte[] buffer, int offset, int captured, int wire, MessageSink sink) {
        int capturedEnd = offset + captured;
        int wireEnd = offset + wire;
        int at = offset;
        if (tentative) {
            confirm(buffer, offset, capturedEnd);
        }
        if (searching) {
            if (wire == PREFIX && captured == PREFIX && Octets.u16(buffer, at) >= BoundarySearch.HEADER) {
                searching = false;
                tentative = true;
                keep(buffer, at, PREFIX, PREFIX, sink);
                return;
            }
            at = BoundarySearch.find(buffer, offset, capturedEnd, wireEnd, toServer, anyDirection);
            if (at < 0) {
                if (captured > 0) {
                    sink.found(PacketAnomaly.TCP_UNSYNCHRONISED);
                }
                return;
            }
            searching = false;
        }
        if (passed > 0) {
            at = resume(buffer, at, capturedEnd, wireEnd, sink);
        }
        while (at < wireEnd && !searching) {
            int left = capturedEnd - at;
            if (left < PREFIX) {
                if (capturedEnd < wireEnd) {
                    search();
                } else {
                    keep(buffer, at, left, left, sink);
                }
                return;
            }
            int length = Octets.u16(buffer, at);
            int end = at + PREFIX + length;
            if (end > wireEnd) {
                keep(buffer, at, left, wireEnd - at, sink);
                return;
            }
            hand(buffer, at + PREFIX, Math.min(length, left - PREFIX), length, sink);
            at = end;
        }
    }

    /** Many clients write the length prefix by itself; believes in one when a header follows that fits it. */
    private void confirm(byte[] buffer, int at, int capturedEnd) {
        if (stored == PREFIX
                && capturedEnd - at >= BoundarySearch.HEADER
                && BoundarySearch.isHeader(Octets.u16(partial, 0), buffer, at, capturedEnd, toServer, anyDirection)) {
            tentative = false;
        } else {
            search();
        }
    }

    /** Goes on with the unfinished message; returns where the rest starts. */
    private int resume(byte[] buffer, int from, int capturedEnd, int wireEnd, MessageSink sink) {
        int at = from;
        if (passed < PREFIX) {
            if (at >= capturedEnd) {
                search();
                return wireEnd;
            }
            keep(buffer, at, 1, 1, sink);
            at++;
        }
        if (stored < PREFIX) {
            // There was no room for the prefix.
            search();
            return wireEnd;
        }
        int announced = Octets.u16(partial, 0);
        int rest = PREFIX + announced - passed;
        int wire = Math.min(rest, wireEnd - at);
        keep(buffer, at, Math.max(0, Math.min(wire, capturedEnd - at)), wire, sink);
        if (wire == rest) {
            hand(partial, PREFIX, stored - PREFIX, announced, sink);
            drop();
        }
        return at + wire;
    }

    /** Copies octets of the unfinished message, unless some before them are missing. */
    private void keep(byte[] buffer, int at, int captured, int wire, MessageSink sink) {
        if (stored == passed && captured > 0 && reserve(stored + captured, sink)) {
            System.arraycopy(buffer, at, partial, stored, captured);
            stored += captured;
        }
        passed += wire;
    }

    private boolean reserve(int octets, MessageSink sink) {
        if (partial != null && partial.length >= octets) {
            return true;
        }
        // Twice of what came, not what the prefix claims: a claim costs the sender nothing.
        int wanted = partial == null ? octets : Math.min(2 * octets, MAX_MESSAGE);
        byte[] larger = store.lend(wanted);
        while (larger == null && sink.makeRoom()) {
            larger = store.lend(wanted);
        }
        if (larger == null) {
            sink.found(PacketAnomaly.TCP_BYTES_LIMIT);
            return false;
        }
        if (partial != null) {
            System.arraycopy(partial, 0, larger, 0, stored);
            store.release(partial);
        }
        partial = larger;
        return true;
    }

    private static void hand(byte[] buffer, int offset, int captured, int announced, MessageSink sink) {
        if (announced == 0) {
            sink.found(PacketAnomaly.TCP_MESSAGE_EMPTY);
        } else {
            if (captured < announced) {
                sink.found(PacketAnomaly.PAYLOAD_CUT);
            }
            sink.message(buffer, offset, captured, announced);
        }
    }
}
