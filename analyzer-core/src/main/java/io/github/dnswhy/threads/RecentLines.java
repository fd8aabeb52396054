package io.github.dnswhy.threads;

/** The last few lines of a text: what stands before the line that tells a dump. */
final class RecentLines {
    /** How far back lines are kept. */
    static final int BACK = 8;

    private static final int KEPT = BACK + 1;

    private final String[] texts = new String[KEPT];
    private final int[] numbers = new int[KEPT];
    private final String[] stamps = new String[KEPT];
    private int count;

    /** Goes on by one line. */
    void add(String text, int number, String stamp) {
        int slot = count++ % KEPT;
        texts[slot] = text;
        numbers[slot] = number;
        stamps[slot] = stamp;
        if (count == 2 * KEPT) {
            count = KEPT;
        }
    }

    /**
     * A line's text.
     *
     * @param back how far back, 0 for the present one, at most {@link #BACK}
     * @return its text, empty before the first
     */
    String text(int back) {
        return back < count ? texts[slot(back)] : "";
    }

    /** A line's number, from 1; 0 before the first. */
    int number(int back) {
        return back < count ? numbers[slot(back)] : 0;
    }

    /** The time stamp of a line's container, empty when it has none. */
    String stamp(int back) {
        return back < count ? stamps[slot(back)] : "";
    }

    /** What stands before a place in the present line, as others would put it before each line of a dump. */
    LinePrefix prefix(int end) {
        return end == 0 ? LinePrefix.NONE : new LinePrefix(text(0).substring(0, end), text(1), number(0));
    }

    private int slot(int back) {
        return (count - 1 - back) % KEPT;
    }
}
