package io.github.dnswhy.capture;

/** One interface of a pcapng section: its link type, and how its timestamps become nanoseconds. */
final class InterfaceDescription {
    /** What {@link #nanos} gives for a time that no {@code long} of nanoseconds holds. */
    static final long OUT_OF_RANGE = Long.MIN_VALUE;

    /** 1823 to 2116: what lies between any two times fits a long, and all that a pcap can tell (to 2106) is within. */
    private static final long FARTHEST_NANOS = 1L << 62;

    private static final long NANOS = 1_000_000_000L;
    /** About 285 years, well inside of what a {@code long} of nanoseconds holds. */
    private static final long MAX_OFFSET_SECONDS = 9_000_000_000L;
    /** Resolution when the option is absent: microseconds. */
    private static final int MICROSECONDS = 6;

    final int linkType;
    final long snaplen;
    /** Latest counters of the interface's statistics blocks. */
    long droppedByInterface;

    long droppedBySystem;

    /** Sum of what packet blocks say was lost before each of them. */
    long droppedBetween;

    private long multiplier;
    private long maxTicks;
    private long divisor;
    private int shift;
    private long offsetNanos;

    InterfaceDescription(int linkType, long snaplen) {
        this.linkType = linkType;
        this.snaplen = snaplen;
        resolution(MICROSECONDS);
    }

    /**
     * Sets the resolution of timestamps.
     *
     * @param code {@code if_tsresol}: a negative power of ten, or of two when the highest bit is set; 0..255
     */
    void resolution(int code) {
        multiplier = 0;
        divisor = 0;
        int exponent = code & 0x7F;
        if (code != exponent) {
            shift = exponent;
        } else if (exponent <= 9) {
            multiplier = powerOfTen(9 - exponent);
            maxTicks = Long.MAX_VALUE / multiplier;
        } else if (exponent - 9 <= 19) {
            // 10^19 is the last power of ten that an unsigned long holds.
            divisor = powerOfTen(exponent - 9);
        } else {
            // Every timestamp is less than a nanosecond, and so it is in the finest power of two.
            shift = 127;
        }
    }

    /**
     * Sets what is added to timestamps.
     *
     * @param seconds {@code if_tsoffset}
     * @return false when it is absurd and therefore not used
     */
    boolean offset(long seconds) {
        if (seconds < -MAX_OFFSET_SECONDS || seconds > MAX_OFFSET_SECONDS) {
            return false;
        }
        offsetNanos = seconds * NANOS;
        return true;
    }

    /**
     * Turns a timestamp into time.
     *
     * @param ticks unsigned, in units of the resolution
     * @return nanoseconds since the epoch, rounded down, or {@link #OUT_OF_RANGE}
     */
    long nanos(long ticks) {
        long nanos;
        if (multiplier != 0) {
            if (Long.compareUnsigned(ticks, maxTicks) > 0) {
                return OUT_OF_RANGE;
            }
            nanos = ticks * multiplier;
        } else {
            nanos = divisor != 0 ? Long.divideUnsigned(ticks, divisor) : binaryNanos(ticks);
            if (nanos < 0) {
                return OUT_OF_RANGE;
            }
        }
        long time = nanos + offsetNanos;
        boolean overflow = time < nanos != offsetNanos < 0;
        return overflow || time < -FARTHEST_NANOS || time > FARTHEST_NANOS ? OUT_OF_RANGE : time;
    }

    /** {@code ticks * 10^9 / 2^shift} in 128 bits; negative when it does not fit. */
    private long binaryNanos(long ticks) {
        long high = Math.multiplyHigh(ticks, NANOS) + (ticks < 0 ? NANOS : 0);
        long low = ticks * NANOS;
        if (shift >= 64) {
            return high >>> (shift - 64);
        }
        if (high >>> shift != 0) {
            return -1;
        }
        return shift == 0 ? low : high << (64 - shift) | low >>> shift;
    }

    /** Frames lost on the interface: its statistics and its packet blocks both tell, of the same frames. */
    long dropped() {
        return Math.max(saturatingSum(droppedByInterface, droppedBySystem), droppedBetween);
    }

    static long saturatingSum(long a, long b) {
        long sum = a + b;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    private static long powerOfTen(int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }
}
