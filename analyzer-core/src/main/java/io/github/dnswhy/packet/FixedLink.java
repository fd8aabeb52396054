package io.github.dnswhy.packet;

/** Link layers with a header of fixed length that needs no reading but for a type. */
final class FixedLink implements LinkLayer {
    /** IEEE 802.5: access and frame control, two addresses, maybe a route. */
    static final FixedLink TOKEN_RING = new FixedLink(Protocol.TOKEN_RING, 14, Then.ROUTE_AND_LLC);
    /** FDDI: frame control and two addresses. */
    static final FixedLink FDDI = new FixedLink(Protocol.FDDI, 13, Then.LLC);
    /** A destination of 16 octets that are the modem's compressed header. */
    static final FixedLink SLIP = new FixedLink(Protocol.SLIP, 16, Then.IP);

    static final FixedLink PPP_OVER_ETHERNET = new FixedLink(null, 0, Then.SESSION);
    /** RFC 2684 §5. */
    static final FixedLink ATM = new FixedLink(Protocol.ATM, 0, Then.LLC);
    /** SunATM: direction and kind of traffic, virtual path and channel. */
    static final FixedLink SUN_ATM = new FixedLink(Protocol.ATM, 4, Then.LLC);
    /** OpenBSD's {@code enc}: family, security parameter index, flags. */
    static final FixedLink ENCAPSULATED = new FixedLink(Protocol.ENC, 12, Then.IP);
    /** RFC 2625 §4.1: two addresses, then LLC. */
    static final FixedLink FIBRE_CHANNEL = new FixedLink(Protocol.FIBRE_CHANNEL, 16, Then.LLC);
    /** Apple's IP over IEEE 1394: two addresses of eight octets, an EtherType. */
    static final FixedLink FIREWIRE = new FixedLink(Protocol.FIREWIRE, 18, Then.TYPE);

    static final FixedLink PPP_WITH_DIRECTION = new FixedLink(Protocol.DIRECTION, 1, Then.PPP);
    static final FixedLink HDLC_WITH_DIRECTION = new FixedLink(Protocol.DIRECTION, 1, Then.HDLC);
    static final FixedLink FRAME_RELAY_WITH_DIRECTION = new FixedLink(Protocol.DIRECTION, 1, Then.FRAME_RELAY);
    static final FixedLink MPLS = new FixedLink(null, 0, Then.LABELS);
    /** Solaris' {@code ipnet}: version, family, hook, lengths, interfaces, zones. */
    static final FixedLink IP_NET = new FixedLink(Protocol.IP_NET, 24, Then.IP);
    /** netANALYZER: status and length before an Ethernet frame. */
    static final FixedLink NET_ANALYZER = new FixedLink(Protocol.NET_ANALYZER, 4, Then.ETHERNET);
    /** IP over InfiniBand, RFC 4391 §6: an EtherType and two reserved octets. */
    static final FixedLink INFINIBAND = new FixedLink(Protocol.INFINIBAND, 4, Then.FIRST_TYPE);

    private static final int ROUTED = 0x80;
    private static final int TOKEN_RING_SOURCE = 8;
    private static final int ROUTE_LENGTH = 0x1F;

    /** Null where what follows is the whole. */
    private final Protocol protocol;

    private final int header;
    private final Then then;

    /** What follows the header. */
    private enum Then {
        IP,
        LLC,
        ROUTE_AND_LLC,
        TYPE,
        FIRST_TYPE,
        ETHERNET,
        PPP,
        SESSION,
        HDLC,
        FRAME_RELAY,
        LABELS
    }

    private FixedLink(Protocol protocol, int header, Then then) {
        this.protocol = protocol;
        this.header = header;
        this.then = then;
    }

    @Override
    public int strip(PacketCursor cursor, PacketView packet) {
        if (cursor.left() < header) {
            return SHORT;
        }
        int at = cursor.offset;
        if (protocol != null) {
            cursor.enter(protocol);
        }
        cursor.offset = at + header;
        return switch (then) {
            case IP -> EtherType.ofVersion(cursor);
            case LLC -> Snap.strip(cursor);
            case ROUTE_AND_LLC -> stripRoute(cursor, at);
            case TYPE -> Octets.u16(cursor.buffer, cursor.offset - 2);
            case FIRST_TYPE -> Octets.u16(cursor.buffer, at);
            case ETHERNET -> EthernetLink.INSTANCE.strip(cursor, packet);
            case PPP -> Ppp.stripFrame(cursor);
            case SESSION -> Ppp.stripSession(cursor);
            case HDLC -> CiscoHdlcLink.stripHeader(cursor);
            case FRAME_RELAY -> FrameRelayLink.INSTANCE.strip(cursor, packet);
            case LABELS -> EtherType.MPLS;
        };
    }

    /** The first bit of the source address tells of a route, whose first octet has its length. */
    private int stripRoute(PacketCursor cursor, int at) {
        if ((Octets.u8(cursor.buffer, at + TOKEN_RING_SOURCE) & ROUTED) != 0) {
            if (cursor.left() < 1) {
                return SHORT;
            }
            cursor.offset += Octets.u8(cursor.buffer, cursor.offset) & ROUTE_LENGTH;
        }
        return Snap.strip(cursor);
    }
}
