package io.github.dnswhy.lookup;

import io.github.dnswhy.facts.FrameReference;
import io.github.dnswhy.facts.NameFacts;
import io.github.dnswhy.match.OpenTransaction;
import io.github.dnswhy.match.WireEvent;
import java.util.Arrays;

/**
 * What is counted for the names on the wire, a row of plain numbers each: a capture may hold a million names. Only sums and smallest
 * values, so shards may share one table and tables merge in any order.
 */
final class NameCounts {
    private static final int TYPE_A = 1;
    private static final int TYPE_AAAA = 28;

    private static final int ATTEMPTS = 0;
    private static final int ANSWERED = 1;
    private static final int UNANSWERED = 2;
    private static final int NXDOMAIN = 3;
    private static final int NODATA = 4;
    private static final int ERRORS = 5;
    private static final int UNANSWERED_AAAA = 6;
    private static final int ANSWERED_A = 7;
    private static final int ANSWERED_AAAA = 8;
    private static final int DATA_A = 9;
    private static final int DATA_AAAA = 10;
    private static final int BAD_A = 11;
    private static final int BAD_AAAA = 12;

    /** The frame to show: one of an error if there is one, and the earliest. The smallest key wins; 0 is none. In two halves. */
    private static final int EXAMPLE_HIGH = 13;

    private static final int EXAMPLE_LOW = 14;
    private static final int COLUMNS = 15;

    private static final int PAGE_BITS = 10;
    private static final int PAGE = 1 << PAGE_BITS;

    private static final int FRAME_BITS = 40;
    private static final long NO_ERROR = 1L << 62;

    private int[][] counts = new int[16][];

    /** Counts a response. */
    void response(int name, WireEvent e) {
        int[] page = page(name);
        int row = row(name);
        if (e.type == TYPE_A || e.type == TYPE_AAAA) {
            boolean a = e.type == TYPE_A;
            if (e.rcode != 0) {
                page[row + (a ? BAD_A : BAD_AAAA)]++;
            } else if (e.answers > 0) {
                page[row + (a ? DATA_A : DATA_AAAA)]++;
            }
        }
        switch (e.rcode) {
            case 0 -> {
                if (e.answers == 0 && !e.truncated()) {
                    page[row + NODATA]++;
                }
            }
            case 3 -> page[row + NXDOMAIN]++;
            default -> {
                page[row + ERRORS]++;
                example(page, row, key(e.capture, e.frame));
            }
        }
    }

    /** Counts a transaction whose outcome is known. */
    void closed(OpenTransaction t, boolean open) {
        int name = t.name();
        int[] page = page(name);
        int row = row(name);
        page[row + ATTEMPTS] += t.attempts();
        if (t.answered()) {
            page[row + ANSWERED]++;
            page[row + ANSWERED_A] += t.type() == TYPE_A ? 1 : 0;
            page[row + ANSWERED_AAAA] += t.type() == TYPE_AAAA ? 1 : 0;
        } else if (!open) {
            page[row + UNANSWERED]++;
            page[row + UNANSWERED_AAAA] += t.type() == TYPE_AAAA ? 1 : 0;
        }
        example(page, row, NO_ERROR | key(t.capture(0), t.frame(0)));
    }

    private static long key(int capture, long frame) {
        return (long) capture << FRAME_BITS | frame;
    }

    private static long example(int[] page, int row) {
        return (long) page[row + EXAMPLE_HIGH] << 32 | page[row + EXAMPLE_LOW] & 0xFFFF_FFFFL;
    }

    private static void example(int[] page, int row, long key) {
        long known = example(page, row);
        if (known == 0 || key < known) {
            page[row + EXAMPLE_HIGH] = (int) (key >>> 32);
            page[row + EXAMPLE_LOW] = (int) key;
        }
    }

    private int[] page(int name) {
        int number = name >>> PAGE_BITS;
        if (number >= counts.length || counts[number] == null) {
            add(number);
        }
        return counts[number];
    }

    private void add(int number) {
        if (number >= counts.length) {
            int larger = Math.max(number + 1, counts.length * 2);
            counts = Arrays.copyOf(counts, larger);
        }
        counts[number] = new int[PAGE * COLUMNS];
    }

    private static int row(int name) {
        return (name & PAGE - 1) * COLUMNS;
    }

    /** Adds what shards of another thread counted. */
    void merge(NameCounts o) {
        for (int number = 0; number < o.counts.length; number++) {
            if (o.counts[number] == null) {
                continue;
            }
            int[] page = page(number << PAGE_BITS);
            int[] other = o.counts[number];
            for (int row = 0; row < page.length; row += COLUMNS) {
                for (int column = 0; column < EXAMPLE_HIGH; column++) {
                    page[row + column] += other[row + column];
                }
                long key = example(other, row);
                if (key != 0) {
                    example(page, row, key);
                }
            }
        }
    }

    /** One more than the largest name that may have been counted. */
    int bound() {
        return counts.length << PAGE_BITS;
    }

    /** Queries for a name. */
    int attempts(int name) {
        int[] page = counts[name >>> PAGE_BITS];
        return page == null ? 0 : page[row(name) + ATTEMPTS];
    }

    /** What was counted for a name that has attempts. */
    NameFacts facts(int name, String text) {
        int[] page = counts[name >>> PAGE_BITS];
        int row = row(name);
        long example = example(page, row) & ~NO_ERROR;
        return new NameFacts(
                text,
                page[row + ATTEMPTS],
                page[row + ANSWERED],
                page[row + UNANSWERED],
                page[row + NXDOMAIN],
                page[row + NODATA],
                page[row + ERRORS],
                page[row + UNANSWERED_AAAA],
                page[row + ANSWERED_A],
                page[row + ANSWERED_AAAA],
                page[row + DATA_A],
                page[row + DATA_AAAA],
                page[row + BAD_A],
                page[row + BAD_AAAA],
                new FrameReference((int) (example >>> FRAME_BITS), example & (1L << FRAME_BITS) - 1));
    }
}
