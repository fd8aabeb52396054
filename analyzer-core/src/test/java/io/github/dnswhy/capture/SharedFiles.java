package io.github.dnswhy.capture;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds data that is shared beside the repository: {@code ../shared}, or what {@code -Ddnswhy.shared} names. */
public final class SharedFiles {
    private SharedFiles() {}

    /** A file or directory below the shared directory, {@code null} when there is none. */
    public static Path find(String relative) {
        String override = System.getProperty("dnswhy.shared");
        if (override != null) {
            return existing(Path.of(override, relative));
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path found = existing(at.resolve("shared").resolve(relative));
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static Path existing(Path path) {
        return Files.exists(path) ? path : null;
    }
}
