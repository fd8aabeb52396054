package io.github.dnswhy.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The samples run, and the README shows them as they are. */
class SamplesTest {
    private static final Path REPOSITORY = Path.of("..", "..");
    private static final Path INCIDENT = REPOSITORY.resolve(Path.of("samples", "incidents", "node-local-dns-down"));
    private static final Path SOURCES = Path.of("src", "main", "java", "io", "github", "dnswhy", "samples");

    private interface Sample {
        void main(String[] args) throws IOException;
    }

    private static List<String> printed(Sample sample, Path input) throws IOException {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            sample.main(new String[] {input.toString()});
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void theWholeReportNamesTheRootCauseAndWhatTheOwnRuleFinds() throws IOException {
        List<String> lines = printed(WholeReport::main, INCIDENT);
        assertTrue(lines.contains("root cause: node-local-crashloop-forwarding-loop"), lines::toString);
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("example-too-many-names: ")), lines::toString);
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("pricing.shop ")), lines::toString);
    }

    @Test
    void everyResponseIsListed() throws IOException {
        List<String> lines = printed(EveryMessage::main, INCIDENT.resolve("app.cap"));
        assertEquals(156, lines.size());
        assertTrue(
                lines.contains("306 10.96.0.10 pricing.shop.default.svc.cluster.local NXDOMAIN"),
                () -> String.join("\n", lines));
    }

    @Test
    void theReadmeQuotesTheSamplesVerbatim() throws IOException {
        StringBuilder code = new StringBuilder();
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                code.append(withoutIndent(Files.readString(file)));
            }
        }
        String readme = Files.readString(REPOSITORY.resolve("README.md"));
        int start = readme.indexOf("```java\n", readme.indexOf("\n## As a library\n")) + "```java\n".length();
        String quoted = withoutIndent(readme.substring(start, readme.indexOf("```", start)));
        for (String part : quoted.split("\n\n")) {
            assertTrue(code.indexOf(part) >= 0, part);
        }
    }

    private static String withoutIndent(String text) {
        return text.lines().map(line -> line.strip() + "\n").collect(Collectors.joining());
    }
}
