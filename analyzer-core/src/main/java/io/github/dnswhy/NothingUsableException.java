package io.github.dnswhy;

import java.io.IOException;

/** Thrown when inputs exist, but none holds anything that can be analyzed. */
public final class NothingUsableException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what was found instead.
     *
     * @param message one sentence for each input
     */
    public NothingUsableException(String message) {
        super(message);
    }
}
