package io.github.dnswhy.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every capture of the corpus through the whole left half, file, frame and message, against what tshark reads. Where the two differ
 * the difference is listed in {@code debatable.tsv} with its reason; a listed one that is gone fails as well.
 */
class CorpusOracleTest {
    @TestFactory
    Stream<DynamicTest> everythingIsReadAsTsharkReadsItOrListedWithAReason() throws IOException {
        List<CorpusCapture> captures = CorpusCapture.all();
        Map<String, Map<String, String>> cases = Debatable.cases();
        return captures.stream()
                .map(capture -> DynamicTest.dynamicTest(capture.name(), () -> {
                    Reading theirs = TsharkReading.of(capture);
                    assertTrue(theirs.places() > 1
                            || capture.summary().get("frames").asInt() == 0);
                    assertEquals(
                            lines(cases.getOrDefault(capture.name(), Map.of())),
                            lines(Debatable.shortened(theirs.differences(OurReading.of(capture)))));
                }));
    }

    @Test
    void everyCaseIsOfAFileOfTheCorpus() throws IOException {
        Set<String> unknown = new HashSet<>(Debatable.cases().keySet());
        CorpusCapture.all().forEach(capture -> unknown.remove(capture.name()));
        assertEquals(Set.of(), unknown);
    }

    private static String lines(Map<String, String> differences) {
        StringBuilder lines = new StringBuilder();
        new TreeMap<>(differences)
                .forEach((key, values) ->
                        lines.append(key).append('\t').append(values).append('\n'));
        return lines.toString();
    }
}
