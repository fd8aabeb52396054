package io.github.dnswhy.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.dnswhy.model.Quantities;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 s",
        "1, <0.1 ms",
        "49499, <0.1 ms",
        "50000, 0.1 ms",
        "720000, 0.7 ms",
        "9949000, 9.9 ms",
        "9950000, 10 ms",
        "12400000, 12 ms",
        "999499000, 999 ms",
        "999500000, 1.0 s",
        "5009200000, 5.0 s",
        "59949000000, 59.9 s",
        "59950000000, 1 min",
        "200000000000, 3 min 20 s",
        "3599600000000, 1 h",
        "7500000000000, 2 h 5 min",
        "86400000000000, 1 d",
        "187200000000000, 2 d 4 h",
    })
    void durationsHaveTheDigitsThatMatter(long nanos, String text) {
        assertEquals(text, Quantities.duration(Duration.ofNanos(nanos)));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 queries",
        "1, 1 query",
        "999, 999 queries",
        "1000, '1,000 queries'",
        "1234567, '1,234,567 queries'"
    })
    void countsAgreeWithTheirNoun(long count, String text) {
        assertEquals(text, Quantities.count(count, "query"));
    }

    @ParameterizedTest
    @CsvSource({"0, 10, 0 %", "1, 1000, <1 %", "1, 2, 50 %", "999, 1000, >99 %", "10, 10, 100 %", "0, 0, -"})
    void percentagesNeverRoundToAllOrNothing(long part, long whole, String text) {
        assertEquals(text, Words.percent(part, whole));
    }

    @ParameterizedTest
    @CsvSource({
        "0.9, proven",
        "0.899, highly likely",
        "0.7, highly likely",
        "0.4, likely",
        "0.39, possible",
        "NaN, possible"
    })
    void confidenceHasTheWordsOfTheCatalogue(double share, String text) {
        assertEquals(text, Words.confidence(share));
    }
}
