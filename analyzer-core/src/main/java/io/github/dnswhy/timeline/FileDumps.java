package io.github.dnswhy.timeline;

import io.github.dnswhy.threads.ThreadDump;
import java.util.List;

/**
 * The dumps of one file.
 *
 * @param file its path as given
 * @param dumps in the file's order
 */
public record FileDumps(String file, List<ThreadDump> dumps) {
    /** Copies the list. */
    public FileDumps {
        dumps = List.copyOf(dumps);
    }
}
