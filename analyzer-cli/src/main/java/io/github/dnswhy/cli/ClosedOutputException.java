package io.github.dnswhy.cli;

import java.io.IOException;

/** Whoever read standard output has seen enough, as {@code head} has. */
final class ClosedOutputException extends IOException {
    private static final long serialVersionUID = 1L;

    ClosedOutputException(IOException cause) {
        super("standard output is closed", cause);
    }
}
