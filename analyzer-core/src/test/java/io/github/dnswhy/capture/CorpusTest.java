package io.github.dnswhy.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import io.github.dnswhy.model.Limits;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every capture of the shared corpus, frame by frame, against what tshark reads in it. */
class CorpusTest {
    /** Rows of a frame table that list nothing but the first frames. */
    private static final int MAX_ROWS = 2_000;

    /** Captures that we read otherwise than tshark, each with what we read and why. */
    private static final Map<String, Debatable> DEBATABLE = Map.of(
            "libpcap/brcm-tag-stp.pcap",
            new Debatable(4, 0, "tshark does not know the link type and gives up; the frames are sound"),
            "python-pcapng/test007.ntar",
            new Debatable(1, 0, "the length of its block counts no padding; tshark gives up, the frame is whole"),
            "pcapng-test-generator/output_be__basic__test018.pcapng",
            new Debatable(4, 0, "tshark lists custom blocks as frames; we number them and pass them over"),
            "fpcap/pcapng-example.pcapng.zst",
            new Debatable(159, 100, "times in the year 586524 do not fit in a long of nanoseconds"));

    /**
     * What we read.
     *
     * @param frames how many frames
     * @param untimed how many of the frames that tshark gives a time have none
     */
    private record Debatable(int frames, int untimed, String reason) {}

    /** A row of the frame table; the encapsulation is empty for what is no frame but a custom block. */
    private record Row(long number, String time, long captured, long original, String encap, int from, String md5) {}

    @TestFactory
    Stream<DynamicTest> framesAreThoseThatTsharkReads() throws IOException {
        Path corpus = SharedFiles.find("corpus/captures");
        if (corpus == null) {
            return abort("no shared corpus beside the repository");
        }
        Path oracle = corpus.resolveSibling("oracle");
        Map<String, Long> counts = frameCounts(oracle.resolve("_files.jsonl"));
        assertTrue(counts.size() > 50 && counts.keySet().containsAll(DEBATABLE.keySet()));
        return counts.entrySet().stream().map(entry -> {
            String name = entry.getKey();
            Path file = corpus.resolve(name);
            Path table = oracle.resolve(name + ".frames.tsv");
            return DynamicTest.dynamicTest(name, () -> compare(name, file, rows(table), entry.getValue()));
        });
    }

    private static void compare(String name, Path file, List<Row> expected, long count) throws IOException {
        Debatable debatable = DEBATABLE.getOrDefault(name, new Debatable((int) count, 0, "as tshark"));
        int untimed = 0;
        try (CaptureReader reader = CaptureReader.open(file, 0, Limits.defaults())) {
            while (reader.next()) {
                Frame frame = reader.frame();
                if (!expected.isEmpty() && frame.number() <= MAX_ROWS) {
                    Row row = expected.get((int) frame.number() - 1);
                    String time = frame.timed() ? time(frame) : "";
                    boolean lost = !frame.timed() && !row.time.isEmpty();
                    untimed += lost ? 1 : 0;
                    Row seen = new Row(
                            frame.number(),
                            lost ? row.time : time,
                            frame.capturedLength(),
                            frame.originalLength(),
                            row.encap,
                            frame.interfaceId(),
                            md5(frame));
                    assertEquals(row, seen);
                    assertFalse(row.encap.isEmpty(), "a block that is no frame");
                }
            }
            assertEquals(debatable.frames, reader.frames(), debatable.reason);
            assertEquals(debatable.untimed, untimed, debatable.reason);
        }
    }

    private static String time(Frame frame) {
        return BigDecimal.valueOf(frame.timeNanos(), 9).toPlainString();
    }

    private static String md5(Frame frame) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            digest.update(frame.buffer(), frame.offset(), frame.capturedLength());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Row> rows(Path table) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(table, StandardCharsets.UTF_8)) {
            if (!line.startsWith("#")) {
                String[] cells = line.split("\t", -1);
                int from = cells[5].isEmpty() ? 0 : Integer.parseInt(cells[5]);
                long captured = Long.parseLong(cells[2]);
                long original = Long.parseLong(cells[3]);
                rows.add(new Row(Long.parseLong(cells[0]), cells[1], captured, original, cells[4], from, cells[6]));
            }
        }
        return rows;
    }

    /** How many frames tshark reads in each capture. */
    private static Map<String, Long> frameCounts(Path summaries) throws IOException {
        Map<String, Long> counts = new TreeMap<>();
        for (String line : Files.readAllLines(summaries, StandardCharsets.UTF_8)) {
            counts.put(between(line, "\"file\":\"", "\""), Long.parseLong(between(line, "\"frames\":", ",")));
        }
        return counts;
    }

    private static String between(String line, String before, String after) {
        int from = line.indexOf(before) + before.length();
        return line.substring(from, line.indexOf(after, from));
    }
}
