package io.github.dnswhy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.capture.CaptureSource;
import io.github.dnswhy.lookup.ResolverSettings;
import io.github.dnswhy.match.WireScript;
import io.github.dnswhy.model.Limits;
import io.github.dnswhy.model.Message;
import io.github.dnswhy.packet.DnsPorts;
import io.github.dnswhy.packet.TunnelPorts;
import io.github.dnswhy.rules.Rules;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Threads beside the decoder: what they found is what one thread finds, what breaks in them is seen, and all of them end. */
class ShardThreadsTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int MANY_BATCHES = 30_000;

    /** More events than all batches together hold, of several clients. */
    private static CaptureSource capture() {
        StringBuilder script = new StringBuilder();
        for (int i = 0; i < MANY_BATCHES; i++) {
            int client = i % 9 + 1;
            int port = 4000 + i % 20_000;
            script.append("%d ? A web.example from=C%d:%d id=%d\n".formatted(i, client, port, i % 65_536));
            script.append("%d.5 ! A web.example from=C%d:%d id=%d\n".formatted(i, client, port, i % 65_536));
        }
        byte[] octets = ScriptCapture.pcap(WireScript.of(script.toString()));
        return CaptureSource.of("app.cap", () -> new ByteArrayInputStream(octets));
    }

    private static AnalysisSettings settings(int threads, AnalysisListener listener) {
        return new AnalysisSettings(
                Limits.defaults(),
                threads,
                DnsPorts.standard(),
                TunnelPorts.assigned(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(1),
                () -> new Rules(List.of()),
                false,
                (done, total) -> {},
                listener);
    }

    private static Set<Thread> shardThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("dnswhy-shards-") && thread.isAlive())
                .collect(Collectors.toSet());
    }

    private static void assertAllEnd(Set<Thread> before) {
        Set<Thread> left = shardThreads();
        left.removeAll(before);
        assertTimeoutPreemptively(LONG, () -> {
            for (Thread thread : left) {
                thread.join();
            }
        });
    }

    @Test
    void lookupsAreThoseOfOneThread() {
        CaptureSource capture = capture();
        for (int threads : new int[] {2, 3, 99}) {
            TrafficPipeline.Outcome outcome = assertTimeoutPreemptively(
                    LONG,
                    () -> new TrafficPipeline(
                                    settings(threads, AnalysisListener.NONE),
                                    a -> ResolverSettings.DEFAULTS,
                                    Optional.empty())
                            .run(List.of(capture), 0));
            assertEquals(MANY_BATCHES, outcome.traffic().lookups().total(), threads + " threads");
        }
    }

    @Test
    void failureInAShardSurfacesAndNobodyWaitsForEver() {
        Set<Thread> before = shardThreads();
        CaptureSource capture = capture();
        ArithmeticException bug = new ArithmeticException("bug");
        IllegalStateException thrown = assertThrows(
                IllegalStateException.class,
                () -> assertTimeoutPreemptively(
                        LONG,
                        () -> new TrafficPipeline(
                                        settings(3, AnalysisListener.NONE),
                                        address -> {
                                            throw bug;
                                        },
                                        Optional.empty())
                                .run(List.of(capture), 0)));
        assertEquals(bug, thrown.getCause());
        assertAllEnd(before);
    }

    @Test
    void failureOfTheDecoderLeavesNoThreadBehind() {
        Set<Thread> before = shardThreads();
        CaptureSource capture = capture();
        AnalysisListener broken = new AnalysisListener() {
            @Override
            public boolean wantsMessages() {
                return true;
            }

            @Override
            public void onMessage(Message message) {
                if (message.frame() > 5_000) {
                    throw new ArithmeticException("bug");
                }
            }
        };
        assertThrows(
                ArithmeticException.class,
                () -> new TrafficPipeline(settings(3, broken), address -> ResolverSettings.DEFAULTS, Optional.empty())
                        .run(List.of(capture), 0));
        assertAllEnd(before);
        assertTrue(before.containsAll(shardThreads()), "no thread is left");
    }
}
