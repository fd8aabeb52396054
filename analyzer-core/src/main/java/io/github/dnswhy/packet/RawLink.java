package io.github.dnswhy.packet;

/** Frames that start with the IP header: {@code LINKTYPE_RAW}, {@code LINKTYPE_IPV4}, {@code LINKTYPE_IPV6}. */
final class RawLink implements LinkLayer {
    static final RawLink INSTANCE = new RawLink();

    private RawLink() {}

    @Override
    public int strip(PacketCursor cursor, PacketView packet) {
        cursor.enter(Protocol.RAW_IP);
        return EtherType.ofVersion(cursor);
    }
}
