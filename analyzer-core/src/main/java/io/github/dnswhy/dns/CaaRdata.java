package io.github.dnswhy.dns;

/** RDATA of CAA (RFC 8659 §4.1): {@code 0 issue "ca.example.net"}. */
final class CaaRdata {
    private CaaRdata() {}

    static void append(Rdata rdata) {
        rdata.put(rdata.u8()).space();
        int length = rdata.u8();
        if (length == 0) {
            rdata.fail("empty tag");
        }
        for (int i = 0; i < length && rdata.isSound(); i++) {
            int octet = rdata.u8();
            if (!isLetterOrDigit(octet)) {
                rdata.fail("tag with a character that is neither letter nor digit");
            }
            rdata.put((char) octet);
        }
        rdata.space().quoted(rdata.remaining());
    }

    /** The tag is one or more letters and digits, so it needs no quotes. */
    private static boolean isLetterOrDigit(int octet) {
        int small = octet | 0x20;
        return octet >= '0' && octet <= '9' || small >= 'a' && small <= 'z';
    }
}
