package io.github.dnswhy.evidence;

import java.util.List;
import java.util.Optional;

/** Gathers the notes of one log. */
final class LogNotes {
    private final FactList<LogNote> notes;

    LogNotes(int most) {
        notes = new FactList<>(most);
    }

    /** Looks at one message. */
    void line(String message, LogLines lines, Optional<LogTime> time) {
        LogPhrase.in(message)
                .ifPresent(hit -> notes.add(new LogNote(
                        lines.place(time),
                        DnsServerLines.cut(message),
                        hit.phrase(),
                        DnsServerLines.cut(hit.detail()))));
    }

    /** Reads a text of which nothing else is known. */
    LogNotes readAll(LogLines lines) {
        while (lines.next()) {
            line(lines.message(), lines, Optional.empty());
        }
        return this;
    }

    List<LogNote> toList() {
        return notes.toList();
    }

    long dropped() {
        return notes.dropped();
    }
}
