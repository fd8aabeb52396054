package io.github.dnswhy.inputs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The path of a member of an archive, put in order: {@code /} between its parts, neither {@code .} nor {@code ..} among them. */
final class MemberPath {
    /** The longest path that the usual systems have. */
    private static final int LONGEST = 4_096;

    private MemberPath() {}

    /** The path in order; empty when it is absolute, leads out of the archive, or is none at all. */
    static Optional<String> of(String stored) {
        if (stored.length() > LONGEST || stored.startsWith("/") || hasDrive(stored)) {
            return Optional.empty();
        }
        List<String> parts = new ArrayList<>();
        int from = 0;
        while (from <= stored.length()) {
            int slash = stored.indexOf('/', from);
            int to = slash < 0 ? stored.length() : slash;
            String part = stored.substring(from, to);
            if (part.equals("..") || part.indexOf('\0') >= 0) {
                return Optional.empty();
            }
            if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
            from = to + 1;
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("/", parts));
    }

    /** A path as Windows writes it, which some of its tools put into archives. */
    static String fromWindows(String stored) {
        return stored.indexOf('/') < 0 ? stored.replace('\\', '/') : stored;
    }

    private static boolean hasDrive(String path) {
        return path.length() > 1
                && path.charAt(1) == ':'
                && Character.isLetter(path.charAt(0))
                && (path.length() == 2 || path.charAt(2) == '/' || path.charAt(2) == '\\');
    }

    /** Whether a path in order leads through a hidden directory or to a hidden file. */
    static boolean isHidden(String path) {
        return path.startsWith(".") || path.contains("/.");
    }
}
