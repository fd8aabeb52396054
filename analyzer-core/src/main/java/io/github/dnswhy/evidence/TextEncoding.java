package io.github.dnswhy.evidence;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** How a text is encoded, told by its first octets. PowerShell redirection writes UTF-16 with a byte order mark. */
enum TextEncoding {
    UTF_8(StandardCharsets.UTF_8),
    UTF_16LE(StandardCharsets.UTF_16LE),
    UTF_16BE(StandardCharsets.UTF_16BE),
    /** Not a text. */
    BINARY(StandardCharsets.ISO_8859_1);

    /** A text may hold one odd octet in this many. */
    private static final int ODD_SHARE = 10;

    private final Charset charset;

    TextEncoding(Charset charset) {
        this.charset = charset;
    }

    Charset charset() {
        return charset;
    }

    /** The encoding of a text that starts with {@code length} octets of {@code bytes}. */
    static TextEncoding detect(byte[] bytes, int length) {
        if (length >= 2 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE) {
            return UTF_16LE;
        }
        if (length >= 2 && bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF) {
            return UTF_16BE;
        }
        int zerosAtEven = 0;
        int zerosAtOdd = 0;
        for (int i = 0; i + 1 < length; i += 2) {
            zerosAtEven += bytes[i] == 0 && bytes[i + 1] != 0 ? 1 : 0;
            zerosAtOdd += bytes[i] != 0 && bytes[i + 1] == 0 ? 1 : 0;
        }
        int pairs = length / 2;
        if (pairs >= 8 && zerosAtOdd > pairs - pairs / ODD_SHARE) {
            return UTF_16LE;
        }
        if (pairs >= 8 && zerosAtEven > pairs - pairs / ODD_SHARE) {
            return UTF_16BE;
        }
        return oddOctets(bytes, length) * ODD_SHARE > length ? BINARY : UTF_8;
    }

    /** The length of a byte order mark at the start, 0 when there is none. */
    int markLength(byte[] bytes, int length) {
        return switch (this) {
            case UTF_8 ->
                length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF ? 3 : 0;
            case UTF_16LE -> length >= 2 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE ? 2 : 0;
            case UTF_16BE -> length >= 2 && bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF ? 2 : 0;
            case BINARY -> 0;
        };
    }

    /** Octets that a text has no use for. A run of NUL counts once: a log cut by copytruncate is padded with them. */
    private static int oddOctets(byte[] bytes, int length) {
        int odd = 0;
        for (int i = 0; i < length; i++) {
            int octet = bytes[i] & 0xFF;
            if (octet >= 0x80) {
                int following = following(octet);
                int end = i + following;
                boolean valid = following > 0;
                while (valid && i < end && i + 1 < length) {
                    if ((bytes[i + 1] & 0xC0) == 0x80) {
                        i++;
                    } else {
                        valid = false;
                    }
                }
                odd += valid ? 0 : 1;
            } else if (octet == 0) {
                odd += i > 0 && bytes[i - 1] == 0 ? 0 : 1;
            } else if (octet < 0x20 && (octet < 7 || octet > 13) && octet != 0x1B) {
                odd++;
            }
        }
        return odd;
    }

    /** How many octets follow a leading one in UTF-8 (RFC 3629 §3), 0 when it cannot lead. */
    private static int following(int octet) {
        if (octet >= 0xC2 && octet <= 0xDF) {
            return 1;
        }
        if (octet >= 0xE0 && octet <= 0xEF) {
            return 2;
        }
        return octet >= 0xF0 && octet <= 0xF4 ? 3 : 0;
    }
}
