package io.github.dnswhy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.model.Input;
import io.github.dnswhy.model.Limit;
import io.github.dnswhy.model.Limits;
import io.github.dnswhy.model.Report;
import io.github.dnswhy.report.JsonReportWriter;
import io.github.dnswhy.report.ReportSchema;
import io.github.dnswhy.report.TextOptions;
import io.github.dnswhy.report.TextReportWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Recorded captures, damaged in any way: always a report that the schema allows, in which no frame is missing silently. */
class MutatedIncidentProperties {
    private static final Path INCIDENTS = Path.of("..", "samples", "incidents");
    private static final List<String> NAMES = List.of(
            "healthy", "node-local-dns-down", "node-local-dns-loop", "node-local-dns-refused", "conntrack-race");
    private static final int FILE_HEADER = 24;
    private static final int RECORD_HEADER = 16;
    private static final int CAPTURED_LENGTH = 8;

    /** Some hundred frames of an incident, each with its record header; the first is the file header. */
    private static List<byte[]> records(Random random) throws IOException {
        Path file = INCIDENTS.resolve(NAMES.get(random.nextInt(NAMES.size()))).resolve("app.cap");
        ByteBuffer octets = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(0xA1B2C3D4, octets.getInt(0), "a pcap of microseconds in little endian");
        List<byte[]> records = new ArrayList<>();
        for (int at = FILE_HEADER, size; at < octets.limit(); at += size) {
            size = RECORD_HEADER + octets.getInt(at + CAPTURED_LENGTH);
            records.add(Arrays.copyOfRange(octets.array(), at, at + size));
        }
        int from = random.nextInt(records.size());
        List<byte[]> some = new ArrayList<>(records.subList(from, Math.min(records.size(), from + 400)));
        some.add(0, Arrays.copyOf(octets.array(), FILE_HEADER));
        return some;
    }

