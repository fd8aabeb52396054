package io.github.dnswhy.match;

import io.github.dnswhy.benchmarks.DnsTraffic;
import io.github.dnswhy.model.Limit;
import io.github.dnswhy.model.Limits;
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

/** Queries and responses to transactions, per packet; all clients in one matcher. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@OperationsPerInvocation(DnsTraffic.PACKETS)
public class MatchBenchmark {
    private final HeldEvents events = new HeldEvents();
    private final Counter counter = new Counter();
    private TransactionMatcher matcher;

    /** Counts first responses. */
    private static final class Counter implements TransactionListener {
        private long responses;

        @Override
        public void onAttempt(OpenTransaction transaction, WireEvent event) {}

        @Override
        public void onSighting(OpenTransaction transaction) {}

        @Override
        public void onResponse(OpenTransaction transaction, WireEvent event) {
            responses++;
        }

        @Override
        public void onRepeatedResponse(OpenTransaction transaction, WireEvent event) {}

        @Override
        public void onRejected(OpenTransaction transaction, WireEvent event) {}

        @Override
        public void onUnmatchedResponse(WireEvent event) {}

        @Override
        public void onClosed(OpenTransaction transaction, boolean atEnd) {}
    }

    @Setup
    public void open() {
        matcher = new TransactionMatcher(Limits.defaults().size(Limit.OPEN_TRANSACTIONS), counter);
        if (match() != DnsTraffic.RESPONSES) {
            throw new IllegalStateException(counter.responses + " responses");
        }
    }

    @Benchmark
    public long match() {
        counter.responses = 0;
        events.give((event, shard) -> matcher.accept(event));
        return counter.responses;
    }
}
