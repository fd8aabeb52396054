package io.github.dnswhy;

import java.io.IOException;

/** Stand-in. */
public final class NothingUsableException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * Nothing usable.
     *
     * @param message what was seen
     */
    public NothingUsableException(String message) {
        super(message);
    }
}