    private static byte[] joined(List<byte[]> records) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        records.forEach(out::writeBytes);
        return out.toByteArray();
    }

    /** So narrow that each of them is reached now and then. */
    private static Limits narrow(Random random) {
        Limits limits = Limits.defaults();
        for (Limit limit : List.of(
                Limit.OPEN_TRANSACTIONS,
                Limit.OPEN_LOOKUPS,
                Limit.NAMES,
                Limit.NAME_BYTES,
                Limit.ADDRESSES,
                Limit.SERVERS,
                Limit.TCP_STREAMS,
                Limit.TCP_BYTES,
                Limit.FRAGMENTS,
                Limit.FRAGMENT_BYTES,
                Limit.TUNNEL_DEPTH,
                Limit.WORST_LOOKUPS,
                Limit.SAMPLED_LOOKUPS,
                Limit.REPORT_ROWS)) {
            if (random.nextBoolean()) {
                limits = limits.with(limit, 1 + random.nextInt(200));
            }
        }
        return limits;
    }

    private static Input analyzed(byte[] capture, Limits limits) throws IOException {
        Path file = Files.createTempFile("mutated", ".cap");
        try {
            Files.write(file, capture);
            Report report = Analyzer.builder().limits(limits).build().analyze(file);
            ByteArrayOutputStream json = new ByteArrayOutputStream();
            new JsonReportWriter().write(report, json);
            ReportSchema.assertValid(json.toString(StandardCharsets.UTF_8));
            new TextReportWriter(TextOptions.PLAIN.withDetail(TextOptions.Detail.ALL))
                    .write(report, new ByteArrayOutputStream());
            assertTrue(report.failedRules().isEmpty(), report.failedRules().toString());
            return report.inputs().get(0);
        } finally {
            Files.delete(file);
        }
    }

    private static void assertAllFramesAreTold(int frames, Input input) {
        assertEquals(frames, input.frames().orElseThrow());
    }

    @Property(tries = 30)
    void framesThatAreLostRepeatedOrShuffledAreAllTold(@ForAll Random random, @ForAll @IntRange(max = 2) int how)
            throws IOException {
        List<byte[]> records = records(random);
        List<byte[]> frames = records.subList(1, records.size());
        switch (how) {
            case 0 -> frames.removeIf(frame -> random.nextInt(4) == 0);
            case 1 -> {
                for (int i = frames.size() / 3; i > 0; i--) {
                    frames.add(random.nextInt(frames.size()), frames.get(random.nextInt(frames.size())));
                }
            }
            default -> Collections.shuffle(frames, random);
        }
        assertAllFramesAreTold(frames.size(), analyzed(joined(records), Limits.defaults()));
    }

    /** Octets behind the record headers: every frame is still a frame. */
    @Property(tries = 40)
    void flippedOctetsOfFramesLoseNoFrame(@ForAll Random random, @ForAll @IntRange(min = 1, max = 2_000) int flips)
            throws IOException {
        List<byte[]> records = records(random);
        for (int i = 0; i < flips; i++) {
            byte[] frame = records.get(1 + random.nextInt(records.size() - 1));
            if (frame.length > RECORD_HEADER) {
                frame[RECORD_HEADER + random.nextInt(Math.min(90, frame.length - RECORD_HEADER))] ^=
                        (byte) (1 << random.nextInt(8));
            }
        }
        assertAllFramesAreTold(records.size() - 1, analyzed(joined(records), narrow(random)));
    }

    /** Times of any value: backward, by years, in 1970 and 2106. */
    @Property(tries = 30)
    void timesOfAnyValueLoseNoFrame(@ForAll Random random, @ForAll @IntRange(min = 1, max = 400) int changed)
            throws IOException {
        List<byte[]> records = records(random);
        for (int i = 0; i < changed; i++) {
            byte[] frame = records.get(1 + random.nextInt(records.size() - 1));
            int seconds = switch (random.nextInt(4)) {
                case 0 -> 0;
                case 1 -> -1;
                case 2 -> random.nextInt();
                default -> 1_700_000_000;
            };
            ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN).putInt(0, seconds);
        }
        assertAllFramesAreTold(records.size() - 1, analyzed(joined(records), narrow(random)));
    }

    @Property(tries = 40)
    void octetsFlippedAnywhereAreAReportThatSaysSoWhenFramesAreMissing(
            @ForAll Random random, @ForAll @IntRange(min = 1, max = 60) int flips) throws IOException {
        List<byte[]> records = records(random);
        byte[] capture = joined(records);
        for (int i = 0; i < flips; i++) {
            capture[FILE_HEADER + random.nextInt(capture.length - FILE_HEADER)] ^= (byte) (1 << random.nextInt(8));
        }
        Input input = analyzed(capture, narrow(random));
        if (input.frames().orElseThrow() < records.size() - 1) {
            assertFalse(input.anomalies().isEmpty(), "frames are missing, and nothing tells");
        }
    }

    @Property(tries = 40)
    void piecesCutOutAreAReportThatSaysSo(@ForAll Random random, @ForAll @IntRange(min = 1, max = 5_000) int length)
            throws IOException {
        List<byte[]> records = records(random);
        byte[] capture = joined(records);
        int from = FILE_HEADER + random.nextInt(capture.length - FILE_HEADER);
        int to = Math.min(capture.length, from + length);
        byte[] rest = new byte[capture.length - (to - from)];
        System.arraycopy(capture, 0, rest, 0, from);
        System.arraycopy(capture, to, rest, from, capture.length - to);
        Input input = analyzed(rest, narrow(random));
        assertTrue(input.frames().orElseThrow() <= records.size() - 1);
        assertTrue(
                !input.anomalies().isEmpty() || isWholeRecords(rest),
                "something is missing in the middle of a frame, and nothing tells");
    }

    private static boolean isWholeRecords(byte[] capture) {
        ByteBuffer octets = ByteBuffer.wrap(capture).order(ByteOrder.LITTLE_ENDIAN);
        int at = FILE_HEADER;
        while (at + RECORD_HEADER <= capture.length) {
            int length = octets.getInt(at + CAPTURED_LENGTH);
            if (length < 0 || length > capture.length) {
                return false;
            }
            at += RECORD_HEADER + length;
        }
        return at == capture.length;
    }
}
