package io.github.dnswhy.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.LookupOutcome;
import io.github.dnswhy.model.LookupStep;
import io.github.dnswhy.model.StepFate;
import io.github.dnswhy.model.Transport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WaterfallTextTest {
    private static final IpAddress SERVER = IpAddress.parse("10.96.0.10").orElseThrow();

    @Test
    void waitForAConnectionThatNeverOpensIsARow() {
        LookupStep row = WaterfallText.connecting(lookup(69_000, cut("A", 3), cut("AAAA", 4)))
                .orElseThrow();
        assertEquals(Duration.ofMillis(4), row.offset());
        assertEquals(Duration.ofMillis(68_996), row.duration());
        assertEquals(Transport.TCP, row.transport());
        assertEquals(SERVER, row.server());
    }

    @Test
    void lookupThatEndsWithItsAnswersHasNoSuchRow() {
        assertTrue(
                WaterfallText.connecting(lookup(4, cut("A", 3), cut("AAAA", 4))).isEmpty());
        LookupStep overTcp = step("A", 9, Transport.TCP, StepFate.ANSWERED);
        assertTrue(WaterfallText.connecting(lookup(20, cut("A", 3), overTcp)).isEmpty());
        assertTrue(WaterfallText.connecting(lookup(20)).isEmpty());
    }

    private static Lookup lookup(long felt, LookupStep... steps) {
        return new Lookup(
                1,
                SERVER,
                "big.example",
                List.of("A", "AAAA"),
                Instant.EPOCH,
                Duration.ofMillis(felt),
                LookupOutcome.UNFINISHED,
                List.of(steps));
    }

    private static LookupStep cut(String type, long answered) {
        return step(type, answered, Transport.UDP, StepFate.TRUNCATED);
    }

    private static LookupStep step(String type, long answered, Transport transport, StepFate fate) {
        return new LookupStep(
                Duration.ZERO,
                0,
                1,
                SERVER,
                transport,
                "big.example",
                type,
                7,
                fate,
                Optional.empty(),
                Duration.ofMillis(answered),
                2);
    }
}
