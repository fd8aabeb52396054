package io.github.dnswhy;

import java.nio.file.Path;

/** Something to analyze: a file, a directory, or the standard input. What is in it is found by its content. */
public sealed interface InputSource {
    /**
     * A file, or a directory that is walked.
     *
     * @param path its path
     * @return the source
     */
    static InputSource path(Path path) {
        return new OfPath(path);
    }

    /**
     * The standard input of the process.
     *
     * @return the source
     */
    static InputSource standardInput() {
        return new OfStandardInput();
    }

    /**
     * A file or directory.
     *
     * @param path its path
     */
    record OfPath(Path path) implements InputSource {}

    /** The standard input. */
    record OfStandardInput() implements InputSource {}
}
