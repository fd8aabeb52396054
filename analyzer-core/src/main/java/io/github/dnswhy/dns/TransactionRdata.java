package io.github.dnswhy.dns;

/** RDATA that authenticates a transaction: TSIG (RFC 8945 §4.2), TKEY (RFC 2930 §2). Times are seconds since the epoch. */
final class TransactionRdata {
    private TransactionRdata() {}

    static void append(int type, Rdata rdata, StringBuilder text) {
        rdata.name(text);
        if (type == RecordType.TSIG) {
            text.append(' ').append((long) rdata.u16() << 32 | rdata.u32());
            text.append(' ').append(rdata.u16());
            sized(rdata, text);
            text.append(' ').append(rdata.u16());
            text.append(' ').append(error(rdata.u16()));
        } else {
            text.append(' ').append(rdata.u32());
            text.append(' ').append(rdata.u32());
            text.append(' ').append(rdata.u16());
            text.append(' ').append(error(rdata.u16()));
            sized(rdata, text);
        }
        sized(rdata, text);
    }

    /** The code 16 means another thing here than with OPT (RFC 8945 §3). */
    private static String error(int code) {
        return code == Rcode.BADVERS ? "BADSIG" : Rcode.text(code);
    }

    private static void sized(Rdata rdata, StringBuilder text) {
        int length = rdata.u16();
        text.append(' ').append(length);
        if (length > 0) {
            text.append(' ');
            rdata.base64(length, text);
        }
    }
}
