package io.github.dnswhy.dns;

import java.util.Optional;

/**
 * Reads the fields of one record's RDATA, of an EDNS option or of a DSO TLV in their order and writes each as text. From the
 * first field that does not fit on nothing is read or written any more, so a format can be written straight down and judged
 * at its end; what was written until then is what could be read.
 */
final class Rdata {
    private final byte[] buffer;
    private final int messageStart;
    private final int start;
    private final int end;
    private final StringBuilder text = new StringBuilder();
    private int position;
    private boolean gap;
    private String problem;

    /**
     * A reader before the first octet.
     *
     * @param buffer holds the message
     * @param messageStart where the message starts, from which compression pointers count
     * @param start where the data starts
     * @param end where it ends
     */
    Rdata(byte[] buffer, int messageStart, int start, int end) {
        this.buffer = buffer;
        this.messageStart = messageStart;
        this.start = start;
        this.end = end;
        position = start;
    }

    static Rdata of(RecordView record) {
        int start = record.rdata();
        return new Rdata(record.buffer(), record.message().offset(), start, start + record.rdataLength());
    }

    /**
     * Ends the reading. Data that is not as it should be is shown as octets, with a problem that tells what could be read.
     *
     * @param octetsPrefix stands before the octets
     */
    RdataText finish(String octetsPrefix) {
        if (problem == null && position < end) {
            problem = octets(end - position) + " left over";
        }
        if (problem == null) {
            return RdataText.sound(text.toString());
        }
        String read = text.toString().strip();
        String told = read.isEmpty() ? problem : problem + ", after: " + read;
        StringBuilder octets = new StringBuilder(octetsPrefix);
        Encodings.appendHex(buffer, start, end - start, octets);
        return new RdataText(octets.toString(), Optional.of(told));
    }

    /** What has been written so far. */
    String written() {
        return text.toString();
    }

    boolean isSound() {
        return problem == null;
    }

    /** Tells whether more is to be read; not so after a failure. */
    boolean hasMore() {
        return problem == null && position < end;
    }

    int remaining() {
        return end - position;
    }

    /** Marks the data as not what its type demands; only the first reason counts. */
    void fail(String reason) {
        if (problem == null) {
            problem = reason;
        }
    }

    /** Marks the data as bad for a reason that stands above whatever was found while reading. */
    void failFor(String reason) {
        problem = reason;
    }

    static String octets(int count) {
        return count(count, "octet");
    }

    static String count(int count, String what) {
        return count == 1 ? "1 " + what : count + " " + what + "s";
    }

    /** Steps over what is left. */
    void skip() {
        take(end - position, "");
    }

    /** Steps over a field and tells where it was, or gives -1 when it does not fit. */
    int take(int length, String what) {
        if (problem != null || length > end - position) {
            fail("ends inside " + what);
            return -1;
        }
        int at = position;
        position += length;
        return at;
    }

    int u8() {
        return (int) number(1);
    }

    int u16() {
        return (int) number(2);
    }

    long u32() {
        return number(4);
    }

    /** A number of one to eight octets; 0 when it does not fit. */
    long number(int octets) {
        int at = take(octets, "a number");
        long value = 0;
        for (int i = 0; at >= 0 && i < octets; i++) {
            value = value << 8 | Wire.u8(buffer, at + i);
        }
        return value;
    }

    /** Where text goes; a pending space comes first. */
    private StringBuilder out() {
        if (gap && text.length() > 0) {
            text.append(' ');
        }
        gap = false;
        return text;
    }

    /** A space before what is written next, if anything is written before and after. */
    Rdata space() {
        gap = true;
        return this;
    }

    Rdata put(String words) {
        if (problem == null) {
            out().append(words);
        }
        return this;
    }

    Rdata put(char character) {
        if (problem == null) {
            out().append(character);
        }
        return this;
    }

    Rdata put(long number) {
        if (problem == null) {
            out().append(number);
        }
        return this;
    }

    /** An octet as {@code \DDD}. */
    void escaped(int octet) {
        if (problem == null) {
            NameText.appendDecimal(octet, out());
        }
    }

    /** A name, which may be compressed. */
    void name() {
        name(true);
    }

    /** A name that must not be compressed. */
    void flatName() {
        name(false);
    }

