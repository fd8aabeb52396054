package io.github.dnswhy.lookup;

import io.github.dnswhy.benchmarks.DnsTraffic;
import io.github.dnswhy.match.HeldEvents;
import io.github.dnswhy.model.Limits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Queries and responses to lookups with everything that is counted of them, per lookup of some four packets; matching included.
 * What grows with time is bounded, and grows in the warm-up.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@OperationsPerInvocation(DnsTraffic.LOOKUPS)
public class LookupBenchmark {
    private static final Duration SLOW = Duration.ofSeconds(1);

    private final HeldEvents events = new HeldEvents();
    private List<Shard> shards;

    @Setup
    public void begin() {
        Shard.Setup setup = new Shard.Setup(
                Limits.defaults(),
                client -> ResolverSettings.DEFAULTS,
                events.addresses(),
                (name, target) -> events.names().copyWire(name, target, 0),
                new NoTexts(),
                SLOW.toNanos(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        shards = Shard.all(setup, 1);
    }

    @Benchmark
    public List<Shard> build() {
        events.give((event, shard) -> shards.get(shard).accept(event));
        return shards;
    }

    /** Nothing is spelled out before the end. */
    private static final class NoTexts implements Texts {
        @Override
        public String name(int name, int octets) {
            throw new IllegalStateException("a name is spelled out");
        }

        @Override
        public String type(int type) {
            throw new IllegalStateException("a type is spelled out");
        }

        @Override
        public String recordClass(int recordClass) {
            throw new IllegalStateException("a class is spelled out");
        }

        @Override
        public String rcode(int rcode) {
            throw new IllegalStateException("an rcode is spelled out");
        }
    }
}
