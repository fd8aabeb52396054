package io.github.dnswhy.threads;

import java.util.Optional;

/** The dump that is being read, behind what others put before each of its lines. */
final class OpenDump {
    private final RawDump dump;
    private final DumpParser parser;
    private LinePrefix prefix;
    private boolean doubtful;

    OpenDump(RawDump dump, DumpParser parser, LinePrefix prefix) {
        this.dump = dump;
        this.parser = parser;
        this.prefix = prefix;
    }

    /** The same; while {@code doubtful} it counts only with frames. */
    OpenDump doubtful(boolean may) {
        doubtful = may;
        return this;
    }

    /** Whether a line that could be of this dump may as well begin the next. */
    boolean mayBeFollowed() {
        return parser.threadsEnded() || doubtful && dump.frameCount == 0;
    }

    /** Whether it is a javacore. */
    boolean isJavaCore() {
        return parser instanceof JavaCore;
    }

    /** Reads a line of the text. */
    void accept(String line, int number) {
        int start = prefix.lengthIn(line);
        if (start < 0 && dump.threads.isEmpty() && isHeader(line)) {
            // A logger put its prefix before the first line only.
            prefix = LinePrefix.NONE;
            start = 0;
        }
        // Otherwise it is another program's line, where a collector mixed several.
        if (start >= 0) {
            parser.accept(line.substring(start).strip(), number);
        }
    }

    private static boolean isHeader(String line) {
        String text = line.strip();
        return text.startsWith("\"") && ThreadHeader.parse(text, 1).isPresent();
    }

    /** Ends it; empty when it was none. */
    Optional<RawDump> finish() {
        RawDump read = parser.finish();
        return doubtful && read.frameCount == 0 ? Optional.empty() : Optional.of(read);
    }
}
