package io.github.dnswhy.dns;

import java.util.Optional;

/**
 * Domain names on the wire (RFC 1035 §3.1, §4.1.4): walked, hashed, compared and copied in place, without allocation.
 *
 * <pre>
 *  0                   1
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |0 0| LENGTH    | octets ...         a label of 1..63 octets; LENGTH 0 is the root and ends the name
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |1 1|          OFFSET           |    a pointer, from the message's first octet, to the rest of the name
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 *
 * <p>Offsets are absolute in the buffer; {@code limit} is the absolute end of what may be read. Errors are the negative codes
 * of this class; nothing throws on any octets, and every walk ends: a name has at most 255 octets, and each pointer must
 * point before the run of labels that it ends, so none can be met twice.
 *
 * <p>"Wire form" is a name without pointers, root included; "owned" wire form is lower-cased besides (RFC 4343: only A to Z
 * fold, all other octets count as they are). A length octet is below 'A', so wire form folds as flat octets.
 */
public final class DomainName {
    /** Most octets of a name in wire form, length octets and root included. */
    public static final int MAX_LENGTH = 255;
    /** Most octets of a label. */
    public static final int MAX_LABEL = 63;
    /** The octets end before the name does. */
    public static final int CUT = -1;
    /** A label type of 01 or 10. */
    public static final int BAD_LABEL = -2;
    /** A pointer that does not point backward, points into the header, or is one of too many. */
    public static final int BAD_POINTER = -3;
    /** More than 255 octets. */
    public static final int TOO_LONG = -4;

    /** Result of {@link #flatLength}: the name ends in a pointer. */
    static final int COMPRESSED = 0;

    /** A name has at most 127 labels; a pointer that adds none serves nobody, and long chains of them are an attack. */
    private static final int MAX_POINTERS = 127;

    private static final int ROOM_BEFORE_ROOT = MAX_LENGTH - 1;
    private static final int POINTER = 0xC0;

    private DomainName() {}

    /**
     * Finds the end of a name as it stands, not following a pointer.
     *
     * @param buffer holds the name
     * @param offset where it starts
     * @param limit end of what may be read
     * @return the offset after its root octet or its pointer, or a negative code
     */
    public static int skip(byte[] buffer, int offset, int limit) {
        int position = offset;
        while (position < limit) {
            int octet = buffer[position];
            if (octet > 0 && octet <= MAX_LABEL) {
                position += 1 + octet;
                if (position - offset > ROOM_BEFORE_ROOT) {
                    return TOO_LONG;
                }
            } else if (octet == 0) {
                return position + 1;
            } else if ((octet & POINTER) == POINTER) {
                return position + 2 <= limit ? position + 2 : CUT;
            } else {
                return BAD_LABEL;
            }
        }
        return CUT;
    }

    /**
     * Octets of a name that has no pointer.
     *
     * @return 1..255, {@link #COMPRESSED} where a pointer was met (not looked at), or a negative code
     */
    static int flatLength(byte[] buffer, int offset, int limit) {
        int position = offset;
        while (position < limit) {
            int octet = buffer[position];
            if (octet > 0 && octet <= MAX_LABEL) {
                position += 1 + octet;
                if (position - offset > ROOM_BEFORE_ROOT) {
                    return TOO_LONG;
                }
            } else if (octet == 0) {
                return position + 1 - offset;
            } else {
                return (octet & POINTER) == POINTER ? COMPRESSED : BAD_LABEL;
            }
        }
        return CUT;
    }

    /**
     * Checks a name to its root, following pointers.
     *
     * @param buffer holds the message
     * @param messageStart offset of the message's first octet, from which pointers count
     * @param nameOffset where the name starts
     * @param limit end of what may be read
     * @return its octets in wire form, 1..255, or a negative code
     */
    public static int wireLength(byte[] buffer, int messageStart, int nameOffset, int limit) {
        int length = flatLength(buffer, nameOffset, limit);
        return length != COMPRESSED ? length : copy(buffer, messageStart, nameOffset, limit, null, 0, false);
    }

