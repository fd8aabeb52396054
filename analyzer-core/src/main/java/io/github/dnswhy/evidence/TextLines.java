package io.github.dnswhy.evidence;

import io.github.dnswhy.model.Anomalies;
import io.github.dnswhy.model.Limit;
import io.github.dnswhy.model.Limits;
import io.github.dnswhy.model.Place;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;

/**
 * The lines of a text, one after the other: decoded, without line end, byte order mark and colour codes.
 *
 * <p>Never throws: an input that breaks off is a short one, counted as {@code input-cut-short}. The stream is read to
 * its end or to the error, never closed.
 */
final class TextLines {
    private static final int CHUNK = 1 << 16;
    private static final char ESCAPE = 0x1B;

    private final InputStream in;
    private final Anomalies anomalies;
    private final int longest;
    private byte[] buffer = new byte[CHUNK];
    private int start;
    private int end;
    private boolean ended;
    private Reader wide;
    private char[] wideChunk;
    private byte[] straddling = new byte[256];
    private int straddlingLength;
    private String text = "";
    private long number;

    TextLines(InputStream in, Limits limits, Anomalies anomalies) {
        this.in = in;
        this.anomalies = anomalies;
        this.longest = limits.size(Limit.LINE_BYTES);
    }

    /** The line that {@link #next} moved to. */
    String text() {
        return text;
    }

    /** Its number, from 1; after the end the number of lines. */
    long number() {
        return number;
    }

    /** Counts an anomaly at this line. */
    void odd(String name) {
        anomalies.add(name, Place.Unit.LINE, number);
    }

    Anomalies anomalies() {
        return anomalies;
    }

    /** Moves to the next line; false at the end. */
    boolean next() {
        straddlingLength = 0;
        boolean any = false;
        while (start < end || fill()) {
            any = true;
            int at = start;
            while (at < end && buffer[at] != '\n') {
                at++;
            }
            if (at < end) {
                take(at);
                start = at + 1;
                return true;
            }
            keep(end);
            start = end;
        }
        if (any) {
            take(start);
        }
        return any;
    }

    /** Ends a line at {@code at}: what was kept of earlier chunks and what stands in this one. */
    private void take(int at) {
        number++;
        byte[] bytes = buffer;
        int from = start;
        int to = at;
        if (straddlingLength > 0) {
            keep(at);
            bytes = straddling;
            from = 0;
            to = straddlingLength;
        }
        if (to - from > longest) {
            to = from + longest;
            odd("line-too-long");
        }
        if (to > from && bytes[to - 1] == '\r') {
            to--;
        }
        text = clean(new String(bytes, from, to - from, StandardCharsets.UTF_8));
    }

    /** Keeps the octets up to {@code to} of a line that goes on in the next chunk, one more than the limit at most. */
    private void keep(int to) {
        int length = (int) Math.min(to - start, (long) longest + 1 - straddlingLength);
        if (length <= 0) {
            return;
        }
        if (straddlingLength + length > straddling.length) {
            byte[] larger = new byte[Math.max(straddlingLength + length, 2 * straddling.length)];
            System.arraycopy(straddling, 0, larger, 0, straddlingLength);
            straddling = larger;
        }
        System.arraycopy(buffer, start, straddling, straddlingLength, length);
        straddlingLength += length;
    }

    private boolean fill() {
        boolean first = number == 0 && end == 0;
        start = 0;
        end = 0;
        try {
            while (!ended && end == 0) {
                end = wide == null ? read() : fillWide();
                if (first && end > 0) {
                    first = false;
                    begin();
                }
            }
        } catch (IOException e) {
            breakOff();
        }
        return start < end;
    }

    /** Fills the buffer from the stream. What was read before an error is kept. */
    private int read() {
        int length = 0;
        try {
            int more = 0;
            while (more >= 0 && length < CHUNK) {
                more = in.read(buffer, length, CHUNK - length);
                length += Math.max(more, 0);
            }
            ended = more < 0;
        } catch (IOException e) {
            breakOff();
        }
        return length;
    }

    private void breakOff() {
        ended = true;
        anomalies.add("input-cut-short", Place.Unit.LINE, number + 1);
    }

    private void begin() throws IOException {
        TextEncoding encoding = TextEncoding.detect(buffer, end);
        start = encoding.markLength(buffer, end);
        if (encoding == TextEncoding.UTF_16LE || encoding == TextEncoding.UTF_16BE) {
            InputStream whole = new SequenceInputStream(new ByteArrayInputStream(buffer, start, end - start), in);
            wide = new InputStreamReader(whole, encoding.charset());
            wideChunk = new char[CHUNK / 4];
            ended = false;
            start = 0;
            end = fillWide();
        }
    }

    /** The next characters of a UTF-16 text as UTF-8, so that there is one way to split lines. */
    private int fillWide() throws IOException {
        int length = wide.read(wideChunk);
        if (length < 0) {
            ended = true;
            return 0;
        }
        buffer = new String(wideChunk, 0, length).getBytes(StandardCharsets.UTF_8);
        return buffer.length;
    }

    private String clean(String line) {
        String cleaned = line;
        if (cleaned.indexOf(0) >= 0) {
            odd("nul-in-text");
            cleaned = cleaned.replace("\0", "");
        }
        return cleaned.indexOf(ESCAPE) < 0 ? cleaned : withoutColours(cleaned);
    }

    /** Without ECMA-48 control sequences: ESC [ parameters, one final letter. */
    private static String withoutColours(String line) {
        StringBuilder plain = new StringBuilder(line.length());
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c != ESCAPE) {
                plain.append(c);
            } else if (i + 1 < line.length() && line.charAt(i + 1) == '[') {
                i += 2;
                while (i < line.length() && line.charAt(i) >= 0x20 && line.charAt(i) < 0x40) {
                    i++;
                }
            }
        }
        return plain.toString();
    }
}
