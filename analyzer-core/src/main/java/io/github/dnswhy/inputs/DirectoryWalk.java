package io.github.dnswhy.inputs;

import io.github.dnswhy.model.Anomalies;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files of a directory and of those below it. Hidden files, links, devices and pipes are counted and left alone. */
final class DirectoryWalk {
    private static final int DEEPEST = 64;

    private final Path root;
    private final TreeMap<String, Path> files = new TreeMap<>(PathOrder.BY_OCTETS);
    private final Anomalies anomalies = new Anomalies();

    DirectoryWalk(Path root) {
        this.root = root;
        walk(root, 0);
    }

    private void walk(Path directory, int depth) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                if (entry.getFileName().toString().startsWith(".")) {
                    InputAnomaly.SKIPPED.count(anomalies);
                } else if (Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
                    files.put(relative(entry), entry);
                } else if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS) && depth < DEEPEST) {
                    walk(entry, depth + 1);
                } else {
                    InputAnomaly.SKIPPED.count(anomalies);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            InputAnomaly.UNREADABLE.count(anomalies);
        }
    }

    private String relative(Path file) {
        String path = root.relativize(file).toString();
        String separator = root.getFileSystem().getSeparator();
        return separator.equals("/") ? path : path.replace(separator, "/");
    }

    /** The files by their paths relative to the directory, in the byte order of these. */
    SortedMap<String, Path> files() {
        return files;
    }

    Anomalies anomalies() {
        return anomalies;
    }

    /** Whether there is something to say about the directory itself. */
    boolean isOdd() {
        return files.isEmpty() || !anomalies.toList().isEmpty();
    }
}
