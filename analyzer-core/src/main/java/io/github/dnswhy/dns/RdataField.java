package io.github.dnswhy.dns;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** The kinds of fields of which RDATA is made, each with its presentation form. Those named REST take what is left. */
enum RdataField {
    /** A number of one octet. */
    U8,
    /** A number of two octets. */
    U16,
    /** A number of four octets. */
    U32,
    /** A number of six octets: seconds since the epoch in TSIG. */
    U48,
    /** A number of eight octets. */
    U64,
    /** A number of two octets in octal: the addresses of Chaos. */
    OCTAL,
    /** A name. */
    NAME,
    /** A character string in quotes. */
    STRING,
    /** A character string in quotes, or a hyphen for an empty one. */
    STRING_OR_HYPHEN,
    /** A character string in quotes, which may be missing. */
    OPTIONAL_STRING,
    /** One or more character strings. */
    STRINGS,
    /** An IPv4 address. */
    V4,
    /** An IPv6 address. */
    V6,
    /** Eight octets in four groups, as ILNP writes them (RFC 6742 §2.1.2). */
    ILNP,
    /** Six octets with hyphens (RFC 7043 §3.2). */
    EUI48,
    /** Eight octets with hyphens (RFC 7043 §4.2). */
    EUI64,
    /** The type of a record. */
    TYPE,
    /** A time as RRSIG writes it (RFC 4034 §3.2): {@code YYYYMMDDHHmmSS} in UTC. */
    TIME,
    /** An error of TSIG or TKEY, where 16 is another thing than in OPT (RFC 8945 §3). */
    ERROR,
    /** The type of a certificate (RFC 4398 §2.1). */
    CERTIFICATE_TYPE,
    /** How DSYNC wants to be told (RFC 9859 §2.2). */
    SCHEME,
    /** A length octet and that many octets in hexadecimal, or a hyphen: the salt of NSEC3. */
    SALT,
    /** A length octet and that many octets in base 32: the next owner of NSEC3. */
    HASH,
    /** A length of two octets, and that many in base 64: both are written, as BIND does. */
    SIZED,
    /** The types of NSEC (RFC 4034 §4.1.2): windows of 256 in ascending order, each without zeros at its end. */
    REST_TYPES,
    /** The types of NXT (RFC 2535 §5.2): a bit for each of the first 128. */
    REST_NXT_TYPES,
    /** Text in quotes. */
    REST_QUOTED,
    /** Text in quotes, or nothing. */
    REST_QUOTED_OR_NOTHING,
    /** Hexadecimal. */
    REST_HEX,
    /** Hexadecimal after {@code 0x}. */
    REST_0X,
    /** Base 64. */
    REST_BASE64,
    /** Base 64, or a hyphen for none. */
    REST_BASE64_OR_HYPHEN;

    private static final int WINDOW_MAX = 32;
    private static final int NXT_MAX = 16;

    /** Reads the field and writes it. */
    void append(Rdata rdata) {
        switch (this) {
            case U8 -> rdata.put(rdata.u8());
            case U16 -> rdata.put(rdata.u16());
            case U32 -> rdata.put(rdata.u32());
            case U48 -> rdata.put(rdata.number(6));
            case U64 -> rdata.put(Long.toUnsignedString(rdata.number(8)));
            case OCTAL -> rdata.put(Integer.toOctalString(rdata.u16()));
            case NAME -> rdata.name();
            case STRING -> rdata.string();
            case STRING_OR_HYPHEN -> stringOrHyphen(rdata);
            case OPTIONAL_STRING -> optionalString(rdata);
            case STRINGS -> strings(rdata);
            case V4 -> rdata.v4();
            case V6 -> rdata.v6();
            case ILNP -> rdata.groups(8, 2, ':');
            case EUI48 -> rdata.groups(6, 1, '-');
            case EUI64 -> rdata.groups(8, 1, '-');
            case TYPE -> rdata.put(RecordType.text(rdata.u16()));
            case TIME -> time(rdata);
            case ERROR -> rdata.put(Rcode.transactionText(rdata.u16()));
            case CERTIFICATE_TYPE -> rdata.put(certificateType(rdata.u16()));
            case SCHEME -> rdata.put(scheme(rdata.u8()));
            case SALT -> salt(rdata);
            case HASH -> rdata.base32Hex(rdata.u8());
            case SIZED -> sized(rdata);
            case REST_TYPES -> types(rdata);
            case REST_NXT_TYPES -> nxtTypes(rdata);
            case REST_QUOTED -> rdata.quoted(rdata.remaining());
            case REST_QUOTED_OR_NOTHING -> quotedOrNothing(rdata);
            case REST_HEX -> rdata.hex(rdata.remaining());
            case REST_0X -> rdata.put("0x").hex(rdata.remaining());
            case REST_BASE64 -> rdata.base64(rdata.remaining());
            case REST_BASE64_OR_HYPHEN -> base64OrHyphen(rdata);
        }
    }

