package io.github.dnswhy.packet;

/** Cisco's HDLC, {@code LINKTYPE_C_HDLC} (RFC 1547 §4.3.1): address, control, EtherType. */
final class CiscoHdlcLink implements LinkLayer {
    static final CiscoHdlcLink INSTANCE = new CiscoHdlcLink();

    private static final int HEADER = 4;

    private CiscoHdlcLink() {}

    @Override
    public int strip(PacketCursor cursor, PacketView packet) {
        return stripHeader(cursor);
    }

    static int stripHeader(PacketCursor cursor) {
        if (cursor.left() < HEADER) {
            return SHORT;
        }
        cursor.enter(Protocol.CISCO_HDLC);
        int type = Octets.u16(cursor.buffer, cursor.offset + 2);
        cursor.offset += HEADER;
        return type;
    }
}
