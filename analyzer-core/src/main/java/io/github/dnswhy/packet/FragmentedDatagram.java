package io.github.dnswhy.packet;

/** One IP datagram of which fragments were seen: its key, its pieces, its place in the table. Pooled. */
final class FragmentedDatagram {
    final Pieces pieces = new Pieces();

    /** Protocol of the payload, known from the first fragment; -1 before. */
    int protocol;

    /** Octets of the payload, known from the last fragment; -1 before. */
    int total;

    /** True when it was made whole; then it stands here only to recognise further sightings of its fragments. */
    boolean whole;

    /** When its first fragment was seen, or when it was made whole. */
    long timeNanos;

    long firstFrame;

    int bucket;
    FragmentedDatagram nextInBucket;
    FragmentedDatagram older;
    FragmentedDatagram newer;

    private long sourceHigh;
    private long sourceLow;
    private long destinationHigh;
    private long destinationLow;
    private int keyProtocol;
    private int id;

    void open(PacketView packet, int keyProtocol, int id) {
        sourceHigh = packet.sourceHigh;
        sourceLow = packet.sourceLow;
        destinationHigh = packet.destinationHigh;
        destinationLow = packet.destinationLow;
        this.keyProtocol = keyProtocol;
        this.id = id;
        protocol = -1;
        total = -1;
        whole = false;
        timeNanos = packet.timeNanos;
        firstFrame = packet.frameNumber;
    }

    boolean matches(PacketView packet, int keyProtocol, int id) {
        return this.id == id
                && this.keyProtocol == keyProtocol
                && sourceLow == packet.sourceLow
                && destinationLow == packet.destinationLow
                && sourceHigh == packet.sourceHigh
                && destinationHigh == packet.destinationHigh;
    }
}
