package io.github.dnswhy.rules;

import io.github.dnswhy.Analyzer;
import io.github.dnswhy.benchmarks.DnsTraffic;
import io.github.dnswhy.benchmarks.TrafficCapture;
import io.github.dnswhy.model.Blame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** All rules over the facts of one capture, and the verdict; per analysis, in one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class RulesBenchmark {
    private static final int PACKETS = 200_000;

    /** How many of a thousand queries are lost. */
    @Param({"0", "100"})
    public int lost;

    /** How many names there are. */
    @Param({"3000", "30000"})
    public int names;

    private final Rules rules = Rules.builtIn();
    private final RuleEngine engine = new RuleEngine(rules);
    private Facts facts;

    @Setup
    public void analyze() throws IOException {
        Path capture = Files.createTempFile("traffic", ".pcap");
        try {
            DnsTraffic.Mix usual = DnsTraffic.Mix.USUAL;
            TrafficCapture.write(capture, new DnsTraffic.Mix(names, usual.clients(), lost, usual.tcp()), PACKETS);
            Analyzer.builder()
                    .rules(new Rules(List.of(new FactsTaker())))
                    .hashInputs(false)
                    .build()
                    .analyze(capture);
        } finally {
            Files.delete(capture);
        }
        if (facts == null) {
            throw new IllegalStateException("no rule was asked");
        }
    }

    @Benchmark
    public Judge.Judgement judge() {
        // What rules derive and share is worked out once in an analysis.
        Facts fresh = new Facts(
                facts.capture(),
                facts.servers(),
                facts.endpoints(),
                facts.clients(),
                facts.names(),
                facts.lookups(),
                facts.dumps(),
                facts.evidence(),
                facts.logJoins(),
                facts.wire());
        return new Judge(fresh, rules).judge(engine.run(fresh, 1).findings());
    }

    /** Finds nothing, but keeps what it is shown. */
    private final class FactsTaker implements Rule {
        @Override
        public RuleInfo info() {
            return new RuleInfo("facts", "Shows its facts", Blame.NONE, Set.of(), Set.of(), List.of(), List.of());
        }

        @Override
        public Assessment evaluate(Facts shown) {
            facts = shown;
            return Assessment.CLEAR;
        }
    }
}
