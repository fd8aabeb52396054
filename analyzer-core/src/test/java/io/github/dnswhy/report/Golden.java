package io.github.dnswhy.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.dnswhy.model.Report;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files with the expected output; {@code -Ddnswhy.golden=rewrite} writes them anew. */
final class Golden {
    private static final Path DIRECTORY = Path.of("src", "test", "resources", "golden");

    private Golden() {}

    static String written(ReportWriter writer, Report report) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writer.write(report, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    static void assertSame(String file, String actual) throws IOException {
        Path golden = DIRECTORY.resolve(file);
        if ("rewrite".equals(System.getProperty("dnswhy.golden"))) {
            Files.createDirectories(DIRECTORY);
            Files.writeString(golden, actual);
        }
        assertEquals(Files.readString(golden), actual, "the output is no longer that of " + golden);
    }
}
