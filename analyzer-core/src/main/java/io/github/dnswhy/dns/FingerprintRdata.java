package io.github.dnswhy.dns;

/** RDATA that vouches for a key: TLSA (RFC 6698), SMIMEA (RFC 8162), SSHFP (RFC 4255). */
final class FingerprintRdata {
    private FingerprintRdata() {}

    static void append(int type, Rdata rdata, StringBuilder text) {
        int numbers = type == RecordType.SSHFP ? 2 : 3;
        for (int i = 0; i < numbers; i++) {
            text.append(rdata.u8()).append(' ');
        }
        rdata.hex(rdata.remaining(), text);
    }
}
