package io.github.dnswhy;

import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Limits;
import io.github.dnswhy.model.ServerRole;
import io.github.dnswhy.packet.DnsPorts;
import io.github.dnswhy.packet.TunnelPorts;
import io.github.dnswhy.rules.Rules;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Everything an analyzer was built with. Immutable. */
record AnalysisSettings(
        Limits limits,
        int threads,
        DnsPorts dnsPorts,
        TunnelPorts tunnelPorts,
        Optional<ZoneOffset> zone,
        Optional<Duration> clockOffset,
        Map<IpAddress, ServerRole> roles,
        Optional<Instant> from,
        Optional<Instant> to,
        Duration slowThreshold,
        Supplier<Rules> rules,
        boolean hashInputs,
        Progress progress,
        AnalysisListener listener) {
    private static final long SECOND = 1_000_000_000L;

    AnalysisSettings {
        roles = Map.copyOf(roles);
    }

    /** Whether a frame lies in the window that was asked for. */
    boolean includes(long nanos) {
        return (from.isEmpty() || nanos >= nanos(from.get())) && (to.isEmpty() || nanos <= nanos(to.get()));
    }

    private static long nanos(Instant instant) {
        return instant.getEpochSecond() * SECOND + instant.getNano();
    }
}
