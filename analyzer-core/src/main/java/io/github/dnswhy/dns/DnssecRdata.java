package io.github.dnswhy.dns;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** RDATA of DNSSEC: RFC 4034, NSEC3 (RFC 5155), CDS and CDNSKEY (RFC 7344). */
final class DnssecRdata {
    private static final int BITMAP_MAX = 32;

    private DnssecRdata() {}

    static void append(int type, Rdata rdata, StringBuilder text) {
        switch (type) {
            case RecordType.DS, RecordType.CDS -> {
                text.append(rdata.u16()).append(' ');
                text.append(rdata.u8()).append(' ');
                text.append(rdata.u8()).append(' ');
                rdata.hex(rdata.remaining(), text);
            }
            case RecordType.DNSKEY, RecordType.CDNSKEY -> {
                text.append(rdata.u16()).append(' ');
                text.append(rdata.u8()).append(' ');
                text.append(rdata.u8()).append(' ');
                rdata.base64(rdata.remaining(), text);
            }
            case RecordType.RRSIG -> signature(rdata, text);
            case RecordType.NSEC -> {
                rdata.name(text);
                types(rdata, text);
            }
            case RecordType.NSEC3 -> {
                hashParameters(rdata, text);
                text.append(' ');
                rdata.base32Hex(rdata.u8(), text);
                types(rdata, text);
            }
            default -> hashParameters(rdata, text);
        }
    }

    private static void signature(Rdata rdata, StringBuilder text) {
        text.append(RecordType.text(rdata.u16())).append(' ');
        text.append(rdata.u8()).append(' ');
        text.append(rdata.u8()).append(' ');
        text.append(rdata.u32()).append(' ');
        time(rdata.u32(), text);
        time(rdata.u32(), text);
        text.append(rdata.u16()).append(' ');
        rdata.name(text);
        text.append(' ');
        rdata.base64(rdata.remaining(), text);
    }

    /** RFC 4034 §3.2: {@code YYYYMMDDHHmmSS} in UTC. Good until 2106, as the field is. */
    private static void time(long seconds, StringBuilder text) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
        text.append(time.getYear());
        int[] parts = {time.getMonthValue(), time.getDayOfMonth(), time.getHour(), time.getMinute(), time.getSecond()};
        for (int part : parts) {
            text.append((char) ('0' + part / 10)).append((char) ('0' + part % 10));
        }
        text.append(' ');
    }

    private static void hashParameters(Rdata rdata, StringBuilder text) {
        text.append(rdata.u8()).append(' ');
        text.append(rdata.u8()).append(' ');
        text.append(rdata.u16()).append(' ');
        int salt = rdata.u8();
        if (salt == 0) {
            text.append('-');
        } else {
            rdata.hex(salt, text);
        }
    }

    /** The bitmap of types (RFC 4034 §4.1.2): windows of 256 types in ascending order, each without zeros at its end. */
    private static void types(Rdata rdata, StringBuilder text) {
        int last = -1;
        while (rdata.hasMore()) {
            int window = rdata.u8();
            int length = rdata.u8();
            if (window <= last || length < 1 || length > BITMAP_MAX || length > rdata.remaining()) {
                rdata.fail();
            }
            last = window;
            for (int i = 0; i < length && rdata.hasMore(); i++) {
                int bits = rdata.u8();
                for (int bit = 0; bit < 8; bit++) {
                    if ((bits & 0x80 >> bit) != 0) {
                        text.append(' ').append(RecordType.text(window << 8 | i << 3 | bit));
                    }
                }
            }
        }
    }
}
