package io.github.dnswhy.packet;

/**
 * Octets of a datagram or a TCP stream that wait for their neighbours; an owned, pooled copy. What the snaplen cut off still
 * counts in {@link #wire}.
 */
final class Piece {
    /** Where it starts: fragment offset or sequence number. */
    int position;

    /** Octets in {@link #data}. */
    int captured;

    /** Octets on the wire, at least {@link #captured}. */
    int wire;

    byte[] data;
    long frameNumber;
    long timeNanos;
    Piece next;

    int end() {
        return position + wire;
    }
}
