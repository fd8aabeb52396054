package io.github.dnswhy.dns;

import io.github.dnswhy.model.IpAddress;

/** The data of EDNS options as text. Off the hot path; data that is not as its option demands is shown in hexadecimal. */
final class EdnsOptionText {
    private static final int COOKIE_CLIENT = 8;

    private EdnsOptionText() {}

    static String of(int code, byte[] buffer, int offset, int length) {
        StringBuilder text = new StringBuilder();
        boolean known = switch (code) {
            case EdnsOption.CLIENT_SUBNET -> clientSubnet(buffer, offset, length, text);
            case EdnsOption.COOKIE -> cookie(buffer, offset, length, text);
            case EdnsOption.EDE -> extendedError(buffer, offset, length, text);
            case EdnsOption.TCP_KEEPALIVE -> keepalive(buffer, offset, length, text);
            case EdnsOption.EXPIRE -> expire(buffer, offset, length, text);
            case EdnsOption.DAU, EdnsOption.DHU, EdnsOption.N3U -> numbers(buffer, offset, length, 1, text);
            case EdnsOption.KEY_TAG -> numbers(buffer, offset, length, 2, text);
            case EdnsOption.PADDING -> padding(length, text);
            case EdnsOption.REPORT_CHANNEL -> name(buffer, offset, length, text);
            default -> false;
        };
        if (!known) {
            text.setLength(0);
            Encodings.appendHex(buffer, offset, length, text);
        }
        return text.toString();
    }

    /** RFC 7871 §6: address, source prefix, scope prefix, as {@code 10.1.0.0/16/0}. */
    private static boolean clientSubnet(byte[] buffer, int offset, int length, StringBuilder text) {
        if (length < 4) {
            return false;
        }
        int family = Wire.u16(buffer, offset);
        int octets = family == 1 ? 4 : family == 2 ? 16 : 0;
        if (length - 4 > octets) {
            return false;
        }
        byte[] address = new byte[octets];
        System.arraycopy(buffer, offset + 4, address, 0, length - 4);
        if (family == 1) {
            text.append(IpAddress.v4(Wire.i32(address, 0)));
        } else if (family == 2) {
            Addresses.appendV6(address, 0, text);
        } else {
            text.append(family);
        }
        text.append('/').append(Wire.u8(buffer, offset + 2)).append('/').append(Wire.u8(buffer, offset + 3));
        return true;
    }

    /** RFC 7873 §4: the client's eight octets, then the server's. */
    private static boolean cookie(byte[] buffer, int offset, int length, StringBuilder text) {
        if (length < COOKIE_CLIENT) {
            return false;
        }
        Encodings.appendHex(buffer, offset, COOKIE_CLIENT, text);
        if (length > COOKIE_CLIENT) {
            text.append(' ');
            Encodings.appendHex(buffer, offset + COOKIE_CLIENT, length - COOKIE_CLIENT, text);
        }
        return true;
    }

    /** RFC 8914 §2: {@code 22 (No Reachable Authority) "extra text"}. */
    private static boolean extendedError(byte[] buffer, int offset, int length, StringBuilder text) {
        if (length < 2) {
            return false;
        }
        int code = Wire.u16(buffer, offset);
        text.append(code).append(" (").append(ExtendedError.text(code)).append(')');
        int extra = length - 2;
        if (extra > 0 && buffer[offset + length - 1] == 0) {
            extra--; // some senders end the text with a zero, which RFC 8914 §2 asks readers to bear
        }
        if (extra > 0) {
            text.append(' ');
            Encodings.appendQuoted(buffer, offset + 2, extra, text);
        }
        return true;
    }

    /** RFC 7828 §3.1: units of 100 ms; empty in a query. */
    private static boolean keepalive(byte[] buffer, int offset, int length, StringBuilder text) {
        if (length == 2) {
            text.append(Wire.u16(buffer, offset) * 100).append(" ms");
        }
        return length == 0 || length == 2;
    }

    /** RFC 7314 §2: seconds; empty in a query. */
    private static boolean expire(byte[] buffer, int offset, int length, StringBuilder text) {
        if (length == 4) {
            text.append(Wire.u32(buffer, offset)).append(" s");
        }
        return length == 0 || length == 4;
    }

    private static boolean numbers(byte[] buffer, int offset, int length, int size, StringBuilder text) {
        if (length % size != 0) {
            return false;
        }
        for (int i = 0; i < length; i += size) {
            text.append(i == 0 ? "" : " ")
                    .append(size == 1 ? Wire.u8(buffer, offset + i) : Wire.u16(buffer, offset + i));
        }
        return true;
    }

    private static boolean padding(int length, StringBuilder text) {
        text.append(length).append(" octets");
        return true;
    }

    private static boolean name(byte[] buffer, int offset, int length, StringBuilder text) {
        if (DomainName.flatLength(buffer, offset, offset + length) != length || length == 0) {
            return false;
        }
        NameText.append(buffer, offset, text);
        return true;
    }
}
