package io.github.dnswhy;

import java.io.IOException;
import java.util.List;

/** Thrown when inputs exist, but none holds anything that can be analyzed. */
public final class NothingUsableException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> inArchives;

    /**
     * Says what was found instead.
     *
     * @param message one sentence for each input
     * @param inArchives those of archives and their members
     */
    NothingUsableException(String message, List<String> inArchives) {
        super(message);
        this.inArchives = List.copyOf(inArchives);
    }

    /**
     * What was found in archives, which cannot be told by looking at the files that were given.
     *
     * @return lines of the form {@code archive: reason} and {@code archive!member: reason}
     */
    public List<String> inArchives() {
        return inArchives;
    }
}
