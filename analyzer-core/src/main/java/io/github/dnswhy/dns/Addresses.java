package io.github.dnswhy.dns;

import io.github.dnswhy.model.IpAddress;

/** Addresses in RDATA as text. */
final class Addresses {
    private Addresses() {}

    static void appendV4(byte[] buffer, int offset, StringBuilder text) {
        text.append(IpAddress.v4(Wire.i32(buffer, offset)));
    }

    /** RFC 5952; an IPv4-mapped address keeps its prefix, since an AAAA record with one is not an A record. */
    static void appendV6(byte[] buffer, int offset, StringBuilder text) {
        IpAddress address = new IpAddress(Wire.i64(buffer, offset), Wire.i64(buffer, offset + 8));
        text.append(address.isV4() ? "::ffff:" : "").append(address);
    }
}
