package io.github.dnswhy.cli;

import java.util.Locale;

/** Finds what was probably meant by a word that is not known. */
final class Suggestion {
    private Suggestion() {}

    /**
     * The known word nearest to a mistyped one.
     *
     * @param typed what the user wrote
     * @param known what there is
     * @return the nearest word within one error per three letters (or that it begins), or null when none is near
     */
    static String nearest(String typed, String... known) {
        String best = null;
        int fewest = 1 + Math.max(1, typed.length() / 3);
        for (String word : known) {
            int errors = distance(typed.toLowerCase(Locale.ROOT), word);
            if (errors < fewest) {
                best = word;
                fewest = errors;
            }
        }
        if (best == null && typed.length() >= 3) {
            for (String word : known) {
                if (word.startsWith(typed)) {
                    return word;
                }
            }
        }
        return best;
    }

    /** A tip: the nearest word, or else the given sentence. */
    static String tip(String typed, String otherwise, String... known) {
        String nearest = nearest(typed, known);
        return nearest == null ? otherwise : "did you mean '" + nearest + "'?";
    }

    /** Insertions, deletions, substitutions and swaps of neighbours that lead from one word to the other. */
    private static int distance(String from, String to) {
        int[] beforeLast = new int[to.length() + 1];
        int[] last = new int[to.length() + 1];
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int substitution = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + substitution);
                boolean swapped = i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1);
                if (swapped) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            int[] spare = beforeLast;
            beforeLast = last;
            last = row;
            row = spare;
        }
        return last[to.length()];
    }
}
