package io.github.dnswhy;

import java.nio.file.Path;

/** Stand-in. */
public sealed interface InputSource {
    /**
     * A path.
     *
     * @param path a file or directory
     * @return the source
     */
    static InputSource path(Path path) {
        return new OfPath(path);
    }

    /**
     * Standard input.
     *
     * @return the source
     */
    static InputSource standardInput() {
        return new OfStandardInput();
    }

    /**
     * A path.
     *
     * @param path the path
     */
    record OfPath(Path path) implements InputSource {}

    /** Standard input. */
    record OfStandardInput() implements InputSource {}
}
