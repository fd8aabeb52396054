package io.github.dnswhy.capture;

import java.io.IOException;

/** Thrown for an input that cannot be read as a capture at all. Damage further on is an anomaly instead. */
public final class CaptureFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final long offset;

    CaptureFormatException(String file, long offset, String reason) {
        this(file, offset, reason, null);
    }

    CaptureFormatException(String file, long offset, String reason, Throwable cause) {
        super(file + ": " + reason, cause);
        this.file = file;
        this.offset = offset;
    }

    /**
     * The input.
     *
     * @return its name as given
     */
    public String file() {
        return file;
    }

    /**
     * Where reading failed.
     *
     * @return octets from the start of the (decompressed) input
     */
    public long offset() {
        return offset;
    }
}
