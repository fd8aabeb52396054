package io.github.dnswhy.rules;

import io.github.dnswhy.facts.DumpFacts;
import io.github.dnswhy.facts.LookupFacts;
import io.github.dnswhy.model.Finding;
import io.github.dnswhy.model.Percentiles;
import io.github.dnswhy.model.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Words the verdict. */
final class VerdictText {
    private final Facts facts;

    VerdictText(Facts facts) {
        this.facts = facts;
    }

    Verdict verdict(Verdict.Answer answer, Optional<Finding> root, List<Finding> findings) {
        Optional<Finding> first = root.or(() -> answer == Verdict.Answer.NO ? exoneration(findings) : Optional.empty());
        double confidence = first.map(Finding::confidence).orElse(answer == Verdict.Answer.NO ? 0.5 : 0);
        return new Verdict(
                answer,
                root.map(Finding::cause),
                confidence,
                headline(answer, root),
                first.map(Finding::summary).orElseGet(() -> summary(answer)),
                root.map(Finding::affectedServers).orElse(List.of()),
                root.map(Finding::affectedNames).orElse(List.of()),
                facts.capture().from(),
                facts.capture().to(),
                cost());
    }

    private static Optional<Finding> exoneration(List<Finding> findings) {
        return findings.stream().filter(f -> f.cause().equals("not-dns-exonerated")).findFirst();
    }

    private static String headline(Verdict.Answer answer, Optional<Finding> root) {
        return switch (answer) {
            case YES -> root.orElseThrow().title();
            case NO -> "DNS is not to blame";
            case UNDETERMINED -> "The inputs do not show whether DNS is to blame";
        };
    }

    private String summary(Verdict.Answer answer) {
        LookupFacts l = facts.lookups();
        if (facts.capture().messages() == 0) {
            return facts.dumps().isEmpty()
                    ? "There is no capture with DNS in it."
                    : "There is no capture with DNS in it, so the thread dumps alone cannot tell why names were waited for.";
        }
        String felt = l.felt().map(Percentiles::p95).map(VerdictText::milliseconds).orElse("nothing");
        String counts = l.total() + (l.total() == 1 ? " lookup" : " lookups") + ", " + l.slow() + " slow, " + l.failed()
                + " failed, 95 % of them done in " + felt + ".";
        return answer == Verdict.Answer.NO
                ? counts
                : counts + " No cause of the catalogue explains it well enough.";
    }

    private static String milliseconds(Duration d) {
        return d.toMillis() + " ms";
    }

    private Verdict.Cost cost() {
        LookupFacts l = facts.lookups();
        int resolving = 0;
        int waiting = 0;
        for (DumpFacts dump : facts.dumps()) {
            if (dump.dump().resolving() + dump.dump().waiting() > resolving + waiting) {
                resolving = dump.dump().resolving();
                waiting = dump.dump().waiting();
            }
        }
        return new Verdict.Cost(l.total(), l.slow(), l.failed(), l.waited(), resolving, waiting);
    }
}
