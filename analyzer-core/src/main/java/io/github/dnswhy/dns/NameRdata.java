package io.github.dnswhy.dns;

/**
 * RDATA that leads to other names: RFC 1035 §3.3, RFC 1183, DNAME (RFC 6672), SRV (RFC 2782), NAPTR (RFC 3403). Old types that
 * hardly occur are here because their names may be compressed, so their octets alone would tell nothing.
 */
final class NameRdata {
    private NameRdata() {}

    static void append(int type, Rdata rdata, StringBuilder text) {
        switch (type) {
            case RecordType.SOA -> soa(rdata, text);
            case RecordType.MX, RecordType.AFSDB, RecordType.RT, RecordType.KX -> {
                text.append(rdata.u16()).append(' ');
                rdata.name(text);
            }
            case RecordType.SRV -> {
                text.append(rdata.u16()).append(' ');
                text.append(rdata.u16()).append(' ');
                text.append(rdata.u16()).append(' ');
                rdata.name(text);
            }
            case RecordType.MINFO, RecordType.RP -> {
                rdata.name(text);
                text.append(' ');
                rdata.name(text);
            }
            case RecordType.NAPTR -> naptr(rdata, text);
            default -> rdata.name(text);
        }
    }

    private static void soa(Rdata rdata, StringBuilder text) {
        rdata.name(text);
        text.append(' ');
        rdata.name(text);
        for (int i = 0; i < 5; i++) {
            text.append(' ').append(rdata.u32());
        }
    }

    private static void naptr(Rdata rdata, StringBuilder text) {
        text.append(rdata.u16()).append(' ');
        text.append(rdata.u16()).append(' ');
        for (int i = 0; i < 3; i++) {
            rdata.string(text);
            text.append(' ');
        }
        rdata.name(text);
    }
}
