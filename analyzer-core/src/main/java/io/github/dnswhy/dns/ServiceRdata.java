package io.github.dnswhy.dns;

/** RDATA of SVCB and HTTPS (RFC 9460 §2.1, §14.3.2; {@code dohpath} RFC 9461, {@code ohttp} RFC 9540). */
final class ServiceRdata {
    private static final int MANDATORY = 0;
    private static final int ALPN = 1;
    private static final int NO_DEFAULT_ALPN = 2;
    private static final int PORT = 3;
    private static final int IPV4HINT = 4;
    private static final int ECH = 5;
    private static final int IPV6HINT = 6;
    private static final int DOHPATH = 7;
    private static final int OHTTP = 8;

    private ServiceRdata() {}

    static void append(Rdata rdata, StringBuilder text) {
        text.append(rdata.u16()).append(' ');
        rdata.name(text);
        int last = -1;
        while (rdata.hasMore()) {
            int key = rdata.u16();
            int length = rdata.u16();
            if (key <= last || length > rdata.remaining()) {
                rdata.fail();
                return;
            }
            last = key;
            text.append(' ').append(key(key));
            value(key, length, rdata, text);
        }
    }

    private static String key(int key) {
        return switch (key) {
            case MANDATORY -> "mandatory";
            case ALPN -> "alpn";
            case NO_DEFAULT_ALPN -> "no-default-alpn";
            case PORT -> "port";
            case IPV4HINT -> "ipv4hint";
            case ECH -> "ech";
            case IPV6HINT -> "ipv6hint";
            case DOHPATH -> "dohpath";
            case OHTTP -> "ohttp";
            default -> "key" + key;
        };
    }

    private static void value(int key, int length, Rdata rdata, StringBuilder text) {
        if (length == 0) {
            if (key <= IPV6HINT && key != NO_DEFAULT_ALPN) {
                rdata.fail();
            }
            return;
        }
        text.append('=');
        switch (key) {
            case MANDATORY -> list(2, length, rdata, text, () -> text.append(key(rdata.u16())));
            case ALPN -> alpn(length, rdata, text);
            case NO_DEFAULT_ALPN, OHTTP -> rdata.fail();
            case PORT -> port(length, rdata, text);
            case IPV4HINT -> list(4, length, rdata, text, () -> rdata.v4(text));
            case ECH -> rdata.base64(length, text);
            case IPV6HINT -> list(16, length, rdata, text, () -> rdata.v6(text));
            default -> rdata.quoted(length, text);
        }
    }

    private static void port(int length, Rdata rdata, StringBuilder text) {
        if (length != 2) {
            rdata.fail();
        }
        text.append(rdata.u16());
    }

    private static void list(int size, int length, Rdata rdata, StringBuilder text, Runnable item) {
        if (length % size != 0) {
            rdata.fail();
        }
        for (int i = 0; i < length; i += size) {
            text.append(i == 0 ? "" : ",");
            item.run();
        }
    }

    /** Protocol identifiers with their lengths, none empty (RFC 9460 §7.1.1). */
    private static void alpn(int length, Rdata rdata, StringBuilder text) {
        int after = rdata.remaining() - length;
        text.append('"');
        String separator = "";
        while (rdata.hasMore() && rdata.remaining() > after) {
            int size = rdata.u8();
            if (size == 0 || size > rdata.remaining() - after) {
                rdata.fail();
                return;
            }
            text.append(separator);
            protocol(size, rdata, text);
            separator = ",";
        }
        text.append('"');
    }

    /** One identifier: escaped once as an item of a list, and once more as a character string (RFC 9460 appendix A.1). */
    private static void protocol(int size, Rdata rdata, StringBuilder text) {
        for (int i = 0; i < size; i++) {
            int octet = rdata.u8();
            if (octet < ' ' || octet > '~') {
                NameText.appendDecimal(octet, text);
            } else {
                text.append(octet == ',' ? "\\\\" : octet == '\\' ? "\\\\\\" : octet == '"' ? "\\" : "");
                text.append((char) octet);
            }
        }
    }
}
