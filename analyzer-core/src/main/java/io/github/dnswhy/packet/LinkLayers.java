package io.github.dnswhy.packet;

/** The link layers by their {@code LINKTYPE_…} number. */
final class LinkLayers {
    private static final int NULL = 0;
    private static final int ETHERNET = 1;
    private static final int TOKEN_RING = 6;
    private static final int ARCNET_BSD = 7;
    private static final int SLIP = 8;
    private static final int PPP = 9;
    private static final int FDDI = 10;
    private static final int RAW_OF_MOST = 12;
    private static final int RAW_OF_OPENBSD = 14;
    private static final int PPP_HDLC = 50;
    private static final int PPP_ETHER = 51;
    private static final int ATM_RFC1483 = 100;
    private static final int RAW = 101;
    private static final int C_HDLC = 104;
    private static final int IEEE802_11 = 105;
    private static final int FRELAY = 107;
    private static final int LOOP = 108;
    private static final int ENC = 109;
    private static final int LINUX_SLL = 113;
    private static final int PFLOG = 117;
    private static final int IEEE802_11_PRISM = 119;
    private static final int IP_OVER_FC = 122;
    private static final int SUNATM = 123;
    private static final int IEEE802_11_RADIOTAP = 127;
    private static final int ARCNET_LINUX = 129;
    private static final int APPLE_IP_OVER_IEEE1394 = 138;
    /** Reserved for private use; Darwin wrote PKTAP under it before that had a number. */
    private static final int USER2 = 149;

    private static final int IEEE802_11_AVS = 163;
    private static final int PPP_PPPD = 166;
    private static final int PPI = 192;
    private static final int PPP_WITH_DIR = 204;
    private static final int C_HDLC_WITH_DIR = 205;
    private static final int FRELAY_WITH_DIR = 206;
    private static final int MPLS = 219;
    private static final int IPNET = 226;
    private static final int IPV4 = 228;
    private static final int IPV6 = 229;
    private static final int NFLOG = 239;
    private static final int NETANALYZER = 240;
    private static final int IPOIB = 242;
    private static final int PKTAP = 258;
    private static final int LINUX_SLL2 = 276;
    private static final int DSA_TAG_BRCM = 281;
    private static final int DSA_TAG_BRCM_PREPEND = 282;
    private static final int DSA_TAG_DSA = 283;
    private static final int DSA_TAG_EDSA = 284;

    private LinkLayers() {}

    /**
     * The link layer of a number.
     *
     * @param linkType a {@code LINKTYPE_…} number
     * @return its decoder, or null when there is none
     */
    static LinkLayer of(int linkType) {
        return switch (linkType) {
            case ETHERNET -> EthernetLink.INSTANCE;
            case LINUX_SLL -> CookedLink.INSTANCE;
            case LINUX_SLL2 -> Cooked2Link.INSTANCE;
            case RAW, RAW_OF_MOST, RAW_OF_OPENBSD, IPV4, IPV6 -> RawLink.INSTANCE;
            case PPP, PPP_HDLC -> Ppp.INSTANCE;
            case NULL, LOOP -> LoopbackLink.INSTANCE;
            case IEEE802_11 -> WirelessLink.INSTANCE;
            case IEEE802_11_RADIOTAP -> PrefixedLink.RADIOTAP;
            case PPI -> PrefixedLink.PPI;
            case PKTAP, USER2 -> PrefixedLink.PKTAP;
            case IEEE802_11_PRISM, IEEE802_11_AVS -> PrefixedLink.PRISM;
            case PFLOG -> PrefixedLink.PFLOG;
            case NFLOG -> PrefixedLink.NFLOG;
            case C_HDLC -> CiscoHdlcLink.INSTANCE;
            case FRELAY -> FrameRelayLink.INSTANCE;
            case TOKEN_RING -> FixedLink.TOKEN_RING;
            case ARCNET_BSD -> ArcnetLink.BSD;
            case ARCNET_LINUX -> ArcnetLink.LINUX;
            case SLIP -> FixedLink.SLIP;
            case FDDI -> FixedLink.FDDI;
            case PPP_ETHER -> FixedLink.PPP_OVER_ETHERNET;
            case PPP_PPPD, PPP_WITH_DIR -> FixedLink.PPP_WITH_DIRECTION;
            case C_HDLC_WITH_DIR -> FixedLink.HDLC_WITH_DIRECTION;
            case FRELAY_WITH_DIR -> FixedLink.FRAME_RELAY_WITH_DIRECTION;
            case ATM_RFC1483 -> FixedLink.ATM;
            case SUNATM -> FixedLink.SUN_ATM;
            case ENC -> FixedLink.ENCAPSULATED;
            case IP_OVER_FC -> FixedLink.FIBRE_CHANNEL;
            case APPLE_IP_OVER_IEEE1394 -> FixedLink.FIREWIRE;
            case MPLS -> FixedLink.MPLS;
            case IPNET -> FixedLink.IP_NET;
            case NETANALYZER -> FixedLink.NET_ANALYZER;
            case DSA_TAG_BRCM, DSA_TAG_DSA -> FixedLink.SWITCH_TAG;
            case DSA_TAG_EDSA -> FixedLink.LONG_SWITCH_TAG;
            case DSA_TAG_BRCM_PREPEND -> FixedLink.SWITCH_TAG_FIRST;
            case IPOIB -> FixedLink.INFINIBAND;
            default -> null;
        };
    }
}