    /**
     * Copies a name in wire form, following pointers, with its letters as they are.
     *
     * @param buffer holds the message
     * @param messageStart offset of the message's first octet
     * @param nameOffset where the name starts
     * @param limit end of what may be read
     * @param target takes up to {@link #MAX_LENGTH} octets
     * @param targetOffset where they go
     * @return octets written, 1..255, or a negative code (then the target's octets are undefined)
     */
    public static int copyWire(
            byte[] buffer, int messageStart, int nameOffset, int limit, byte[] target, int targetOffset) {
        return copy(buffer, messageStart, nameOffset, limit, target, targetOffset, false);
    }

    /**
     * Copies a name in owned wire form: without pointers, lower-cased.
     *
     * @param buffer holds the message
     * @param messageStart offset of the message's first octet
     * @param nameOffset where the name starts
     * @param limit end of what may be read
     * @param target takes up to {@link #MAX_LENGTH} octets
     * @param targetOffset where they go
     * @return octets written, 1..255, or a negative code (then the target's octets are undefined)
     */
    public static int copyLowerCase(
            byte[] buffer, int messageStart, int nameOffset, int limit, byte[] target, int targetOffset) {
        return copy(buffer, messageStart, nameOffset, limit, target, targetOffset, true);
    }

    private static int copy(
            byte[] buffer, int messageStart, int nameOffset, int limit, byte[] target, int targetOffset, boolean fold) {
        int position = nameOffset;
        int run = nameOffset;
        int pointers = 0;
        int length = 0;
        while (position < limit) {
            int octet = buffer[position];
            if (octet > 0 && octet <= MAX_LABEL) {
                int next = position + 1 + octet;
                if (next > limit) {
                    return CUT;
                }
                if (length + 1 + octet > ROOM_BEFORE_ROOT) {
                    return TOO_LONG;
                }
                if (target != null) {
                    copyLabel(buffer, position, next, target, targetOffset + length, fold);
                }
                length += 1 + octet;
                position = next;
            } else if (octet == 0) {
                if (target != null) {
                    target[targetOffset + length] = 0;
                }
                return length + 1;
            } else if ((octet & POINTER) == POINTER) {
                if (position + 2 > limit) {
                    return CUT;
                }
                position = pointedAt(buffer, messageStart, position, run);
                if (position < 0 || ++pointers > MAX_POINTERS) {
                    return BAD_POINTER;
                }
                run = position;
            } else {
                return BAD_LABEL;
            }
        }
        return CUT;
    }

    private static void copyLabel(byte[] buffer, int from, int to, byte[] target, int targetOffset, boolean fold) {
        int shift = targetOffset - from;
        for (int i = from; i < to; i++) {
            target[i + shift] = fold ? lowerCase(buffer[i]) : buffer[i];
        }
    }

    /** Where a pointer points, or BAD_POINTER unless that is before the run of labels that it ends and after the header. */
    private static int pointedAt(byte[] buffer, int messageStart, int pointer, int run) {
        int distance = Wire.u16(buffer, pointer) & 0x3FFF;
        int target = messageStart + distance;
        return distance >= DnsMessageView.HEADER_LENGTH && target < run ? target : BAD_POINTER;
    }

    /**
     * A hash of a name in which the case of letters and compression do not show.
     *
     * @param buffer holds the message
     * @param messageStart offset of the message's first octet
     * @param nameOffset where the name starts
     * @param limit end of what may be read
     * @param seed decides the hash function
     * @return the hash, well mixed in all 64 bits; 0 only for a name that cannot be read
     */
    public static long hash(byte[] buffer, int messageStart, int nameOffset, int limit, long seed) {
        int length = flatLength(buffer, nameOffset, limit);
        if (length > 0) {
            return NameHash.of(buffer, nameOffset, length, seed);
        }
        return length == COMPRESSED ? compressedHash(buffer, messageStart, nameOffset, limit, seed) : 0;
    }

