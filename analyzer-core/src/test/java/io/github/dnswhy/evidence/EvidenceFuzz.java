package io.github.dnswhy.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.dnswhy.model.InputKind;
import io.github.dnswhy.model.Limit;
import io.github.dnswhy.model.Limits;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Configuration, logs and what kubectl prints, on texts that are evolved to reach all of the code. */
class EvidenceFuzz {
    private static final int MOST = 5;
    private static final Limits SMALL =
            Limits.defaults().with(Limit.LINE_BYTES, 500).with(Limit.LOG_FACTS, MOST);

    static Stream<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        Samples.kinds().forEach((text, kind) -> {
            byte[] octets = text.getBytes(StandardCharsets.UTF_8);
            byte[] seed = new byte[1 + octets.length];
            seed[0] = (byte) kind.ordinal();
            System.arraycopy(octets, 0, seed, 1, octets.length);
            seeds.add(seed);
        });
        return seeds.stream();
    }

    /** Behind an octet that chooses how it is read: bounded, and the same in any pieces. */
    @MethodSource("seeds")
    @FuzzTest(maxDuration = "10m")
    void anyText(byte[] input) {
        if (input.length == 0) {
            return;
        }
        InputKind kind = InputKind.values()[(input[0] & 0xFF) % InputKind.values().length];
        byte[] text = Arrays.copyOfRange(input, 1, input.length);
        TextClassifier.classify(text, text.length);
        String whole = read(kind, new ByteArrayInputStream(text));
        InputStream pieces = new FilterInputStream(new ByteArrayInputStream(text)) {
            private int most;

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                most = most % 7 + 1;
                return in.read(target, offset, Math.min(length, most));
            }
        };
        assertEquals(whole, read(kind, pieces));
    }

    private static String read(InputKind kind, InputStream text) {
        EvidenceReader reader = new EvidenceReader(SMALL);
        TextSummary summary = reader.read(kind, "fuzz", text);
        EvidenceSet evidence = reader.toSet();
        for (CoreDnsLog log : evidence.dnsLogs()) {
            assertTrue(log.queries().size() <= MOST && log.events().size() <= MOST);
        }
        for (AppLog log : evidence.appLogs()) {
            assertTrue(log.failures().size() + log.requests().size() <= MOST);
        }
        return summary.lines() + " " + summary.from() + summary.to()
                + summary.anomalies().toList() + evidence;
    }
}
