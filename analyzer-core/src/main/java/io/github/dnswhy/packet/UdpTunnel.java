package io.github.dnswhy.packet;

/** Tunnels in UDP, told by a port at either end. VXLAN and Geneve carry the pods' traffic between nodes. */
enum UdpTunnel {
    /** RFC 7348; 8472 is what Linux uses when nothing else is said, and with it Flannel and Cilium. */
    VXLAN(Protocol.VXLAN, 4789, 8472) {
        @Override
        int strip(PacketCursor cursor, PacketView packet) {
            if (cursor.left() < HEADER) {
                return LinkLayer.SHORT;
            }
            if ((Octets.u8(cursor.buffer, cursor.offset) & VXLAN_IDENTIFIER) == 0) {
                return LinkLayer.NOTHING;
            }
            cursor.offset += HEADER;
            return EtherType.BRIDGED_ETHERNET;
        }
    },

    /** The generic protocol extension: the last octet of the first word names the protocol, flagged or not. */
    VXLAN_GPE(Protocol.VXLAN_GPE, 4790) {
        @Override
        int strip(PacketCursor cursor, PacketView packet) {
            if (cursor.left() < HEADER) {
                return LinkLayer.SHORT;
            }
            int protocol = Octets.u8(cursor.buffer, cursor.offset + 3);
            cursor.offset += HEADER;
            return switch (protocol) {
                case 0, 3 -> EtherType.BRIDGED_ETHERNET;
                case 1 -> EtherType.IPV4;
                case 2 -> EtherType.IPV6;
                case 4 -> EtherType.SERVICE_HEADER;
                case 5 -> EtherType.MPLS;
                default -> LinkLayer.NOTHING;
            };
        }
    },

    /** RFC 8926 §3.4. */
    GENEVE(Protocol.GENEVE, 6081) {
        @Override
        int strip(PacketCursor cursor, PacketView packet) {
            if (cursor.left() < HEADER) {
                return LinkLayer.SHORT;
            }
            int first = Octets.u8(cursor.buffer, cursor.offset);
            int protocol = Octets.u16(cursor.buffer, cursor.offset + 2);
            int version = first >>> 6;
            cursor.offset += HEADER + 4 * (first & GENEVE_OPTIONS);
            if (version != 0) {
                return LinkLayer.NOTHING;
            }
            return cursor.left() < 0 ? LinkLayer.SHORT : protocol;
        }
    },

    /** GTP-U (3GPP TS 29.281 §5.1), version 1. */
    GTP_U(Protocol.GTP_U, 2152) {
        @Override
        int strip(PacketCursor cursor, PacketView packet) {
            if (cursor.left() < HEADER) {
                return LinkLayer.SHORT;
            }
            int flags = Octets.u8(cursor.buffer, cursor.offset);
            if ((flags & GTP_VERSION_AND_TYPE) != GTP_VERSION_1
                    || Octets.u8(cursor.buffer, cursor.offset + 1) != GTP_USER_DATA) {
                return LinkLayer.NOTHING;
            }
            cursor.offset += HEADER;
            if ((flags & GTP_OPTIONAL) != 0) {
                if (cursor.left() < GTP_OPTIONAL_OCTETS) {
                    return LinkLayer.SHORT;
                }
                cursor.offset += GTP_OPTIONAL_OCTETS;
                if ((flags & GTP_EXTENSION) != 0 && !skipGtpExtensions(cursor)) {
                    return LinkLayer.SHORT;
                }
            }
            return EtherType.ofVersion(cursor);
        }
    },

    /** RFC 8086. */
    GRE(Protocol.GRE, 4754) {
        @Override
        int strip(PacketCursor cursor, PacketView packet) {
            return Gre.strip(cursor);
        }
    },

    /** MPLS in UDP, RFC 7510. */
    MPLS(Protocol.UDP_TUNNEL, 6635) {
        @Override
        int strip(PacketCursor cursor, PacketView packet) {
            return EtherType.MPLS;
        }
    },

    /** Version 2 (RFC 2661 §3.1), which carries PPP; its control messages are left aside. */
    L2TP(Protocol.L2TP, 1701) {
        @Override
        int strip(PacketCursor cursor, PacketView packet) {
            if (cursor.left() < HEADER) {
                return LinkLayer.SHORT;
            }
            int flags = Octets.u16(cursor.buffer, cursor.offset);
            if ((flags & L2TP_VERSION) != 2 || (flags & L2TP_CONTROL) != 0) {
                return LinkLayer.NOTHING;
            }
            int header = 6 + ((flags & L2TP_LENGTH) != 0 ? 2 : 0) + ((flags & L2TP_SEQUENCE) != 0 ? 4 : 0);
            if ((flags & L2TP_OFFSET) != 0) {
                if (cursor.left() < header + 2) {
                    return LinkLayer.SHORT;
                }
                header += 2 + Octets.u16(cursor.buffer, cursor.offset + header);
            }
            cursor.offset += header;
            return cursor.left() < 0 ? LinkLayer.SHORT : Ppp.INSTANCE.strip(cursor, packet);
        }
    },

    /** IPv6 through NATs (RFC 4380 §5.1.1), behind indications of authentication and origin. */
    TEREDO(Protocol.TEREDO, 3544) {
        @Override
        int strip(PacketCursor cursor, PacketView packet) {
            if (cursor.left() >= 4 && Octets.u16(cursor.buffer, cursor.offset) == 1) {
                cursor.offset += TEREDO_AUTHENTICATION
                        + Octets.u8(cursor.buffer, cursor.offset + 2)
                        + Octets.u8(cursor.buffer, cursor.offset + 3);
            }
            if (cursor.left() >= HEADER && Octets.u16(cursor.buffer, cursor.offset) == 0) {
                cursor.offset += HEADER;
            }
            return cursor.left() < 0 ? LinkLayer.SHORT : EtherType.ofVersion(cursor);
        }
    },