    private static long compressedHash(byte[] buffer, int messageStart, int nameOffset, int limit, long seed) {
        int length = copy(buffer, messageStart, nameOffset, limit, null, 0, false);
        if (length < 0) {
            return 0;
        }
        long state = NameHash.start(length, seed);
        long word = 0;
        int filled = 0;
        int position = nameOffset;
        for (int left = length; left > 0; ) {
            int octet = buffer[position];
            if (octet < 0) {
                position = messageStart + (Wire.u16(buffer, position) & 0x3FFF);
                continue;
            }
            int end = position + octet;
            for (int i = position; i <= end; i++) {
                word |= (lowerCase(buffer[i]) & 0xFFL) << (filled << 3);
                filled = filled + 1 & 7;
                if (filled == 0) {
                    state = NameHash.step(state, word);
                    word = 0;
                }
            }
            left -= 1 + octet;
            position = end + 1;
        }
        return NameHash.finish(filled == 0 ? state : NameHash.step(state, word));
    }

    /**
     * Tells whether a name of a message is a name in owned wire form.
     *
     * @param buffer holds the message
     * @param messageStart offset of the message's first octet
     * @param nameOffset where the name starts
     * @param limit end of what may be read
     * @param owned holds the other name, lower-cased and without pointers
     * @param ownedOffset where that starts
     * @param ownedLength its octets
     * @return true when both are the same but for the case of letters; false for a name that cannot be read
     */
    public static boolean equalsOwned(
            byte[] buffer,
            int messageStart,
            int nameOffset,
            int limit,
            byte[] owned,
            int ownedOffset,
            int ownedLength) {
        int position = nameOffset;
        int run = nameOffset;
        int pointers = 0;
        int compared = 0;
        while (position < limit) {
            int octet = buffer[position];
            if (octet >= 0 && octet <= MAX_LABEL) {
                int end = position + octet;
                if (end >= limit || compared + 1 + octet > ownedLength) {
                    return false;
                }
                while (position <= end) {
                    if (lowerCase(buffer[position++]) != owned[ownedOffset + compared++]) {
                        return false;
                    }
                }
                if (octet == 0) {
                    return compared == ownedLength;
                }
            } else {
                if ((octet & POINTER) != POINTER || position + 2 > limit || ++pointers > MAX_POINTERS) {
                    return false;
                }
                position = pointedAt(buffer, messageStart, position, run);
                if (position < 0) {
                    return false;
                }
                run = position;
            }
        }
        return false;
    }

    /**
     * The presentation form of a name of a message: octets that are not printable ASCII as {@code \DDD} (RFC 4343 §2.1), those
     * with a meaning in zone files with a backslash (RFC 1035 §5.1), no trailing dot except the root, letters as they are.
     *
     * @param buffer holds the message
     * @param messageStart offset of the message's first octet
     * @param nameOffset where the name starts
     * @param limit end of what may be read
     * @return the text, or empty for a name that cannot be read
     */
    public static Optional<String> text(byte[] buffer, int messageStart, int nameOffset, int limit) {
        byte[] wire = new byte[MAX_LENGTH];
        int length = copyWire(buffer, messageStart, nameOffset, limit, wire, 0);
        return length < 0 ? Optional.empty() : Optional.of(NameText.of(wire, 0));
    }

    /**
     * Reads the presentation form of a name; a trailing dot may be there or not.
     *
     * @param text the name; {@code .} is the root
     * @param target takes up to {@link #MAX_LENGTH} octets of wire form, letters as they are
     * @param targetOffset where they go
     * @return octets written, 1..255, {@link #TOO_LONG}, or {@link #BAD_LABEL} for an empty or overlong label, a character
     *     beyond ASCII or a broken escape
     */
    public static int parse(CharSequence text, byte[] target, int targetOffset) {
        return NameText.parse(text, target, targetOffset);
    }

    static byte lowerCase(byte octet) {
        return octet >= 'A' && octet <= 'Z' ? (byte) (octet | 0x20) : octet;
    }
}
