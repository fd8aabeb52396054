package io.github.dnswhy.packet;

/** Headers of variable length that capture tools put before the frame. */
enum PrefixedLink implements LinkLayer {
    /**
     * {@code LINKTYPE_IEEE802_11_RADIOTAP}, little-endian.
     *
     * <pre>
     *  0         1     2        4                                       8
     *  | version | pad | length | which fields, bit 31: another word | fields …
     * </pre>
     */
    RADIOTAP(Protocol.RADIOTAP, 8) {
        @Override
        int stripHeader(PacketCursor cursor, PacketView packet) {
            int at = cursor.offset;
            int length = little16(cursor, at + 2);
            if (length < 8) {
                return NOTHING;
            }
            if (cursor.left() < length) {
                return SHORT;
            }
            boolean padded = (radiotapFlags(cursor, at, at + length) & RADIOTAP_PADDED) != 0;
            cursor.offset += length;
            return padded ? WirelessLink.PADDED.strip(cursor, packet) : WirelessLink.INSTANCE.strip(cursor, packet);
        }
    },

    /** {@code LINKTYPE_PPI}, little-endian: version, flags, length, the {@code DLT_…} number of the frame. */
    PPI(Protocol.PPI, 8) {
        @Override
        int stripHeader(PacketCursor cursor, PacketView packet) {
            int length = little16(cursor, cursor.offset + 2);
            int linkType = little32(cursor, cursor.offset + 4);
            return length < 8 ? NOTHING : inner(cursor, packet, length, linkType);
        }
    },

    /** {@code LINKTYPE_PKTAP} of Darwin: length, kind of record (1 is a packet), {@code DLT_…} number, then the interface's name. */
    PKTAP(Protocol.PKTAP, 12) {
        @Override
        int stripHeader(PacketCursor cursor, PacketView packet) {
            int length = little32(cursor, cursor.offset);
            int kind = little32(cursor, cursor.offset + 4);
            int linkType = little32(cursor, cursor.offset + 8);
            return length < 12 || kind != 1 ? NOTHING : inner(cursor, packet, length, linkType);
        }
    },

    /** {@code LINKTYPE_PRISM_HEADER}: message and length first; drivers write the next kind of header under its number as well. */
    PRISM(Protocol.PRISM, 8) {
        @Override
        int stripHeader(PacketCursor cursor, PacketView packet) {
            int first = Octets.i32(cursor.buffer, cursor.offset);
            int big = Octets.i32(cursor.buffer, cursor.offset + 4);
            int little = Integer.reverseBytes(big);
            int length = (first & AVS_MASK) == AVS || little < 8 || little > cursor.left() ? big : little;
            if (length < 8) {
                return NOTHING;
            }
            if (cursor.left() < length) {
                return SHORT;
            }
            cursor.offset += length;
            return WirelessLink.INSTANCE.strip(cursor, packet);
        }
    },

    /** {@code LINKTYPE_PFLOG} of the BSDs: the first octet is the header's length before it is padded to words. */
    PFLOG(Protocol.PFLOG, 4) {
        @Override
        int stripHeader(PacketCursor cursor, PacketView packet) {
            cursor.offset += Octets.u8(cursor.buffer, cursor.offset) + 3 & ~3;
            return cursor.left() < 0 ? SHORT : EtherType.ofVersion(cursor);
        }
    },

    /**
     * {@code LINKTYPE_NFLOG} of Linux: family, version, resource, then attributes of length, type and value, padded to words, in the
     * byte order of the machine that captured. One of them holds the packet.
     */
    NFLOG(Protocol.NFLOG, 4) {
        @Override
        int stripHeader(PacketCursor cursor, PacketView packet) {
            cursor.offset += 4;
            for (int i = 0; i < NFLOG_MAX_ATTRIBUTES && cursor.left() >= 4; i++) {
                int length = little16(cursor, cursor.offset);
                int type = little16(cursor, cursor.offset + 2);
                if (type > 0xFF) {
                    length = Octets.u16(cursor.buffer, cursor.offset);
                    type = Octets.u16(cursor.buffer, cursor.offset + 2);
                }
                if (length < 4) {
                    return NOTHING;
                }
                if (type == NFLOG_PAYLOAD) {
                    cursor.announce(cursor.offset, length);
                    cursor.offset += 4;
                    return EtherType.ofVersion(cursor);
                }
                cursor.offset += length + 3 & ~3;
            }
            return cursor.left() < 4 && cursor.isCut() ? SHORT : NOTHING;
        }
    };

    private static final int RADIOTAP_MORE = 0x8000_0000;
    /** Between the header of IEEE 802.11 and its payload there is padding to words. */
    private static final int RADIOTAP_PADDED = 0x20;

    private static final int AVS = 0x8021_1000;
    private static final int AVS_MASK = 0xFFFF_F000;

    private static final int NFLOG_PAYLOAD = 9;
    private static final int NFLOG_MAX_ATTRIBUTES = 64;

    private final Protocol protocol;
    private final int least;

    PrefixedLink(Protocol protocol, int least) {
        this.protocol = protocol;
        this.least = least;
    }

    @Override
    public final int strip(PacketCursor cursor, PacketView packet) {
        if (cursor.left() < least) {
            return SHORT;
        }
        cursor.enter(protocol);
        return stripHeader(cursor, packet);
    }

    /** As {@link LinkLayer#strip}, with the least length there. */
    abstract int stripHeader(PacketCursor cursor, PacketView packet);

    private static int inner(PacketCursor cursor, PacketView packet, int length, int linkType) {
        if (cursor.left() < length) {
            return SHORT;
        }
        cursor.offset += length;
        LinkLayer inner = LinkLayers.of(linkType);
        // A prefix within a prefix is nobody's doing but an attacker's, save for radiotap.
        return inner == null || inner instanceof PrefixedLink && inner != RADIOTAP
                ? NOTHING
                : inner.strip(cursor, packet);
    }

    /** The second field of radiotap, behind the first where that is there; 0 when there is none. */
    private static int radiotapFlags(PacketCursor cursor, int start, int end) {
        int present = little32(cursor, start + 4);
        int at = start + 8;
        for (int word = present; (word & RADIOTAP_MORE) != 0 && at + 4 <= end; at += 4) {
            word = little32(cursor, at);
        }
        if ((present & 1) != 0) {
            at = start + (at - start + 7 & ~7) + 8;
        }
        return (present & 2) != 0 && at < end ? Octets.u8(cursor.buffer, at) : 0;
    }

    private static int little16(PacketCursor cursor, int at) {
        return Short.reverseBytes((short) Octets.u16(cursor.buffer, at)) & 0xFFFF;
    }

    private static int little32(PacketCursor cursor, int at) {
        return Integer.reverseBytes(Octets.i32(cursor.buffer, at));
    }
}
