package io.github.dnswhy.threads;

import io.github.dnswhy.model.Anomalies;
import io.github.dnswhy.model.Limits;
import io.github.dnswhy.model.Resolution;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Small dumps, and short ways to read them. */
final class Samples {
    private Samples() {}

    static String text(String name) {
        try (InputStream in = Samples.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<ThreadDump> read(String text) {
        return read(text, new Anomalies());
    }

    static List<ThreadDump> read(String text, Anomalies anomalies) {
        return read(text.getBytes(StandardCharsets.UTF_8), anomalies);
    }

    static List<ThreadDump> read(byte[] octets, Anomalies anomalies) {
        return ThreadDumpReader.read(new ByteArrayInputStream(octets), Limits.defaults(), anomalies);
    }

    /** The only dump of a text. */
    static ThreadDump one(String text) {
        List<ThreadDump> dumps = read(text);
        if (dumps.size() != 1) {
            throw new AssertionError(dumps.size() + " dumps instead of one");
        }
        return dumps.get(0);
    }

    static ParsedThread thread(ThreadDump dump, String name) {
        for (ParsedThread thread : dump.threads()) {
            if (thread.thread().name().equals(name)) {
                return thread;
            }
        }
        throw new AssertionError("no thread " + name);
    }

    static Resolution resolution(ThreadDump dump, String name) {
        return thread(dump, name)
                .thread()
                .resolution()
                .orElseThrow(() -> new AssertionError(name + " has no resolution"));
    }

    static List<String> names(ThreadDump dump) {
        return dump.threads().stream().map(t -> t.thread().name()).toList();
    }
}
