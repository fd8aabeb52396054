package io.github.dnswhy.packet;

/**
 * One direction of a TCP connection: puts segments in order and gives them to its {@link MessageAssembler}. Sequence numbers are
 * compared by the sign of their difference (RFC 9293 §3.4).
 *
 * <p>Segments that come before their turn wait. When it becomes clear that the capture lacks what they wait for, the gap is
 * passed over: the peer acknowledged octets beyond it, too many segments wait, they wait too long, or the connection ends.
 */
final class TcpStream {
    /** A segment further away than this belongs to another connection or is damaged. */
    static final int WINDOW = 1 << 20;

    /** No sender has more segments in flight while one is missing, on the paths that DNS takes. */
    static final int MAX_WAITING = 128;

    static final int MAX_WAITING_OCTETS = 256 << 10;
    /** Three retransmission time-outs of RFC 6298, doubled each time, and some. */
    static final long MAX_WAITING_NANOS = 10_000_000_000L;

    private static final byte[] HOLE = new byte[0];

    final TcpConnection connection;
    private final TcpStreams streams;
    private final PieceStore store;
    private final MessageAssembler assembler;
    private final Pieces waiting = new Pieces();

    /** Neighbours among the streams that hold octets, see {@link Holders}. */
    TcpStream olderHolder;

    TcpStream newerHolder;
    boolean isHolder;

    /** True when {@link #next} is known. */
    private boolean known;
    /** True when it is known from a SYN. */
    private boolean synchronised;

    private boolean finished;
    private int initial;
    private int next;
    private int acknowledged;
    private long waitingSinceNanos;
    /** Octets passed over at a message boundary, which may still turn up: {@code [lateFrom, lateEnd)}. */
    private int lateFrom;

    private int lateEnd;

    TcpStream(TcpConnection connection, TcpStreams streams, boolean toServer) {
        this.connection = connection;
        this.streams = streams;
        store = streams.store();
        assembler = new MessageAssembler(store, toServer);
    }

    /** Starts afresh, for a new connection. */
    void reset(boolean anyDirection) {
        waiting.clear(store);
        assembler.reset(anyDirection);
        known = false;
        synchronised = false;
        finished = false;
        lateFrom = 0;
        lateEnd = 0;
    }

    boolean isFinished() {
        return finished;
    }

    void finish() {
        finished = true;
    }

    /** True when octets are held that count against the bounds. */
    boolean holds() {
        return assembler.holds() || !waiting.isEmpty();
    }

    /** True when a SYN with this sequence number opened the stream, or came late: its octets are the start of what was seen. */
    boolean isOpenedBy(int synSequence) {
        int behind = synSequence + 1 - initial;
        return known && (behind == 0 || !synchronised && behind < 0 && behind > -WINDOW);
    }

    /** Starts the stream behind a SYN. */
    void open(int synSequence) {
        start(synSequence + 1);
        synchronised = true;
    }

    private void start(int sequence) {
        known = true;
        initial = sequence;
        next = sequence;
        acknowledged = sequence;
        lateEnd = lateFrom;
    }

    /** Takes the payload of a segment, which is not empty. */
    void accept(TcpSegment segment, PacketView packet) {
        int sequence = segment.payloadSequence();
        if (!known) {
            streams.found(PacketAnomaly.TCP_MIDSTREAM);
            start(sequence);
            assembler.search();
        }
        if (sequence == next && waiting.isEmpty()) {
            assembler.consume(segment.buffer, segment.payload, segment.captured, segment.wire, streams);
            next += segment.wire;
        } else {
            acceptOutOfTurn(sequence, segment, packet);
        }
    }

    private void acceptOutOfTurn(int sequence, TcpSegment segment, PacketView packet) {
        int ahead = sequence - next;
        int wire = segment.wire;
        if (ahead > WINDOW || ahead < -WINDOW) {
            streams.found(PacketAnomaly.TCP_JUMP);
            passGaps(waiting.isEmpty() ? next : waiting.last().end());
            start(sequence);
            assembler.search();
            ahead = 0;
        }
        if (ahead > 0) {
            hold(sequence, segment, packet);
        } else if (ahead + wire > 0) {
            int skip = -ahead;
            int cut = Math.min(skip, segment.captured);
            assembler.consume(segment.buffer, segment.payload + cut, segment.captured - cut, wire - skip, streams);
            next = sequence + wire;
            drain();
            waitingSinceNanos = packet.timeNanos; // what waits on waits for another gap, or for one that closes
        } else if (sequence == lateFrom && lateEnd - lateFrom >= wire) {
            acceptLate(segment.buffer, segment.payload, segment.captured, wire);
        } else {
            streams.count(PacketCount.TCP_REPEATED);
        }
    }

