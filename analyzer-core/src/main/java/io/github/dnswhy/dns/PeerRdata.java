package io.github.dnswhy.dns;

/**
 * RDATA that leads to a host by what its own first octets say: IPSECKEY (RFC 4025), AMTRELAY (RFC 8777), HIP (RFC 8005), A6
 * (RFC 2874), APL (RFC 3123), WKS (RFC 1035 §3.4.2), ATMA (AF-DANS-0152.000).
 */
final class PeerRdata {
    private static final int IPV4 = 1;
    private static final int IPV6 = 2;
    private static final int V6_BITS = 128;
    /** A bit for each of the ports. */
    private static final int WKS_MAX = 8192;

    private PeerRdata() {}

    /** Writes what the type demands; false for a type that is not here. */
    static boolean append(int type, Rdata rdata) {
        switch (type) {
            case RecordType.IPSECKEY -> ipsecKey(rdata);
            case RecordType.AMTRELAY -> relay(rdata);
            case RecordType.HIP -> hostIdentity(rdata);
            case RecordType.A6 -> a6(rdata);
            case RecordType.APL -> prefixes(rdata);
            case RecordType.WKS -> services(rdata);
            case RecordType.ATMA -> atm(rdata);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void ipsecKey(Rdata rdata) {
        rdata.put(rdata.u8());
        int gateway = rdata.u8();
        rdata.space().put(gateway);
        rdata.space().put(rdata.u8());
        gateway(gateway, rdata.space());
        rdata.space().base64(rdata.remaining());
    }

    private static void relay(Rdata rdata) {
        rdata.put(rdata.u8());
        int type = rdata.u8();
        rdata.space().put(type >> 7);
        rdata.space().put(type & 0x7F);
        gateway(type & 0x7F, rdata.space());
    }

    private static void gateway(int type, Rdata rdata) {
        switch (type) {
            case 0 -> rdata.put('.');
            case IPV4 -> rdata.v4();
            case IPV6 -> rdata.v6();
            case 3 -> rdata.name();
            default -> rdata.fail("gateway of unknown type " + type);
        }
    }

    /** Its names may not be compressed: as many as fit, each of them a pointer, would swell into a text 500 times as long. */
    private static void hostIdentity(Rdata rdata) {
        int tag = rdata.u8();
        rdata.put(rdata.u8());
        int key = rdata.u16();
        rdata.space().hex(tag);
        rdata.space().base64(key);
        while (rdata.hasMore()) {
            rdata.space().flatName();
        }
    }

    private static void a6(Rdata rdata) {
        int prefix = rdata.u8();
        if (prefix > V6_BITS) {
            rdata.fail("prefix of " + prefix + " bits");
            return;
        }
        rdata.put(prefix);
        if (prefix < V6_BITS) {
            rdata.space().partialAddress(true, prefix / 8, 16 - prefix / 8);
        }
        if (prefix > 0) {
            rdata.space().name();
        }
    }

    private static void prefixes(Rdata rdata) {
        while (rdata.hasMore()) {
            int family = rdata.u16();
            int prefix = rdata.u8();
            int length = rdata.u8();
            if (family != IPV4 && family != IPV6) {
                rdata.fail("address family " + family);
            }
            rdata.space().put(length > 0x7F ? "!" : "").put(family).put(':');
            rdata.partialAddress(family == IPV6, 0, length & 0x7F);
            rdata.put('/').put(prefix);
        }
    }

    private static void services(Rdata rdata) {
        rdata.v4();
        rdata.space().put(rdata.u8());
        int length = rdata.remaining();
        if (length > WKS_MAX) {
            rdata.fail("bitmap of " + Rdata.octets(length));
        }
        for (int i = 0; i < length && rdata.hasMore(); i++) {
            int bits = rdata.u8();
            for (int bit = 0; bit < 8; bit++) {
                if ((bits & 0x80 >> bit) != 0) {
                    rdata.space().put(i << 3 | bit);
                }
            }
        }
    }

    private static void atm(Rdata rdata) {
        int format = rdata.u8();
        if (format == 0) {
            rdata.hex(rdata.remaining());
        } else if (format == 1) {
            rdata.put('+');
            while (rdata.hasMore()) {
                int digit = rdata.u8();
                if (digit < '0' || digit > '9') {
                    rdata.fail("number with a character that is no digit");
                }
                rdata.put((char) digit);
            }
        } else {
            rdata.fail("address of unknown format " + format);
        }
    }
}
