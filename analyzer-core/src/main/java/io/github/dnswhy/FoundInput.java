package io.github.dnswhy;

import io.github.dnswhy.model.Anomalies;
import io.github.dnswhy.model.InputKind;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * A file that was found, with what it is.
 *
 * @param name its path as given, or relative to the directory that was given
 * @param path where it is; empty for the standard input
 * @param stream the standard input, with its first octets still in it
 * @param kind what it is
 * @param format the format within its kind; empty when there is none
 * @param bytes its size as stored; 0 when not known
 * @param gzip whether it is a text in gzip
 * @param anomalies what was odd about finding it
 */
record FoundInput(
        String name,
        Optional<Path> path,
        Optional<InputStream> stream,
        InputKind kind,
        String format,
        long bytes,
        boolean gzip,
        Anomalies anomalies) {
    /** Opens it from its start, unpacked when it is a text. */
    InputStream open() throws IOException {
        InputStream in = path.isPresent() ? Files.newInputStream(path.get()) : stream.orElseThrow();
        return new BufferedInputStream(gzip ? new GZIPInputStream(in, 1 << 16) : in, 1 << 16);
    }

    FoundInput as(InputKind other, String otherFormat) {
        return new FoundInput(name, path, stream, other, otherFormat, bytes, gzip, anomalies);
    }
}
