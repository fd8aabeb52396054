package io.github.dnswhy.threads;

import io.github.dnswhy.model.Anomalies;
import io.github.dnswhy.model.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Where the shared thread dumps are, when they are at hand. */
final class SharedDumps {
    private SharedDumps() {}

    /**
     * Their directory: below the property {@code dnswhy.shared}, else below a directory {@code shared} beside a
     * parent.
     */
    static Optional<Path> directory() {
        String given = System.getProperty("dnswhy.shared");
        if (given != null) {
            return Optional.of(Path.of(given, "threaddumps")).filter(Files::isDirectory);
        }
        for (Path p = Path.of("").toAbsolutePath(); p != null; p = p.getParent()) {
            Path candidate = p.resolve("shared").resolve("threaddumps");
            if (Files.isDirectory(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    static List<ThreadDump> read(Path file, Anomalies anomalies) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                InputStream text = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in) {
            return ThreadDumpReader.read(text, Limits.defaults(), anomalies);
        }
    }
}
