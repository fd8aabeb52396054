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

    /** Where the next packet of a frame that carries several begins; 0 when this is the last one. */
    private int nextOffset;

    private int nextEnd;
    private int nextWireEnd;
    private byte[] nextBuffer;
    private int partsPath;

    private final LayerPath path;

    PacketCursor(LayerPath path) {
        this.path = path;
    }

    /** Notes the header that was read. */
    void enter(Protocol protocol) {
        path.enter(protocol);
    }

    void wrap(byte[] buffer, int offset, int end, int wireEnd) {
        this.buffer = buffer;
        this.offset = offset;
        this.end = end;
        this.wireEnd = wireEnd;
    }

    /** Starts with a frame. */
    void begin(byte[] frame, int from, int capturedEnd, int announcedEnd) {
        wrap(frame, from, capturedEnd, announcedEnd);
        nextOffset = 0;
        path.begin();
    }

    /**
     * Ends the packet at hand before the end of the frame; another one follows.
     *
     * @param at where the packet ends
     * @param next where the next one begins, at least {@code at}
     */
    void splitAt(int at, int next) {
        nextOffset = next < end ? next : 0;
        nextEnd = end;
        nextWireEnd = wireEnd;
        nextBuffer = buffer;
        partsPath = path.number();
        wireEnd = Math.min(wireEnd, at);
        end = Math.min(end, at);
    }

    /** True when the frame carries another packet. */
    boolean hasNextPart() {
        return nextOffset != 0;
    }

    /** The headers that all packets of the frame share. */
    int pathOfParts() {
        return partsPath;
    }

    /** Moves to the next packet of the frame, if there is one. */
    boolean nextPart() {
        if (nextOffset == 0) {
            return false;
        }
        wrap(nextBuffer, nextOffset, nextEnd, nextWireEnd);
        nextOffset = 0;
        return true;
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
