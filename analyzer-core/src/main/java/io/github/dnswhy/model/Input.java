package io.github.dnswhy.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One input of the analysis.
 *
 * @param file its path as given; inside a directory relative to it, {@code archive!member} inside an archive
 * @param kind what it is
 * @param format the format within its kind, for example {@code pcapng}, {@code pcap, gzip}; empty when there is none
 * @param bytes its size in octets as stored
 * @param sha256 the hash of the stored octets in hexadecimal; empty when it was not read as a whole
 * @param frames frames of a capture
 * @param messages DNS messages of a capture
 * @param from time of its first frame, dump or log line, when known in UTC
 * @param to time of its last one
 * @param anomalies what was damaged or odd in it, by name
 */
public record Input(
        String file,
        InputKind kind,
        String format,
        long bytes,
        Optional<String> sha256,
        OptionalLong frames,
        OptionalLong messages,
        Optional<Instant> from,
        Optional<Instant> to,
        List<Anomaly> anomalies) {
    /** Copies the list. */
    public Input {
        anomalies = List.copyOf(anomalies);
    }
}
