package io.github.dnswhy.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.dnswhy.model.Anomalies;
import io.github.dnswhy.model.Anomaly;
import io.github.dnswhy.model.Limit;
import io.github.dnswhy.model.Limits;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Thread dumps of all forms on texts that are evolved to reach all of the code. */
class ThreadDumpFuzz {
    private static final Limits SMALL =
            Limits.defaults().with(Limit.LINE_BYTES, 300).with(Limit.DUMPS, 3).with(Limit.DUMP_THREADS, 20);

    static Stream<byte[]> seeds() {
        return ThreadDumpProperties.TEXTS.stream().map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    /** Bounded, every place within the text, and the same in any pieces. */
    @MethodSource("seeds")
    @FuzzTest(maxDuration = "10m")
    void anyText(byte[] text) {
        Anomalies anomalies = new Anomalies();
        List<ThreadDump> dumps = ThreadDumpReader.read(new ByteArrayInputStream(text), SMALL, anomalies);
        assertTrue(dumps.size() <= 3);
        for (ThreadDump dump : dumps) {
            assertTrue(dump.threads().size() <= 20);
            assertTrue(dump.line() >= 1 && dump.line() <= text.length + 1);
            for (ParsedThread thread : dump.threads()) {
                assertTrue(thread.thread().line() >= dump.line() - 1
                        && thread.thread().line() <= text.length + 1);
            }
        }
        for (Anomaly anomaly : anomalies.toList()) {
            assertTrue(anomaly.count() <= text.length + 1, anomaly::toString);
        }
        Anomalies again = new Anomalies();
        InputStream pieces = new FilterInputStream(new ByteArrayInputStream(text)) {
            private int most;

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                most = most % 7 + 1;
                return in.read(target, offset, Math.min(length, most));
            }
        };
        assertEquals(
                dumps.toString(), ThreadDumpReader.read(pieces, SMALL, again).toString());
        assertEquals(anomalies.toList(), again.toList());
    }
}
