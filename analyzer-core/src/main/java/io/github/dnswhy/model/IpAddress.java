package io.github.dnswhy.model;

import java.util.Optional;

/**
 * An IPv4 or IPv6 address as a value of 16 octets; an IPv4 address is held in its mapped form {@code ::ffff:a.b.c.d}.
 *
 * <p>Never asks a name service: neither parsing nor printing can cause a lookup. Ordered by its octets, unsigned.
 *
 * @param high the first eight octets, big-endian
 * @param low the last eight octets, big-endian
 */
public record IpAddress(long high, long low) implements Comparable<IpAddress> {
    private static final long V4_MAPPED = 0x0000_FFFF_0000_0000L;
    private static final int GROUPS = 8;

    // Spelled out: what the JVM makes of a record at run time takes longer than many an analysis.
    @Override
    public boolean equals(Object other) {
        return other instanceof IpAddress a && a.high == high && a.low == low;
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(high) + Long.hashCode(low);
    }

    /**
     * The IPv4 address with these 32 bits.
     *
     * @param bits the four octets, big-endian
     * @return the address
     */
    public static IpAddress v4(int bits) {
        return new IpAddress(0, V4_MAPPED | (bits & 0xFFFF_FFFFL));
    }

    /**
     * Tells whether this is an IPv4 address.
     *
     * @return true for IPv4 (and for the mapped IPv6 form, which is the same value)
     */
    public boolean isV4() {
        return high == 0 && (low & 0xFFFF_FFFF_0000_0000L) == V4_MAPPED;
    }

    /**
     * Tells whether this is a link-local address: 169.254.0.0/16 (RFC 3927) or fe80::/10 (RFC 4291).
     *
     * @return true for link-local
     */
    public boolean isLinkLocal() {
        return isV4() ? (low >>> 16 & 0xFFFF) == 0xA9FE : (high >>> 54) == 0x3FA;
    }

    /**
     * Tells whether this is a loopback address: 127.0.0.0/8 or ::1.
     *
     * @return true for loopback
     */
    public boolean isLoopback() {
        return isV4() ? (low >>> 24 & 0xFF) == 127 : high == 0 && low == 1;
    }

    /**
     * Parses dotted decimal or RFC 4291 text; a zone ({@code %eth0}) is cut off.
     *
     * @param text the text of one address, without a port
     * @return the address, or empty when the text is none
     */
    public static Optional<IpAddress> parse(CharSequence text) {
        String s = text.toString();
        int zone = s.indexOf('%');
        if (zone >= 0) {
            s = s.substring(0, zone);
        }
        if (s.indexOf(':') < 0) {
            long bits = parseV4(s);
            return bits < 0 ? Optional.empty() : Optional.of(v4((int) bits));
        }
        return parseV6(s);
    }

    private static long parseV4(String s) {
        long bits = 0;
        int octet = -1;
        int dots = 0;
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            if (c >= '0' && c <= '9') {
                octet = (octet < 0 ? 0 : octet * 10) + (c - '0');
                if (octet > 255) {
                    return -1;
                }
            } else if (c == '.' && octet >= 0 && ++dots <= 3) {
                bits = bits << 8 | octet;
                octet = -1;
            } else {
                return -1;
            }
        }
        return dots == 3 && octet >= 0 ? bits << 8 | octet : -1;
    }

    private static Optional<IpAddress> parseV6(String text) {
        int gap = text.indexOf("::");
        if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
            return Optional.empty();
        }
        int[] head = groups(gap < 0 ? text : text.substring(0, gap));
        int[] tail = gap < 0 ? new int[0] : groups(text.substring(gap + 2));
        if (head == null || tail == null) {
            return Optional.empty();
        }
        int given = head.length + tail.length;
        if (gap < 0 ? given != GROUPS : given >= GROUPS) {
            return Optional.empty();
        }
        long high = 0;
        long low = 0;
        for (int i = 0; i < GROUPS; i++) {
            int fromTail = i - (GROUPS - tail.length);
            long group = i < head.length ? head[i] : fromTail >= 0 ? tail[fromTail] : 0;
            if (i < 4) {
                high = high << 16 | group;
            } else {
                low = low << 16 | group;
            }
        }
        return Optional.of(new IpAddress(high, low));
    }

    /** The 16-bit groups of one side of a {@code ::}, or null when the text is not hexadecimal groups. */
    private static int[] groups(String text) {
        if (text.isEmpty()) {
            return new int[0];
        }
        String[] parts = text.split(":", -1);
        boolean dotted = parts[parts.length - 1].indexOf('.') >= 0;
        int[] groups = new int[parts.length + (dotted ? 1 : 0)];
        int hexadecimal = dotted ? parts.length - 1 : parts.length;
        for (int i = 0; i < hexadecimal; i++) {
            String part = parts[i];
            if (part.isEmpty() || part.length() > 4) {
                return null;
            }
            for (int j = 0; j < part.length(); j++) {
                int digit = Character.digit(part.charAt(j), 16);
                if (digit < 0 || part.charAt(j) > 'f') {
                    return null;
                }
                groups[i] = groups[i] << 4 | digit;
            }
        }
        if (dotted) {
            long bits = parseV4(parts[parts.length - 1]);
            if (bits < 0) {
                return null;
            }
            groups[hexadecimal] = (int) (bits >>> 16);
            groups[hexadecimal + 1] = (int) (bits & 0xFFFF);
        }
        return groups;
    }

    private int group(int i) {
        return (int) ((i < 4 ? high >>> (48 - 16 * i) : low >>> (48 - 16 * (i - 4))) & 0xFFFF);
    }

    /** The text of RFC 5952: dotted decimal for IPv4, lower-case with the longest run of zero groups cut for IPv6. */
    @Override
    public String toString() {
        if (isV4()) {
            return (low >>> 24 & 0xFF) + "." + (low >>> 16 & 0xFF) + "." + (low >>> 8 & 0xFF) + "." + (low & 0xFF);
        }
        int runStart = -1;
        int runLength = 1;
        for (int i = 0; i < GROUPS; i++) {
            int j = i;
            while (j < GROUPS && group(j) == 0) {
                j++;
            }
            if (j - i > runLength) {
                runStart = i;
                runLength = j - i;
            }
            i = Math.max(i, j - 1);
        }
        StringBuilder text = new StringBuilder(39);
        for (int i = 0; i < GROUPS; i++) {
            if (i == runStart) {
                text.append("::");
                i += runLength - 1;
                continue;
            }
            if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
                text.append(':');
            }
            text.append(Integer.toHexString(group(i)));
        }
        return text.toString();
    }

    @Override
    public int compareTo(IpAddress other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }
}
