package io.github.dnswhy.report;

/**
 * How a text report is laid out. Which of these a terminal can bear is for the caller to find out.
 *
 * @param width columns of a line, at least 80
 * @param colour whether to use colour and weight (ECMA-48 sequences); nothing is told by colour alone
 * @param unicode whether to draw and write beyond ASCII; without it the output is ASCII
 * @param detail how much to tell
 */
public record TextOptions(int width, boolean colour, boolean unicode, Detail detail) {
    /** The narrowest layout. */
    public static final int MIN_WIDTH = 80;

    /** Plain ASCII, 80 columns, one screen: safe wherever it ends up. */
    public static final TextOptions PLAIN = new TextOptions(MIN_WIDTH, false, false, Detail.SCREEN);

    /** How much a report tells. */
    public enum Detail {
        /** The verdict alone. */
        VERDICT,
        /** About one screen: the verdict, what it cost, why, and what to do. */
        SCREEN,
        /** All that the report holds. */
        ALL
    }

    /** Widens what is too narrow. */
    public TextOptions {
        width = Math.max(MIN_WIDTH, width);
    }

    /**
     * The same with another width.
     *
     * @param columns columns of a line; less than {@link #MIN_WIDTH} is taken as that
     * @return the options
     */
    public TextOptions withWidth(int columns) {
        return new TextOptions(columns, colour, unicode, detail);
    }

    /**
     * The same with colour or without.
     *
     * @param on whether to use colour
     * @return the options
     */
    public TextOptions withColour(boolean on) {
        return new TextOptions(width, on, unicode, detail);
    }

    /**
     * The same with Unicode or without.
     *
     * @param on whether to write beyond ASCII
     * @return the options
     */
    public TextOptions withUnicode(boolean on) {
        return new TextOptions(width, colour, on, detail);
    }

    /**
     * The same with more or less to tell.
     *
     * @param other how much
     * @return the options
     */
    public TextOptions withDetail(Detail other) {
        return new TextOptions(width, colour, unicode, other);
    }
}
