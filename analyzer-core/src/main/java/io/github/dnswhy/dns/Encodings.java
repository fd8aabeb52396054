package io.github.dnswhy.dns;

/** Octets in RDATA as text: hexadecimal, base 64, base 32, quoted character strings. */
final class Encodings {
    private static final String HEX = "0123456789abcdef";
    private static final String BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final String BASE32_HEX = "0123456789abcdefghijklmnopqrstuv";

    private Encodings() {}

    static void appendHex(byte[] buffer, int offset, int length, StringBuilder text) {
        for (int i = offset; i < offset + length; i++) {
            text.append(HEX.charAt(buffer[i] >> 4 & 0xF)).append(HEX.charAt(buffer[i] & 0xF));
        }
    }

    /** RFC 4648 §4. */
    static void appendBase64(byte[] buffer, int offset, int length, StringBuilder text) {
        for (int i = 0; i < length; i += 3) {
            int left = length - i;
            int group = Wire.u8(buffer, offset + i) << 16
                    | (left > 1 ? Wire.u8(buffer, offset + i + 1) << 8 : 0)
                    | (left > 2 ? Wire.u8(buffer, offset + i + 2) : 0);
            text.append(BASE64.charAt(group >> 18)).append(BASE64.charAt(group >> 12 & 0x3F));
            text.append(left > 1 ? BASE64.charAt(group >> 6 & 0x3F) : '=');
            text.append(left > 2 ? BASE64.charAt(group & 0x3F) : '=');
        }
    }

    /** RFC 4648 §7 without padding, as NSEC3 writes owner names (RFC 5155 §3.3). */
    static void appendBase32Hex(byte[] buffer, int offset, int length, StringBuilder text) {
        int bits = 0;
        int value = 0;
        for (int i = offset; i < offset + length; i++) {
            value = value << 8 | Wire.u8(buffer, i);
            for (bits += 8; bits >= 5; bits -= 5) {
                text.append(BASE32_HEX.charAt(value >> bits - 5 & 0x1F));
            }
        }
        if (bits > 0) {
            text.append(BASE32_HEX.charAt(value << 5 - bits & 0x1F));
        }
    }

    /** A quoted character string (RFC 1035 §5.1): {@code \DDD} for what is not printable ASCII. */
    static void appendQuoted(byte[] buffer, int offset, int length, StringBuilder text) {
        text.append('"');
        for (int i = offset; i < offset + length; i++) {
            int octet = Wire.u8(buffer, i);
            if (octet < ' ' || octet > '~') {
                NameText.appendDecimal(octet, text);
            } else {
                if (octet == '"' || octet == '\\') {
                    text.append('\\');
                }
                text.append((char) octet);
            }
        }
        text.append('"');
    }
}
