package io.github.dnswhy.capture;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every capture of the shared corpus, frame by frame, against what tshark reads in it. */
class CorpusTest {
    /** Rows of a frame table that list nothing but the first frames. */
    private static final int MAX_ROWS = 2_000;

    /** Captures of which we read more than tshark, or which we judge otherwise, each with the reason. */
    private static final Map<String, Debatable> DEBATABLE = Map.of();

    private record Debatable(int frames, String reason) {}

    private record Row(long number, String time, long captured, long original, int interfaceId, String md5, boolean data) {}

    @TestFactory
    Stream<DynamicTest> framesAreThoseThatTsharkReads() throws IOException {
        Path corpus = SharedFiles.find("corpus/captures");
        if (corpus == null) {
            abort("no shared corpus beside the repository");
        }
        List<Path> files;
        try (Stream<Path> walk = Files.walk(corpus)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        assertTrue(files.size() > 50, "captures in the corpus");
        return files.stream().map(file -> {
            String name = corpus.relativize(file).toString();
            Path oracle = corpus.resolveSibling("oracle").resolve(name + ".frames.tsv");
            return DynamicTest.dynamicTest(name, () -> compare(name, file, oracle));
        });
    }

    private static void compare(String name, Path file, Path oracle) throws IOException {
        List<Row> expected = rows(oracle);
        Debatable debatable = DEBATABLE.get(name);
        List<String> differences = new ArrayList<>();
        int seen = 0;
        try (CaptureReader reader = CaptureReader.open(file, 0, Limits.defaults())) {
            while (reader.next()) {
                Frame frame = reader.frame();
                if (seen >= expected.size()) { seen++; continue; }
                Row row = expected.get(seen++);
                check(row, frame, differences);
            }
            System.out.println(name + " " + reader.format() + " seen " + seen + " expected " + expected.size() + " " + reader.anomalies().toList() + " snaplen " + reader.snaplen()+" dropped "+reader.dropped());
        } catch (CaptureFormatException e) { System.out.println(e); }
        System.out.println(differences);
    }

    private static void check(Row row, Frame frame, List<String> differences) {
        String time = frame.timed() ? BigDecimal.valueOf(frame.timeNanos(), 9).toPlainString() : "";
        String md5 = md5(frame);
        if (row.number != frame.number() || !row.time.equals(time) || row.captured != frame.capturedLength() || row.original != frame.originalLength()
            || !row.md5.equals(md5) || row.interfaceId != frame.interfaceId()) {
            differences.add(row + " but " + frame.number() + " " + time + " " + frame.capturedLength() + " " + frame.originalLength() + " if " + frame.interfaceId() + " " + md5);
        }
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

    private static List<Row> rows(Path oracle) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(oracle, StandardCharsets.UTF_8)) {
            if (!line.startsWith("#")) {
                String[] cells = line.split("\t", -1);
                boolean data = cells[4].isEmpty();
                rows.add(new Row(Long.parseLong(cells[0]), cells[1], Long.parseLong(cells[2]), Long.parseLong(cells[3]), cells[5].isEmpty() ? 0 : Integer.parseInt(cells[5]), cells[6], data));
            }
        }
        return rows;
    }
}
