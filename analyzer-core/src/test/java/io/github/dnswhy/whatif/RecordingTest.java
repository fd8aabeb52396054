package io.github.dnswhy.whatif;

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

/** Which lookups can be replayed. */
class RecordingTest {
    private static Optional<Recording> recording(List<String> types) {
        IpAddress server = IpAddress.parse("10.96.0.10").orElseThrow();
        LookupStep step = new LookupStep(
                Duration.ZERO,
                0,
                1,
                server,
                Transport.UDP,
                "web.example.org",
                types.isEmpty() ? "" : types.get(0),
                1,
                StepFate.TIMEOUT,
                Optional.empty(),
                Duration.ofSeconds(5),
                0);
        return Recording.of(new Lookup(
                1,
                server,
                "web.example.org",
                types,
                Instant.EPOCH,
                Duration.ofSeconds(5),
                LookupOutcome.GAVE_UP,
                List.of(step)));
    }

    @Test
    void lookupWhoseTypeTheCaptureCutAwayCannotBeReplayed() {
        assertTrue(recording(List.of()).isEmpty());
        assertTrue(recording(List.of("A")).isPresent());
    }
}
