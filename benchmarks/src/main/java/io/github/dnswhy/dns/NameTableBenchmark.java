package io.github.dnswhy.dns;

import io.github.dnswhy.benchmarks.DnsTraffic;
import io.github.dnswhy.model.Limits;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Names on the wire to their numbers, per name. A new name costs room in the table, so it allocates. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@OperationsPerInvocation(NameTableBenchmark.NAMES_PER_RUN)
public class NameTableBenchmark {
    static final int NAMES_PER_RUN = 100_000;

    private static final int ROOM_PER_NAME = 64;

    /** How many different names there are. */
    @Param({"3000", "100000"})
    public int names;

    private byte[] octets;
    private int[] starts;
    private NameTable known;

    @Setup
    public void lay() {
        ByteBuffer all = ByteBuffer.allocate(NAMES_PER_RUN * ROOM_PER_NAME);
        starts = new int[NAMES_PER_RUN + 1];
        for (int i = 0; i < NAMES_PER_RUN; i++) {
            starts[i + 1] = all.put(DnsTraffic.name(i, names)).position();
        }
        octets = all.array();
        known = new NameTable(Limits.defaults());
        if (intern(known) == 0 || known.size() != names) {
            throw new IllegalStateException(known.size() + " names instead of " + names);
        }
    }

    @Benchmark
    public long known() {
        return intern(known);
    }

    @Benchmark
    public long startingEmpty() {
        return intern(new NameTable(Limits.defaults()));
    }

    private long intern(NameTable table) {
        long sum = 0;
        for (int i = 0; i < NAMES_PER_RUN; i++) {
            sum += table.intern(octets, starts[i], starts[i], starts[i + 1]);
        }
        return sum;
    }
}
