package io.github.dnswhy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.dnswhy.model.Report;
import io.github.dnswhy.report.JsonReportWriter;
import io.github.dnswhy.report.ReportSchema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The reports of the recorded incidents, by the production engine and writer: {@code samples/incidents/NAME.report.json}. Written anew
 * by {@code mvn -pl analyzer-core test -Dtest=GoldenReportsTest -Ddnswhy.golden=rewrite}; look at the difference before you commit it.
 */
class GoldenReportsTest {
    private static final Path INCIDENTS = Path.of("..", "samples", "incidents");

    private static List<Path> incidents() throws IOException {
        try (Stream<Path> entries = Files.list(INCIDENTS)) {
            return entries.filter(Files::isDirectory).sorted().toList();
        }
    }

    private static String json(Report report) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            new JsonReportWriter().write(report, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @TestFactory
    Stream<DynamicTest> reportIsTheOneThatWasLookedAt() throws IOException {
        return incidents().stream()
                .map(incident -> DynamicTest.dynamicTest(incident.getFileName().toString(), () -> {
                    String report = json(Dnswhy.analyze(incident));
                    ReportSchema.assertValid(report);
                    Path golden = INCIDENTS.resolve(incident.getFileName() + ".report.json");
                    if ("rewrite".equals(System.getProperty("dnswhy.golden"))) {
                        Files.writeString(golden, report);
                    }
                    assertEquals(
                            Files.readString(golden),
                            report,
                            "the report is no longer that of " + golden.getFileName());
                }));
    }

    @Test
    void thereAreIncidents() throws IOException {
        assertFalse(incidents().isEmpty());
    }

    @Test
    void reportDoesNotDependOnThreads() throws IOException {
        for (Path incident : incidents()) {
            Report several = Analyzer.builder().threads(4).build().analyze(incident);
            assertEquals(json(Dnswhy.analyze(incident)), json(several), incident.toString());
        }
    }
}
