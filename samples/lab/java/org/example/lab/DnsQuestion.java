package org.example.lab;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The question of a query, and responses to it (RFC 1035, section 4). */
record DnsQuestion(String name, int type, int end) {
    private static final int HEADER = 12;
    private static final int AUTHORITATIVE = 4;
    private static final int TRUNCATED = 2;

    /** The question of a message; null when there is none. */
    static DnsQuestion of(byte[] message) {
        StringBuilder name = new StringBuilder();
        int at = HEADER;
        while (at < message.length && message[at] != 0) {
            int length = message[at];
            if (length < 0 || at + 1 + length >= message.length) {
                return null;
            }
            name.append(name.isEmpty() ? "" : ".").append(new String(message, at + 1, length, StandardCharsets.US_ASCII));
            at += 1 + length;
        }
        if (at + 5 > message.length) {
            return null;
        }
        int type = (message[at + 1] & 0xFF) << 8 | message[at + 2] & 0xFF;
        return new DnsQuestion(name.toString().toLowerCase(Locale.ROOT), type, at + 5);
    }

    String typeText() {
        return switch (type) {
            case 1 -> "A";
            case 12 -> "PTR";
            case 28 -> "AAAA";
            case 33 -> "SRV";
            default -> "TYPE" + type;
        };
    }

    byte[] truncated(byte[] query) {
        byte[] response = response(query, 0, List.of(), 0);
        response[2] |= TRUNCATED;
        return response;
    }

    /** A response with addresses as answers, and an SOA where there are none. */
    byte[] response(byte[] query, int rcode, List<byte[]> addresses, int ttl) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] header = Arrays.copyOf(query, HEADER);
        boolean negative = addresses.isEmpty() && (rcode == 0 || rcode == 3);
        header[2] = (byte) (0x80 | query[2] & 1 | (rcode == 0 || rcode == 3 ? AUTHORITATIVE : 0));
        header[3] = (byte) (0x80 | rcode);
        header[5] = 1;
        header[6] = 0;
        header[7] = (byte) addresses.size();
        header[8] = 0;
        header[9] = (byte) (negative ? 1 : 0);
        header[10] = 0;
        header[11] = 0;
        out.writeBytes(header);
        out.write(query, HEADER, end - HEADER);
        for (byte[] address : addresses) {
            out.writeBytes(new byte[] {(byte) 0xC0, HEADER, 0, 1, 0, 1, 0, 0, (byte) (ttl >> 8), (byte) ttl, 0, 4});
            out.writeBytes(address);
        }
        if (negative) {
            out.writeBytes(new byte[] {0, 0, 6, 0, 1, 0, 0, 0, 5, 0, 24, 1, 'n', 0, 0});
            out.writeBytes(new byte[] {0, 0, 0, 1, 0, 0, 28, 32, 0, 0, 7, 8, 0, 1, 81, (byte) 128, 0, 0, 0, 5});
        }
        return out.toByteArray();
    }
}
