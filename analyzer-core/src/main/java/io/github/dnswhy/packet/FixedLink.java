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
    /** IP over InfiniBand, RFC 4391 §6: an EtherType and two reserved octets, often behind a global routing header. */
    static final FixedLink INFINIBAND = new FixedLink(Protocol.INFINIBAND, 4, Then.FIRST_TYPE);
    /** Ethernet with a switch's tag of four octets behind the addresses. */
    static final FixedLink SWITCH_TAG = new FixedLink(Protocol.ETHERNET, 18, Then.TYPE);
    /** Ethernet with a switch's tag of eight octets behind the addresses. */
    static final FixedLink LONG_SWITCH_TAG = new FixedLink(Protocol.ETHERNET, 22, Then.TYPE);
    /** A switch's tag of four octets before an Ethernet frame. */
    static final FixedLink SWITCH_TAG_FIRST = new FixedLink(Protocol.SWITCH_TAG, 4, Then.ETHERNET);

    private static final int GLOBAL_ROUTING_HEADER = 40;
    /** Up to here a type is the length of an IEEE 802.3 frame. */
    private static final int MAX_LENGTH = 1500;

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
            case TYPE -> typeOrLength(cursor, Octets.u16(cursor.buffer, cursor.offset - 2));
            case FIRST_TYPE -> firstType(cursor, at);
            case ETHERNET -> EthernetLink.INSTANCE.strip(cursor, packet);
            case PPP -> Ppp.stripFrame(cursor);
            case SESSION -> Ppp.stripSession(cursor);
            case HDLC -> CiscoHdlcLink.stripHeader(cursor);
            case FRAME_RELAY -> FrameRelayLink.INSTANCE.strip(cursor, packet);
            case LABELS -> EtherType.MPLS;
        };
    }

    private static int typeOrLength(PacketCursor cursor, int type) {
        return type > MAX_LENGTH ? type : Snap.strip(cursor);
    }

    private static int firstType(PacketCursor cursor, int at) {
        int type = Octets.u16(cursor.buffer, at);
        if (type > MAX_LENGTH && Octets.u16(cursor.buffer, at + 2) == 0) {
            return type;
        }
        cursor.offset += GLOBAL_ROUTING_HEADER;
        return cursor.left() < 0 ? SHORT : Octets.u16(cursor.buffer, at + GLOBAL_ROUTING_HEADER);
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
