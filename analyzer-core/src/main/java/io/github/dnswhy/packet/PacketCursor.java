package io.github.dnswhy.packet;

/**
 * The part of a packet that is still to be decoded; each header that is read moves it inward. Borrows {@link #buffer} for the
 * length of one frame, or of one reassembled datagram.
 *
 * <p>Two ends are kept apart: {@link #end} is where the captured octets end, {@link #wireEnd} where the innermost header read
 * so far says that the packet ended on the wire. A capture with a snaplen has the first before the second; padding makes a frame
 * longer than both.
 */
final class PacketCursor {
    byte[] buffer;
    /** Absolute index of the next header. */
    int offset;
    /** Absolute index behind the last captured octet of the packet. */
    int end;
    /** Absolute index behind the last announced octet; at least {@link #end}. May lie outside the buffer. */
    int wireEnd;
    /** True when the IP header at hand announced more octets than its carrier had on the wire. */
    boolean beyondCarrier;

    /** True when the IP packet at hand is a fragment; then the three fields below are set. */
    boolean fragment;

    boolean moreFragments;
    /** Offset of the fragment within its datagram in octets, a multiple of eight. */
    int fragmentOffset;

    int fragmentId;

    void wrap(byte[] buffer, int offset, int end, int wireEnd) {
        this.buffer = buffer;
        this.offset = offset;
        this.end = end;
        this.wireEnd = wireEnd;
    }

    void wrap(PacketCursor other) {
        wrap(other.buffer, other.offset, other.end, other.wireEnd);
    }

    /** Captured octets that are left. */
    int left() {
        return end - offset;
    }

    /** True when the capture holds less of the packet than the wire did. */
    boolean isCut() {
        return end < wireEnd;
    }

    /** Ends the packet {@code length} octets after {@code start}, as one of its headers announces. */
    void announce(int start, int length) {
        int announced = start + length;
        beyondCarrier = announced > wireEnd;
        wireEnd = announced;
        end = Math.min(end, announced);
    }
}
