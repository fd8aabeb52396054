package io.github.dnswhy.samples;

import io.github.dnswhy.AnalysisListener;
import io.github.dnswhy.Analyzer;
import io.github.dnswhy.Dnswhy;
import io.github.dnswhy.model.Finding;
import io.github.dnswhy.model.Limit;
import io.github.dnswhy.model.Limits;
import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.Report;
import io.github.dnswhy.rules.Rules;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Analyzes an incident twice: by the defaults, then with bounds, a listener and a rule of its own. */
public final class WholeReport {
    private WholeReport() {}

    /**
     * Prints what the analyses say.
     *
     * @param args a capture, or a directory of what was collected
     * @throws IOException if there is nothing to read
     */
    public static void main(String[] args) throws IOException {
        Path evidence = Path.of(args[0]);

        Report report = Dnswhy.analyze(evidence);
        System.out.println(report.verdict().headline());
        report.verdict().rootCause().ifPresent(cause -> System.out.println("root cause: " + cause));

        LookupsByName lookups = new LookupsByName();
        Analyzer analyzer = Analyzer.builder()
                .limits(Limits.defaults().with(Limit.OPEN_LOOKUPS, 100_000))
                .slowThreshold(Duration.ofMillis(300))
                .rules(Rules.builtIn().plus(new TooManyNames(5)))
                .listener(lookups)
                .build();
        for (Finding finding : analyzer.analyze(evidence).findings()) {
            System.out.println(finding.cause() + ": " + finding.summary());
        }

        lookups.counts.forEach((name, count) -> System.out.println(name + " " + count));
    }

    /** Takes the lookups while the analysis runs: all of them, where the report keeps a sample. */
    private static final class LookupsByName implements AnalysisListener {
        private final Map<String, Long> counts = new TreeMap<>();

        @Override
        public boolean wantsLookups() {
            return true;
        }

        @Override
        public void onLookup(Lookup lookup) {
            counts.merge(lookup.name(), 1L, Long::sum);
        }
    }
}
