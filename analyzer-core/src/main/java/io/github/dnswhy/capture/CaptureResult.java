package io.github.dnswhy.capture;

import io.github.dnswhy.model.Anomalies;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What came out of one capture.
 *
 * @param name its source's name
 * @param format its format as {@link CaptureReader#format()}; empty when it could not be opened
 * @param frames frames that were given
 * @param bytes octets read as stored
 * @param fromNanos the earliest time of a frame, nanoseconds since the epoch; empty when no frame had a time
 * @param toNanos the latest one
 * @param dropped frames lost while capturing, as {@link CaptureReader#dropped()}
 * @param snaplen the snapshot length, as {@link CaptureReader#snaplen()}
 * @param anomalies what was damaged or odd; shared with those who got the frames
 * @param failure why it could not be opened, or not be read to its end
 */
public record CaptureResult(
        String name,
        Optional<String> format,
        long frames,
        long bytes,
        OptionalLong fromNanos,
        OptionalLong toNanos,
        long dropped,
        long snaplen,
        Anomalies anomalies,
        Optional<IOException> failure) {}
