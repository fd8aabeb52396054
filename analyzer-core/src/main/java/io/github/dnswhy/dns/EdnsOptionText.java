package io.github.dnswhy.dns;

/** The data of EDNS options as text. Off the hot path; data that is not as its option demands is shown in hexadecimal. */
final class EdnsOptionText {
    private static final int COOKIE_CLIENT = 8;
    private static final int MAC = 6;
    private static final int IPV4 = 1;
    private static final int IPV6 = 2;

    private EdnsOptionText() {}

    /** The data of an option; empty for one without data. */
    static RdataText of(int code, byte[] buffer, int offset, int length) {
        Rdata data = new Rdata(buffer, offset, offset, offset + length);
        if (length > 0) {
            append(code, data);
        }
        return data.finish("");
    }

    private static void append(int code, Rdata data) {
        switch (code) {
            case EdnsOption.LLQ -> longLivedQuery(data);
            case EdnsOption.UPDATE_LEASE -> lease(data);
            case EdnsOption.NSID -> identifier(data);
            case EdnsOption.OWNER -> owner(data);
            case EdnsOption.DAU, EdnsOption.DHU, EdnsOption.N3U -> list(1, data);
            case EdnsOption.CLIENT_SUBNET -> clientSubnet(data);
            case EdnsOption.EXPIRE -> data.put(data.u32()).put(" s"); // RFC 7314 §2
            case EdnsOption.COOKIE -> cookie(data);
            case EdnsOption.TCP_KEEPALIVE -> data.put(data.u16() * 100).put(" ms"); // RFC 7828 §3.1
            case EdnsOption.PADDING -> data.put(Rdata.octets(data.remaining())).skip();
            case EdnsOption.CHAIN, EdnsOption.REPORT_CHANNEL -> data.flatName();
            case EdnsOption.KEY_TAG -> list(2, data);
            case EdnsOption.EDE -> extendedError(data);
            case EdnsOption.CLIENT_TAG, EdnsOption.SERVER_TAG -> data.put(data.u16());
            case EdnsOption.ZONEVERSION -> zoneVersion(data);
            case EdnsOption.MQTYPE_QUERY, EdnsOption.MQTYPE_RESPONSE -> types(data);
            case EdnsOption.EDE_EXTRA_TEXT_LANGUAGE,
                    EdnsOption.FILTERING_CONTACT,
                    EdnsOption.FILTERING_ORGANIZATION,
                    EdnsOption.FILTERING_DB -> data.quoted(data.remaining());
            case EdnsOption.UMBRELLA_IDENT -> umbrella(data);
            case EdnsOption.DEVICE_ID -> identifier(data);
            default -> data.hex(data.remaining());
        }
    }

    /** RFC 8764 §3.2. */
    private static void longLivedQuery(Rdata data) {
        data.put("version ").put(data.u16());
        int opcode = data.u16();
        data.put(", ")
                .put(
                        switch (opcode) {
                            case 1 -> "setup";
                            case 2 -> "refresh";
                            case 3 -> "event";
                            default -> "opcode " + opcode;
                        });
        int error = data.u16();
        data.put(", ")
                .put(
                        switch (error) {
                            case 0 -> "no error";
                            case 1 -> "server full";
                            case 2 -> "static";
                            case 3 -> "format error";
                            case 4 -> "no such LLQ";
                            case 5 -> "bad version";
                            case 6 -> "unknown error";
                            default -> "error " + error;
                        });
        data.put(", id ").hex(8);
        data.put(", lease ").put(data.u32()).put(" s");
    }

    /** RFC 9664 §4.1: the lease of the records, and that of the key where it differs. */
    private static void lease(Rdata data) {
        data.put(data.u32()).put(" s");
        if (data.hasMore()) {
            data.put(", key ").put(data.u32()).put(" s");
        }
    }

    /** RFC 5001 §2.3: octets, which are text more often than not. */
    private static void identifier(Rdata data) {
        String text = data.restIfPrintable();
        data.hex(data.remaining());
        if (!text.isEmpty()) {
            data.space().put(text);
        }
    }

    /** Version, sequence, and the addresses of the sleeper and of what wakes it. */
    private static void owner(Rdata data) {
        data.put("version ").put(data.u8());
        data.put(", sequence ").put(data.u8());
        data.put(", ").groups(MAC, 1, '-');
        if (data.hasMore()) {
            data.put(", wake ").groups(MAC, 1, '-');
        }
        if (data.hasMore()) {
            data.put(", password ").hex(data.remaining());
        }
    }

    /** RFC 7871 §6: address, source prefix, scope prefix, as {@code 10.1.0.0/16/0}. */
    private static void clientSubnet(Rdata data) {
        int family = data.u16();
        int source = data.u8();
        int scope = data.u8();
        if (family == IPV4 || family == IPV6) {
            data.partialAddress(family == IPV6, 0, data.remaining());
        } else if (family == 0) {
            data.put('0'); // RFC 7871 §7.1.2: an anonymous client, without address
        } else {
            data.fail("address family " + family);
        }
        data.put('/').put(source).put('/').put(scope);
    }

    /** RFC 7873 §4: the client's eight octets, then the server's. */
    private static void cookie(Rdata data) {
        data.hex(COOKIE_CLIENT);
        data.space().hex(data.remaining());
    }

    /** RFC 8914 §2: {@code 22 (No Reachable Authority) "extra text"}. */
    private static void extendedError(Rdata data) {
        int code = data.u16();
        data.put(code).put(" (").put(ExtendedError.text(code)).put(')');
        if (data.hasMore()) {
            data.space().quotedWithoutZero(data.remaining());
        }
    }

    /** RFC 9660 §2: labels of the zone, then its serial. */
    private static void zoneVersion(Rdata data) {
        data.put(Rdata.count(data.u8(), "label"));
        int type = data.u8();
        if (type == 0) {
            data.put(", SOA serial ").put(data.u32());
        } else {
            data.put(", type ").put(type).space().hex(data.remaining());
        }
    }

    private static void types(Rdata data) {
        while (data.hasMore()) {
            data.space().put(RecordType.text(data.u16()));
        }
    }

    private static void list(int size, Rdata data) {
        while (data.hasMore()) {
            data.space().put(data.number(size));
        }
    }

    /** As dnsmasq and Umbrella's own clients write it: {@code ODNS}, version, flags, then fields with their types. */
    private static void umbrella(Rdata data) {
        data.quoted(4);
        data.put(" version ").put(data.u8());
        data.put(", flags ").put(data.u8());
        while (data.hasMore()) {
            int type = data.u16();
            switch (type) {
                case 0x0004 -> data.put(", asset ").put(data.u32());
                case 0x0008 -> data.put(", organization ").put(data.u32());
                case 0x0010 -> data.put(", client ").v4();
                case 0x0020 -> data.put(", client ").v6();
                case 0x0040 -> data.put(", device ").hex(8);
                default -> data.put(", field ").put(type).space().hex(data.remaining());
            }
        }
    }
}
