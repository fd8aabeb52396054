package io.github.dnswhy.model;

/**
 * Where in an input something stands.
 *
 * @param unit what {@code value} counts
 * @param value a byte offset from 0, a frame number from 1 or a line number from 1
 */
public record Place(Unit unit, long value) implements Comparable<Place> {
    /** What a place counts. */
    public enum Unit {
        /** Octets from the start of the (decompressed) input, from 0. */
        OFFSET,
        /** Frames of a capture, from 1. */
        FRAME,
        /** Lines of a text, from 1. */
        LINE
    }

    /**
     * A byte offset.
     *
     * @param octets octets from the start, from 0
     * @return the place
     */
    public static Place offset(long octets) {
        return new Place(Unit.OFFSET, octets);
    }

    /**
     * A frame.
     *
     * @param number the frame number, from 1
     * @return the place
     */
    public static Place frame(long number) {
        return new Place(Unit.FRAME, number);
    }

    /**
     * A line.
     *
     * @param number the line number, from 1
     * @return the place
     */
    public static Place line(long number) {
        return new Place(Unit.LINE, number);
    }

    @Override
    public int compareTo(Place other) {
        int byUnit = unit.compareTo(other.unit);
        return byUnit != 0 ? byUnit : Long.compare(value, other.value);
    }
}
