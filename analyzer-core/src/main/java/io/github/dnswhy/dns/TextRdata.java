package io.github.dnswhy.dns;

/** RDATA that is text: TXT, SPF, HINFO (RFC 1035 §3.3), CAA (RFC 8659), URI (RFC 7553). */
final class TextRdata {
    private TextRdata() {}

    static void append(int type, Rdata rdata, StringBuilder text) {
        switch (type) {
            case RecordType.HINFO -> {
                rdata.string(text);
                text.append(' ');
                rdata.string(text);
            }
            case RecordType.CAA -> caa(rdata, text);
            case RecordType.URI -> {
                text.append(rdata.u16()).append(' ');
                text.append(rdata.u16()).append(' ');
                rdata.quoted(rdata.remaining(), text);
            }
            default -> strings(rdata, text);
        }
    }

    /** One or more character strings; none at all is not a TXT record. */
    private static void strings(Rdata rdata, StringBuilder text) {
        rdata.string(text);
        while (rdata.hasMore()) {
            text.append(' ');
            rdata.string(text);
        }
    }

    /** The tag is one or more letters and digits (RFC 8659 §4.1), so it needs no quotes. */
    private static void caa(Rdata rdata, StringBuilder text) {
        text.append(rdata.u8()).append(' ');
        int length = rdata.u8();
        if (length == 0) {
            rdata.fail();
        }
        for (int i = 0; i < length; i++) {
            int octet = rdata.u8();
            if (!isLetterOrDigit(octet)) {
                rdata.fail();
                return;
            }
            text.append((char) octet);
        }
        text.append(' ');
        rdata.quoted(rdata.remaining(), text);
    }

    private static boolean isLetterOrDigit(int octet) {
        int small = octet | 0x20;
        return octet >= '0' && octet <= '9' || small >= 'a' && small <= 'z';
    }
}
