package io.github.dnswhy.dns;

/**
 * Reads the fields of one record's RDATA in their order. A field that does not fit reads as 0 or nothing and marks the whole
 * as unsound, so a format can be written straight down and judged at its end.
 */
final class Rdata {
    private final byte[] buffer;
    private final int messageStart;
    private final int end;
    private int position;
    private boolean sound = true;

    Rdata(RecordView record) {
        buffer = record.buffer();
        messageStart = record.message().offset();
        position = record.rdata();
        end = position + record.rdataLength();
    }

    /** Tells whether every field fitted and nothing is left over. */
    boolean isDone() {
        return sound && position == end;
    }

    boolean hasMore() {
        return sound && position < end;
    }

    int remaining() {
        return end - position;
    }

    /** Marks the RDATA as not what its type demands. */
    void fail() {
        sound = false;
    }

    /** Steps over a field and tells where it was, or gives -1 when it does not fit. */
    private int take(int length) {
        if (!sound || length > end - position) {
            sound = false;
            return -1;
        }
        int start = position;
        position += length;
        return start;
    }

    int u8() {
        int at = take(1);
        return at < 0 ? 0 : Wire.u8(buffer, at);
    }

    int u16() {
        int at = take(2);
        return at < 0 ? 0 : Wire.u16(buffer, at);
    }

    long u32() {
        int at = take(4);
        return at < 0 ? 0 : Wire.u32(buffer, at);
    }

    /** A name, which may be compressed. */
    void name(StringBuilder text) {
        byte[] wire = new byte[DomainName.MAX_LENGTH];
        int next = DomainName.skip(buffer, position, end);
        if (!sound || next < 0 || DomainName.copyWire(buffer, messageStart, position, end, wire, 0) < 0) {
            sound = false;
            return;
        }
        position = next;
        NameText.append(wire, 0, text);
    }

    /** A character string: a length octet and that many octets (RFC 1035 §3.3). */
    void string(StringBuilder text) {
        quoted(u8(), text);
    }

    void quoted(int length, StringBuilder text) {
        int at = take(length);
        if (at >= 0) {
            Encodings.appendQuoted(buffer, at, length, text);
        }
    }

    void hex(int length, StringBuilder text) {
        int at = take(length);
        if (at >= 0) {
            Encodings.appendHex(buffer, at, length, text);
        }
    }

    void base64(int length, StringBuilder text) {
        int at = take(length);
        if (at >= 0) {
            Encodings.appendBase64(buffer, at, length, text);
        }
    }

    void base32Hex(int length, StringBuilder text) {
        int at = take(length);
        if (at >= 0) {
            Encodings.appendBase32Hex(buffer, at, length, text);
        }
    }

    void v4(StringBuilder text) {
        int at = take(4);
        if (at >= 0) {
            Addresses.appendV4(buffer, at, text);
        }
    }

    void v6(StringBuilder text) {
        int at = take(16);
        if (at >= 0) {
            Addresses.appendV6(buffer, at, text);
        }
    }

    void skip(int length) {
        take(length);
    }
}
