package io.github.dnswhy.threads;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * How a text is encoded, told by its first octets: by a byte order mark, or for UTF-16 without one (PowerShell's
 * {@code >}) by where the zeros stand. Everything else is read as UTF-8, in which nothing of the ASCII grammar of a
 * dump can be lost.
 *
 * @param charset the encoding
 * @param markLength octets of the byte order mark, 0..3
 */
record TextEncoding(Charset charset, int markLength) {
    private static final int SAMPLE = 1024;

    /** Tells the encoding of a text by its first {@code length} octets. */
    static TextEncoding of(byte[] octets, int length) {
        if (length >= 3 && octets[0] == (byte) 0xEF && octets[1] == (byte) 0xBB && octets[2] == (byte) 0xBF) {
            return new TextEncoding(StandardCharsets.UTF_8, 3);
        }
        if (length >= 2 && octets[0] == (byte) 0xFF && octets[1] == (byte) 0xFE) {
            return new TextEncoding(StandardCharsets.UTF_16LE, 2);
        }
        if (length >= 2 && octets[0] == (byte) 0xFE && octets[1] == (byte) 0xFF) {
            return new TextEncoding(StandardCharsets.UTF_16BE, 2);
        }
        int sample = Math.min(length, SAMPLE) & ~1;
        int zerosFirst = 0;
        int zerosSecond = 0;
        for (int i = 0; i < sample; i += 2) {
            zerosFirst += octets[i] == 0 ? 1 : 0;
            zerosSecond += octets[i + 1] == 0 ? 1 : 0;
        }
        int pairs = sample / 2;
        if (pairs >= 4 && zerosSecond * 10 > pairs * 7 && zerosFirst * 10 < pairs) {
            return new TextEncoding(StandardCharsets.UTF_16LE, 0);
        }
        if (pairs >= 4 && zerosFirst * 10 > pairs * 7 && zerosSecond * 10 < pairs) {
            return new TextEncoding(StandardCharsets.UTF_16BE, 0);
        }
        return new TextEncoding(StandardCharsets.UTF_8, 0);
    }

    /**
     * The same text in UTF-8; {@code octets} stands behind the byte order mark. What is malformed becomes U+FFFD
     * or {@code ?}.
     */
    InputStream asUtf8(InputStream octets) {
        return charset == StandardCharsets.UTF_8 ? octets : new Utf8Octets(new InputStreamReader(octets, charset));
    }

    /** Characters, encoded anew. */
    private static final class Utf8Octets extends InputStream {
        private final Reader text;
        private final char[] chars = new char[8192];
        private int held;
        private byte[] pending = new byte[0];
        private int next;

        Utf8Octets(Reader text) {
            this.text = text;
        }

        @Override
        public int read() throws IOException {
            return next < pending.length || more() ? pending[next++] & 0xFF : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (next == pending.length && !more()) {
                return -1;
            }
            int count = Math.min(length, pending.length - next);
            System.arraycopy(pending, next, target, offset, count);
            next += count;
            return count;
        }

        private boolean more() throws IOException {
            int count = text.read(chars, held, chars.length - held);
            if (count < 0 && held == 0) {
                return false;
            }
            int available = held + Math.max(count, 0);
            // The second half of a surrogate pair may come with the next read.
            boolean split = count >= 0 && Character.isHighSurrogate(chars[available - 1]);
            int whole = split ? available - 1 : available;
            pending = new String(chars, 0, whole).getBytes(StandardCharsets.UTF_8);
            next = 0;
            held = available - whole;
            if (split) {
                chars[0] = chars[whole];
            }
            return pending.length > 0 || more();
        }
    }
}