    /** Data packets of the Locator/ID Separation Protocol, RFC 9300 §5.1. */
    LISP(Protocol.LISP, 4341) {
        @Override
        int strip(PacketCursor cursor, PacketView packet) {
            cursor.offset += HEADER;
            return cursor.left() < 0 ? LinkLayer.SHORT : EtherType.ofVersion(cursor);
        }
    },

    /** What capturing switches and access points send to the one who captures; Ethernet or IEEE 802.11 behind tagged fields. */
    TZSP(Protocol.TZSP, 37008) {
        @Override
        int strip(PacketCursor cursor, PacketView packet) {
            if (cursor.left() < 4) {
                return LinkLayer.SHORT;
            }
            int encapsulation = Octets.u16(cursor.buffer, cursor.offset + 2);
            cursor.offset += 4;
            for (int tag = TZSP_PADDING; tag != TZSP_END; ) {
                if (cursor.left() < 2) {
                    return LinkLayer.SHORT;
                }
                tag = Octets.u8(cursor.buffer, cursor.offset);
                cursor.offset +=
                        tag == TZSP_PADDING || tag == TZSP_END ? 1 : 2 + Octets.u8(cursor.buffer, cursor.offset + 1);
            }
            return switch (encapsulation) {
                case 1 -> EtherType.BRIDGED_ETHERNET;
                case 18 -> WirelessLink.INSTANCE.strip(cursor, packet);
                default -> LinkLayer.NOTHING;
            };
        }
    },

    /** On a port that the user named: VXLAN, VXLAN-GPE, Geneve or GTP-U, whichever the header looks like. */
    TOLD_BY_HEADER(Protocol.UDP_TUNNEL) {
        @Override
        int strip(PacketCursor cursor, PacketView packet) {
            if (cursor.left() < HEADER) {
                return LinkLayer.SHORT;
            }
            UdpTunnel told = told(cursor.buffer, cursor.offset);
            cursor.enter(told.protocol);
            return told.strip(cursor, packet);
        }
    };

    private static final int HEADER = 8;
    /** The flag that a network identifier is present. */
    private static final int VXLAN_IDENTIFIER = 0x08;

    /** The flags of a network identifier and of a group policy (draft-smith-vxlan-group-policy), which Linux writes as "gbp". */
    private static final int VXLAN_GROUP_POLICY = 0x88;

    private static final int GENEVE_OPTIONS = 0x3F;

    private static final int GTP_USER_DATA = 0xFF;
    private static final int GTP_VERSION_AND_TYPE = 0xF0;
    private static final int GTP_VERSION_1 = 0x30;
    private static final int GTP_EXTENSION = 0x04;
    private static final int GTP_OPTIONAL = 0x07;
    private static final int GTP_OPTIONAL_OCTETS = 4;
    private static final int GTP_MAX_EXTENSIONS = 8;

    private static final int L2TP_VERSION = 0x000F;
    private static final int L2TP_CONTROL = 0x8000;
    private static final int L2TP_LENGTH = 0x4000;
    private static final int L2TP_SEQUENCE = 0x0800;
    private static final int L2TP_OFFSET = 0x0200;

    /** Without the client's identification and the authentication value. */
    private static final int TEREDO_AUTHENTICATION = 13;

    private static final int TZSP_PADDING = 0;
    private static final int TZSP_END = 1;

    private final Protocol protocol;
    private final int[] ports;

    UdpTunnel(Protocol protocol, int... ports) {
        this.protocol = protocol;
        this.ports = ports;
    }

    /** Its name in stacks. */
    Protocol protocol() {
        return protocol;
    }

    /** The ports that tell it. */
    int[] ports() {
        return ports.clone();
    }

    /**
     * Moves the cursor from the UDP payload to what the tunnel carries.
     *
     * @return its EtherType, or a code of {@link LinkLayer}
     */
    abstract int strip(PacketCursor cursor, PacketView packet);

    /**
     * VXLAN has zeros where Geneve names its protocol, and one octet of that for the generic extension; with a group policy it has
     * a number there, and the flag of that makes no version of Geneve.
     */
    private static UdpTunnel told(byte[] buffer, int at) {
        int first = Octets.u16(buffer, at);
        int protocol = Octets.u16(buffer, at + 2);
        if ((first >>> 8 & GTP_VERSION_AND_TYPE) == GTP_VERSION_1 && (first & 0xFF) == GTP_USER_DATA) {
            return GTP_U;
        }
        if ((first >>> 8 & VXLAN_GROUP_POLICY) == VXLAN_GROUP_POLICY) {
            return VXLAN;
        }
        if (protocol > 0xFF) {
            return GENEVE;
        }
        return protocol == 0 ? VXLAN : VXLAN_GPE;
    }

    /** Each extension gives its length in words first and the type of the next one last; type 0 ends them. */
    private static boolean skipGtpExtensions(PacketCursor cursor) {
        for (int i = 0; i < GTP_MAX_EXTENSIONS && Octets.u8(cursor.buffer, cursor.offset - 1) != 0; i++) {
            if (cursor.left() < 1) {
                return false;
            }
            int octets = Octets.u8(cursor.buffer, cursor.offset) << 2;
            if (octets == 0 || cursor.left() < octets) {
                return false;
            }
            cursor.offset += octets;
        }
        return true;
    }
}