    private void hold(int sequence, TcpSegment segment, PacketView packet) {
        if (waiting.isEmpty()) {
            waitingSinceNanos = packet.timeNanos;
        }
        streams.count(PacketCount.TCP_OUT_OF_ORDER);
        Pieces.Insertion insertion;
        do {
            insertion = waiting.insert(
                    store, sequence, segment.buffer, segment.payload, segment.captured, segment.wire, packet);
        } while (insertion == Pieces.Insertion.NO_ROOM && streams.makeRoom());
        if (insertion == Pieces.Insertion.NO_ROOM) {
            streams.found(PacketAnomaly.TCP_BYTES_LIMIT);
            giveUp();
            return;
        }
        passGaps(acknowledged);
        while (!waiting.isEmpty()
                && (waiting.count() > MAX_WAITING
                        || waiting.wireOctets() > MAX_WAITING_OCTETS
                        || packet.timeNanos - waitingSinceNanos > MAX_WAITING_NANOS)) {
            passGaps(waiting.first().position);
        }
    }

    /** Whole messages that stand in a segment which was given up for lost; what is not whole stays lost. */
    private void acceptLate(byte[] buffer, int offset, int captured, int wire) {
        int at = offset;
        int end = offset + captured;
        while (end - at >= 2 && end - at - 2 >= Octets.u16(buffer, at)) {
            int length = Octets.u16(buffer, at);
            if (length > 0) {
                streams.message(buffer, at + 2, length, length);
            }
            at += 2 + length;
        }
        lateFrom = at == offset + wire ? lateFrom + wire : lateEnd;
    }

    /**
     * The peer acknowledges octets.
     *
     * @param number the acknowledgment number of a segment of the peer
     */
    void acknowledge(int number) {
        int beyond = number - acknowledged;
        if (known && beyond > 0 && beyond <= WINDOW) {
            acknowledged = number;
            if (!waiting.isEmpty()) {
                passGaps(number);
            }
        }
    }

    /** Passes over the gaps before waiting segments that start at {@code limit} at the latest. */
    private void passGaps(int limit) {
        while (!waiting.isEmpty() && limit - waiting.first().position >= 0) {
            Piece first = waiting.first();
            int gap = first.position - next;
            streams.found(PacketAnomaly.TCP_GAP);
            lateFrom = next;
            lateEnd = assembler.atBoundary() ? first.position : next;
            streams.deliverFrom(this, first);
            assembler.consume(HOLE, 0, 0, gap, streams);
            next = first.position;
            while (!waiting.isEmpty() && waiting.first().position == next) {
                take(waiting.first());
            }
            streams.deliverFromSegment();
            waitingSinceNanos = waiting.isEmpty() ? 0 : waiting.first().timeNanos;
        }
    }

    private void take(Piece piece) {
        streams.deliverFrom(this, piece);
        consumeFirst();
    }

    /** Consumes the waiting segments whose turn has come: the segment at hand completes what they bring. */
    private void drain() {
        while (!waiting.isEmpty() && waiting.first().position - next <= 0) {
            consumeFirst();
        }
    }

    private void consumeFirst() {
        Piece piece = waiting.removeFirst();
        int skip = next - piece.position;
        if (skip < piece.wire) {
            int cut = Math.min(skip, piece.captured);
            assembler.consume(piece.data, cut, piece.captured - cut, piece.wire - skip, streams);
            next = piece.end();
        }
        store.release(piece);
    }

    /** Delivers what waits, as the connection is over. */
    void end() {
        if (!waiting.isEmpty()) {
            passGaps(waiting.last().end());
        }
        if (assembler.holds()) {
            streams.found(PacketAnomaly.TCP_MESSAGE_UNFINISHED);
            assembler.reset(false);
        }
    }

    /** Drops what is held to make room; the stream starts anew with its next segment. */
    void giveUp() {
        waiting.clear(store);
        assembler.search();
        known = false;
    }
}
