package io.github.dnswhy.evidence;

import io.github.dnswhy.model.Anomalies;
import io.github.dnswhy.model.Limit;
import io.github.dnswhy.model.Limits;
import java.io.InputStream;
import java.util.Optional;

/**
 * The messages of a log without what container runtimes and log viewers put around them; pieces of a line that CRI has
 * split are joined.
 */
final class LogLines {
    private final TextLines lines;
    private final LogEnvelope envelope = new LogEnvelope();
    private final String file;
    private final int longest;
    private String message = "";
    private long number;

    LogLines(String file, InputStream in, Limits limits, Anomalies anomalies) {
        this.lines = new TextLines(in, limits, anomalies);
        this.file = file;
        this.longest = limits.size(Limit.LINE_BYTES);
    }

    /** Moves to the next message; false at the end. */
    boolean next() {
        if (!lines.next()) {
            number = lines.number();
            return false;
        }
        number = lines.number();
        message = envelope.open(lines.text());
        if (envelope.partial()) {
            StringBuilder joined = new StringBuilder(message);
            while (envelope.partial() && lines.next()) {
                String more = envelope.open(lines.text());
                if (joined.length() + more.length() <= longest) {
                    joined.append(more);
                } else {
                    lines.odd("line-too-long");
                }
            }
            message = joined.toString();
        }
        return true;
    }

    /** The message that {@link #next} moved to. */
    String message() {
        return message;
    }

    /** The line on which it begins, from 1; after the end the number of lines. */
    long number() {
        return number;
    }

    String file() {
        return file;
    }

    /** The time that the envelope gives. */
    Optional<LogTime> time() {
        return envelope.time();
    }

    /** The place of this message, with the envelope's time or else the one that the message itself gives. */
    LogPlace place(Optional<LogTime> own) {
        Optional<LogTime> time = envelope.time();
        return new LogPlace(file, number, time.isPresent() ? time : own, envelope.pod());
    }

    /** Counts an anomaly at this message. */
    void odd(String name) {
        lines.odd(name);
    }

    Anomalies anomalies() {
        return lines.anomalies();
    }
}
