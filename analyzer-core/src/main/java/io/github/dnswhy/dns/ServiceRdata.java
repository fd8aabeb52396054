package io.github.dnswhy.dns;

/**
 * RDATA of SVCB and HTTPS (RFC 9460 §2.1). The keys are those of the IANA registry "Service Parameter Keys", as it stood in
 * the autumn of 2026; a value whose key has no format of its own stands in quotes.
 */
final class ServiceRdata {
    private static final int MANDATORY = 0;
    private static final int ALPN = 1;
    private static final int NO_DEFAULT_ALPN = 2;
    private static final int PORT = 3;
    private static final int IPV4HINT = 4;
    private static final int ECH = 5;
    private static final int IPV6HINT = 6;
    private static final int OHTTP = 8;
    private static final int TLS_SUPPORTED_GROUPS = 9;
    private static final int DOCPATH = 10;
    /** Reserved as the invalid key (RFC 9460 §14.3.2). */
    private static final int INVALID = 65535;

    private ServiceRdata() {}

    static void append(Rdata rdata) {
        rdata.put(rdata.u16());
        rdata.space().name();
        int last = -1;
        while (rdata.hasMore()) {
            int key = rdata.u16();
            int length = rdata.u16();
            if (length > rdata.remaining()) {
                rdata.fail("ends inside " + key(key));
            } else if (key <= last) {
                rdata.fail(key(key) + " out of order");
            } else if (key == INVALID) {
                rdata.fail("the invalid key 65535");
            }
            last = key;
            rdata.space().put(key(key));
            value(key, length, rdata);
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
            case 7 -> "dohpath"; // RFC 9461 §5
            case OHTTP -> "ohttp"; // RFC 9540 §4
            case TLS_SUPPORTED_GROUPS -> "tls-supported-groups"; // draft-ietf-tls-key-share-prediction §3.1
            case DOCPATH -> "docpath"; // RFC 9953 §3
            case 11 -> "pvd"; // draft-ietf-intarea-proxy-config §2.1
            case 12 -> "oots"; // draft-johani-dnsop-svcb-oots §2
            default -> "key" + key;
        };
    }

    private static void value(int key, int length, Rdata rdata) {
        if (length == 0) {
            if (needsValue(key)) {
                rdata.fail("no value");
            }
            return;
        }
        if (key == NO_DEFAULT_ALPN || key == OHTTP) {
            rdata.fail("value of " + Rdata.octets(length) + " where none may be");
            return;
        }
        rdata.put('=');
        switch (key) {
            case MANDATORY -> mandatory(length, rdata);
            case ALPN -> texts(length, 1, rdata);
            case PORT -> list(2, Math.min(length, 2), length, rdata, () -> rdata.put(rdata.u16()));
            case IPV4HINT -> list(4, length, length, rdata, rdata::v4);
            case ECH -> rdata.base64(length);
            case IPV6HINT -> list(16, length, length, rdata, rdata::v6);
            case TLS_SUPPORTED_GROUPS -> list(2, length, length, rdata, () -> rdata.put(rdata.u16()));
            case DOCPATH -> texts(length, 0, rdata);
            default -> rdata.quoted(length);
        }
    }

    private static boolean needsValue(int key) {
        return key <= IPV6HINT && key != NO_DEFAULT_ALPN || key == TLS_SUPPORTED_GROUPS;
    }

    /** The items of a list with commas between them; a length that is no multiple of their size, or above the most, fails. */
    private static void list(int size, int most, int length, Rdata rdata, Runnable item) {
        if (length % size != 0 || length > most) {
            rdata.fail("value of " + Rdata.octets(length));
        }
        for (int i = 0; i < length && rdata.isSound(); i += size) {
            rdata.put(i == 0 ? "" : ",");
            item.run();
        }
    }

    /** Keys in ascending order, this one not among them (RFC 9460 §8). */
    private static void mandatory(int length, Rdata rdata) {
        int[] last = {MANDATORY};
        list(2, length, length, rdata, () -> {
            int key = rdata.u16();
            if (key <= last[0]) {
                rdata.fail("mandatory key " + key + " out of order");
            }
            last[0] = key;
            rdata.put(key(key));
        });
    }

    /** Texts with their lengths: protocols, none of them empty (RFC 9460 §7.1.1), or the parts of a path. */
    private static void texts(int length, int shortest, Rdata rdata) {
        int after = rdata.remaining() - length;
        rdata.put('"');
        String separator = "";
        while (rdata.hasMore() && rdata.remaining() > after) {
            int size = rdata.u8();
            if (size < shortest || size > rdata.remaining() - after) {
                rdata.fail("text of " + Rdata.octets(size));
            }
            rdata.put(separator);
            text(size, rdata);
            separator = ",";
        }
        rdata.put('"');
    }

    /** One text: escaped once as an item of a list, and once more as a character string (RFC 9460 appendix A.1). */
    private static void text(int size, Rdata rdata) {
        for (int i = 0; i < size && rdata.isSound(); i++) {
            int octet = rdata.u8();
            if (octet < ' ' || octet > '~') {
                rdata.escaped(octet);
            } else {
                rdata.put(octet == ',' ? "\\\\" : octet == '\\' ? "\\\\\\" : octet == '"' ? "\\" : "");
                rdata.put((char) octet);
            }
        }
    }
}
