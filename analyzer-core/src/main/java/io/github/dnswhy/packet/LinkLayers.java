package io.github.dnswhy.packet;

/** The link layers by their {@code LINKTYPE_…} number. */
final class LinkLayers {
    private static final int NULL = 0;
    private static final int ETHERNET = 1;
    private static final int PPP = 9;
    private static final int RAW_OF_MOST = 12;
    private static final int RAW_OF_OPENBSD = 14;
    private static final int RAW = 101;
    private static final int IEEE802_11 = 105;
    private static final int LOOP = 108;
    private static final int LINUX_SLL = 113;
    private static final int IEEE802_11_RADIOTAP = 127;
    private static final int PPI = 192;
    private static final int IPV4 = 228;
    private static final int IPV6 = 229;
    private static final int LINUX_SLL2 = 276;

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
            case PPP -> Ppp.INSTANCE;
            case NULL, LOOP -> LoopbackLink.INSTANCE;
            case IEEE802_11 -> WirelessLink.INSTANCE;
            case IEEE802_11_RADIOTAP -> PrefixedLink.RADIOTAP;
            case PPI -> PrefixedLink.PPI;
            default -> null;
        };
    }
}
