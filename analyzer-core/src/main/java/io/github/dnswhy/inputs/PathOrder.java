package io.github.dnswhy.inputs;

import java.util.Comparator;

/** The order of paths: by their octets in UTF-8, which is the order of their code points. */
final class PathOrder implements Comparator<String> {
    static final PathOrder BY_OCTETS = new PathOrder();

    private PathOrder() {}

    @Override
    public int compare(String a, String b) {
        int shared = Math.min(a.length(), b.length());
        for (int i = 0; i < shared; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                // A surrogate stands for a code point above all others.
                boolean xAbove = Character.isSurrogate(x);
                return xAbove == Character.isSurrogate(y) ? Character.compare(x, y) : xAbove ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