    private void name(boolean compressed) {
        if (problem != null) {
            return;
        }
        byte[] wire = new byte[DomainName.MAX_LENGTH];
        int next = DomainName.skip(buffer, position, end);
        int length = next < 0 ? next : DomainName.copyWire(buffer, messageStart, position, end, wire, 0);
        if (length < 0) {
            fail(nameProblem(length));
        } else if (!compressed && next - position != length) {
            fail("compressed name where none may be");
        } else {
            position = next;
            NameText.append(wire, 0, out());
        }
    }

    static String nameProblem(int error) {
        return switch (error) {
            case DomainName.BAD_LABEL -> "name with a label of unknown type";
            case DomainName.BAD_POINTER -> "name with a bad compression pointer";
            case DomainName.TOO_LONG -> "name of more than 255 octets";
            default -> "ends inside a name";
        };
    }

    /** A character string: a length octet and that many octets (RFC 1035 §3.3). */
    void string() {
        quoted(u8());
    }

    void quoted(int length) {
        int at = take(length, "a text");
        if (at >= 0) {
            Encodings.appendQuoted(buffer, at, length, out());
        }
    }

    /** A text at whose end a zero may stand, which some senders write (RFC 8914 §2 asks readers to bear it). */
    void quotedWithoutZero(int length) {
        int at = take(length, "a text");
        if (at >= 0) {
            int shown = length > 0 && buffer[at + length - 1] == 0 ? length - 1 : length;
            if (shown > 0) {
                Encodings.appendQuoted(buffer, at, shown, out());
            }
        }
    }

    /** What is left as text in quotes, without stepping over it; empty unless each octet is printable. */
    String restIfPrintable() {
        for (int i = position; i < end; i++) {
            if (buffer[i] < ' ' || buffer[i] > '~') {
                return "";
            }
        }
        StringBuilder rest = new StringBuilder();
        Encodings.appendQuoted(buffer, position, end - position, rest);
        return rest.toString();
    }

    void hex(int length) {
        int at = take(length, "data of " + octets(length));
        if (at >= 0 && length > 0) {
            Encodings.appendHex(buffer, at, length, out());
        }
    }

    void base64(int length) {
        int at = take(length, "data of " + octets(length));
        if (at >= 0 && length > 0) {
            Encodings.appendBase64(buffer, at, length, out());
        }
    }

    void base32Hex(int length) {
        int at = take(length, "a hash of " + octets(length));
        if (at >= 0 && length > 0) {
            Encodings.appendBase32Hex(buffer, at, length, out());
        }
    }

    void v4() {
        int at = take(4, "an address");
        if (at >= 0) {
            Addresses.appendV4(buffer, at, out());
        }
    }

    void v6() {
        int at = take(16, "an address");
        if (at >= 0) {
            Addresses.appendV6(buffer, at, out());
        }
    }

    /**
     * An address of which only some octets are there, and the rest zeros.
     *
     * @param v6 whether it has 16 octets, otherwise 4
     * @param skipped octets that are missing at its front
     * @param length octets that are there
     */
    void partialAddress(boolean v6, int skipped, int length) {
        byte[] address = new byte[v6 ? 16 : 4];
        if (skipped + length > address.length) {
            fail("address of " + octets(skipped + length));
        }
        int at = take(length, "an address");
        if (at < 0) {
            return;
        }
        System.arraycopy(buffer, at, address, skipped, length);
        if (v6) {
            Addresses.appendV6(address, 0, out());
        } else {
            Addresses.appendV4(address, 0, out());
        }
    }

    /** Each octet in hexadecimal, with a character after every few of them but the last ones. */
    void groups(int length, int groupLength, char separator) {
        int at = take(length, "data of " + octets(length));
        for (int i = 0; at >= 0 && i < length; i += groupLength) {
            if (i > 0) {
                text.append(separator);
            }
            Encodings.appendHex(buffer, at + i, groupLength, out());
        }
    }

    /** The RDATA of a record within this data, in the presentation form of its type. */
    void nested(int type, int recordClass, int length) {
        int at = take(length, "data of " + octets(length));
        if (at >= 0) {
            Rdata inner = new Rdata(buffer, messageStart, at, at + length);
            RdataText read = RecordText.read(type, recordClass, inner, Optional.empty());
            put(read.text());
            if (read.problem().isPresent()) {
                fail(read.problem().get());
            }
        }
    }
}
