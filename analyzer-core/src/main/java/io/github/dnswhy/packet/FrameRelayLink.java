package io.github.dnswhy.packet;

/**
 * Frame Relay, {@code LINKTYPE_FRELAY}: an address of which the last octet is odd (Q.922 §3.2), then either the protocol identifier
 * of RFC 2427 §3, or Cisco's form, an EtherType at once.
 */
final class FrameRelayLink implements LinkLayer {
    static final FrameRelayLink INSTANCE = new FrameRelayLink();

    private static final int MAX_ADDRESS = 4;
    private static final int UNNUMBERED_INFORMATION = 0x03;
    private static final int IPV4 = 0xCC;
    private static final int IPV6 = 0x8E;
    private static final int SNAP = 0x80;

    private FrameRelayLink() {}

    @Override
    public int strip(PacketCursor cursor, PacketView packet) {
        int address = 2;
        while (cursor.left() >= address
                && address < MAX_ADDRESS
                && (Octets.u8(cursor.buffer, cursor.offset + address - 1) & 1) == 0) {
            address++;
        }
        if (cursor.left() < address + 2) {
            return SHORT;
        }
        cursor.enter(Protocol.FRAME_RELAY);
        cursor.offset += address;
        if (Octets.u8(cursor.buffer, cursor.offset) != UNNUMBERED_INFORMATION) {
            int type = Octets.u16(cursor.buffer, cursor.offset);
            cursor.offset += 2;
            return type;
        }
        return stripIdentified(cursor, 1);
    }

    /** The network layer protocol identifier (RFC 2427 §3), after the control field and a pad of zero where there is one. */
    static int stripIdentified(PacketCursor cursor, int control) {
        cursor.offset += control;
        if (cursor.left() > 0 && Octets.u8(cursor.buffer, cursor.offset) == 0) {
            cursor.offset++;
        }
        if (cursor.left() < 1) {
            return SHORT;
        }
        int identifier = Octets.u8(cursor.buffer, cursor.offset++);
        return switch (identifier) {
            case IPV4 -> EtherType.IPV4;
            case IPV6 -> EtherType.IPV6;
            case SNAP -> Snap.stripOrganization(cursor);
            default -> NOTHING;
        };
    }
}
