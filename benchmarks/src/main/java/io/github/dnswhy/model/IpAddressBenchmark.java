package io.github.dnswhy.model;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Text to address and back, as in logs and reports. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class IpAddressBenchmark {
    /** The address as text. */
    @Param({"169.254.20.10", "2001:db8::53", "fd00:10:96:0:1:2:3:a"})
    public String text;

    @Benchmark
    public Optional<IpAddress> parse() {
        return IpAddress.parse(text);
    }

    @Benchmark
    public String parseAndPrint() {
        return IpAddress.parse(text).orElseThrow().toString();
    }
}
