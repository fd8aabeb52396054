package io.github.dnswhy.capture;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Unfolds gzip (RFC 1952) with any number of members, as {@code cat a.gz b.gz} and parallel compressors write. Unlike {@link
 * java.util.zip.GZIPInputStream} it gives everything that precedes damage, and does not take a pause of the source for its end.
 */
final class GzipInput extends InputStream {
    private static final int FLAG_HEADER_CRC = 2;
    private static final int FLAG_EXTRA = 4;
    private static final int FLAG_NAME = 8;
    private static final int FLAG_COMMENT = 16;

    private final InputStream in;
    private final Damage damage;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] stored = new byte[65_536];
    private int position;
    private int limit;
    private long memberOctets;
    private boolean inMember;
    private DataFormatException broken;

    /** Takes what is odd but does not end the data. */
    interface Damage {
        /** Counts an anomaly at the current place. */
        void count(CaptureAnomaly anomaly);
    }

    GzipInput(InputStream in, Damage damage) {
        this.in = in;
        this.damage = damage;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /** Octets unfolded; {@link EOFException} when the data is cut, {@link ZipException} when it is damaged. */
    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (length > 0) {
            if (!inMember && !nextMember()) {
                return -1;
            }
            int unfolded = inflate(target, offset, length);
            if (unfolded > 0) {
                return unfolded;
            }
        }
        return 0;
    }

    private int inflate(byte[] target, int offset, int length) throws IOException {
        if (broken != null) {
            throw damaged(broken);
        }
        long before = inflater.getBytesWritten();
        try {
            while (true) {
                int unfolded = inflater.inflate(target, offset, length);
                if (unfolded > 0) {
                    crc.update(target, offset, unfolded);
                    memberOctets += unfolded;
                    return unfolded;
                }
                if (inflater.finished()) {
                    endMember();
                    return 0;
                }
                if (inflater.needsDictionary()) {
                    throw new ZipException("a preset dictionary is asked for");
                }
                if (position == limit && !refill()) {
                    throw new EOFException();
                }
                inflater.setInput(stored, position, limit - position);
                position = limit;
            }
        } catch (DataFormatException e) {
            // What came before the damage is in the array though it throws.
            int sound = (int) (inflater.getBytesWritten() - before);
            if (sound == 0) {
                throw damaged(e);
            }
            broken = e;
            return sound;
        }
    }

    private static ZipException damaged(DataFormatException e) {
        ZipException damaged = new ZipException(e.getMessage());
        damaged.initCause(e);
        return damaged;
    }

    /** Reads the next member's header (RFC 1952 §2.3); false when there is no further member. */
    private boolean nextMember() throws IOException {
        int first = octetOrEnd();
        while (first == 0) {
            // Tapes and some tools pad with zeros.
            first = octetOrEnd();
        }
        if (first < 0) {
            return false;
        }
        if (first != 0x1F || octetOrEnd() != 0x8B || octetOrEnd() != 8) {
            damage.count(CaptureAnomaly.COMPRESSED_DATA_TRAILED);
            return false;
        }
        int flags = octet();
        skip(6);
        if ((flags & FLAG_EXTRA) != 0) {
            skip(octet() | octet() << 8);
        }
        if ((flags & FLAG_NAME) != 0) {
            skipText();
        }
        if ((flags & FLAG_COMMENT) != 0) {
            skipText();
        }
        if ((flags & FLAG_HEADER_CRC) != 0) {
            skip(2);
        }
        inflater.reset();
        crc.reset();
        memberOctets = 0;
        inMember = true;
        return true;
    }

    private void endMember() throws IOException {
        inMember = false;
        position = limit - inflater.getRemaining();
        long expectedCrc = octet() | octet() << 8 | octet() << 16 | (long) octet() << 24;
        long expectedOctets = octet() | octet() << 8 | octet() << 16 | (long) octet() << 24;
        if (expectedCrc != crc.getValue() || expectedOctets != (memberOctets & 0xFFFF_FFFFL)) {
            damage.count(CaptureAnomaly.COMPRESSED_CHECKSUM_MISMATCH);
        }
    }

    private void skip(int octets) throws IOException {
        for (int i = 0; i < octets; i++) {
            octet();
        }
    }

    private void skipText() throws IOException {
        while (octet() != 0) {
            // Up to and including the zero.
        }
    }

    private int octet() throws IOException {
        int octet = octetOrEnd();
        if (octet < 0) {
            throw new EOFException();
        }
        return octet;
    }

    private int octetOrEnd() throws IOException {
        return position < limit || refill() ? stored[position++] & 0xFF : -1;
    }

    private boolean refill() throws IOException {
        int read = in.read(stored, 0, stored.length);
        position = 0;
        limit = Math.max(read, 0);
        return read > 0;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
