package io.github.dnswhy.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalTest {
    private static String text(long thousandths) {
        StringBuilder out = new StringBuilder();
        Decimal.appendThousandths(out, thousandths);
        return out.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 0.001",
        "10, 0.01",
        "100, 0.1",
        "110, 0.11",
        "1001, 1.001",
        "5009200, 5009.2",
        "-1, -0.001",
        "-500, -0.5",
        "-1500, -1.5",
        "-2000, -2"
    })
    void trailingZerosAreLeftOut(long thousandths, String text) {
        assertEquals(text, text(thousandths));
    }

    @Test
    void extremesAreNumbersToo() {
        assertEquals("9223372036854775.807", text(Long.MAX_VALUE));
        assertEquals("-9223372036854775.808", text(Long.MIN_VALUE));
        assertEquals(9_223_372_036_853_000_000L, Decimal.micros(Duration.ofSeconds(Long.MAX_VALUE, 0)));
        assertEquals(-9_223_372_036_853_000_000L, Decimal.micros(Duration.ofSeconds(Long.MIN_VALUE, 0)));
    }

    @Test
    void microsecondsAreRoundedHalfUp() {
        assertEquals(1, Decimal.micros(Duration.ofNanos(500)));
        assertEquals(0, Decimal.micros(Duration.ofNanos(499)));
        assertEquals(-1_500_000, Decimal.micros(Duration.ofMillis(-1_500)));
    }

    @Test
    void sharesStayBetweenNoneAndAll() {
        assertEquals(1_000, Decimal.shareThousandths(7));
        assertEquals(0, Decimal.shareThousandths(-1));
        assertEquals(0, Decimal.shareThousandths(Double.NaN));
        assertEquals(934, Decimal.shareThousandths(0.9336));
    }
}