    private static void stringOrHyphen(Rdata rdata) {
        int length = rdata.u8();
        if (length == 0) {
            rdata.put('-');
        } else {
            rdata.quoted(length);
        }
    }

    private static void optionalString(Rdata rdata) {
        if (rdata.hasMore()) {
            rdata.string();
        }
    }

    private static void strings(Rdata rdata) {
        rdata.string();
        while (rdata.hasMore()) {
            rdata.space().string();
        }
    }

    /** Good until 2106, as the field is. */
    private static void time(Rdata rdata) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(rdata.u32(), 0, ZoneOffset.UTC);
        rdata.put(time.getYear());
        int[] parts = {time.getMonthValue(), time.getDayOfMonth(), time.getHour(), time.getMinute(), time.getSecond()};
        for (int part : parts) {
            rdata.put((char) ('0' + part / 10)).put((char) ('0' + part % 10));
        }
    }

    private static String certificateType(int code) {
        return switch (code) {
            case 1 -> "PKIX";
            case 2 -> "SPKI";
            case 3 -> "PGP";
            case 4 -> "IPKIX";
            case 5 -> "ISPKI";
            case 6 -> "IPGP";
            case 7 -> "ACPKIX";
            case 8 -> "IACPKIX";
            case 253 -> "URI";
            case 254 -> "OID";
            default -> Integer.toString(code);
        };
    }

    private static String scheme(int code) {
        return code == 1 ? "NOTIFY" : Integer.toString(code);
    }

    private static void salt(Rdata rdata) {
        int length = rdata.u8();
        if (length == 0) {
            rdata.put('-');
        } else {
            rdata.hex(length);
        }
    }

    private static void sized(Rdata rdata) {
        int length = rdata.u16();
        rdata.put(length).space().base64(length);
    }

    private static void types(Rdata rdata) {
        int last = -1;
        while (rdata.hasMore()) {
            int window = rdata.u8();
            int length = rdata.u8();
            if (window <= last) {
                rdata.fail("windows of types out of order");
            } else if (length < 1 || length > WINDOW_MAX) {
                rdata.fail("window of types of " + Rdata.octets(length));
            } else if (length > rdata.remaining()) {
                rdata.fail("ends inside a window of types");
            }
            last = window;
            bits(window << 8, length, rdata);
        }
    }

    private static void nxtTypes(Rdata rdata) {
        int length = rdata.remaining();
        if (length > NXT_MAX) {
            rdata.fail("bitmap of " + Rdata.octets(length));
        }
        bits(0, length, rdata);
    }

    private static void bits(int first, int length, Rdata rdata) {
        for (int i = 0; i < length && rdata.hasMore(); i++) {
            int bits = rdata.u8();
            for (int bit = 0; bit < 8; bit++) {
                if ((bits & 0x80 >> bit) != 0) {
                    rdata.space().put(RecordType.text(first | i << 3 | bit));
                }
            }
        }
    }

    private static void quotedOrNothing(Rdata rdata) {
        if (rdata.hasMore()) {
            rdata.quoted(rdata.remaining());
        }
    }

    private static void base64OrHyphen(Rdata rdata) {
        if (rdata.hasMore()) {
            rdata.base64(rdata.remaining());
        } else {
            rdata.put('-');
        }
    }
}
