package io.github.dnswhy.rules;

import io.github.dnswhy.facts.DumpFacts;
import io.github.dnswhy.facts.LookupFacts;
import io.github.dnswhy.facts.ServerFacts;
import io.github.dnswhy.model.Finding;
import io.github.dnswhy.model.LookupOutcome;
import io.github.dnswhy.model.Percentiles;
import io.github.dnswhy.model.Quantities;
import io.github.dnswhy.model.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Words the verdict. */
final class VerdictText {
    /** A server that took this share of all felt time without an answer is worth a sentence. */
    private static final double MUCH_OF_WAITING = 1.0 / 3;

    /** That lookups waited in vain is seen; that nothing but DNS is behind it is not, while no cause is known. */
    private static final double MOST_WITHOUT_CAUSE = 0.8;

    /** So many names tell what kind they are of. */
    private static final int NAMES = 2;

    private final Facts facts;

    VerdictText(Facts facts) {
        this.facts = facts;
    }

    Verdict verdict(Verdict.Answer answer, Optional<Finding> root, List<Finding> findings) {
        Optional<Finding> first = root.or(() -> answer == Verdict.Answer.NO ? exoneration(findings) : Optional.empty());
        double confidence = first.map(Finding::confidence).orElseGet(() -> confidence(answer));
        return new Verdict(
                answer,
                root.map(Finding::cause),
                confidence,
                headline(answer, root, missing(findings)),
                first.map(Finding::summary).orElseGet(() -> summary(missing(findings))),
                root.map(Finding::affectedServers)
                        .orElseGet(() -> answer == Verdict.Answer.YES
                                ? mostWaitedFor().stream()
                                        .map(ServerFacts::address)
                                        .toList()
                                : List.of()),
                root.map(Finding::affectedNames).orElse(List.of()),
                facts.capture().from(),
                facts.capture().to(),
                cost());
    }

    /** Without a finding that decides: to the share of the waiting that was in vain, or that none was. */
    private double confidence(Verdict.Answer answer) {
        return switch (answer) {
            case NO -> 0.5;
            case UNDETERMINED -> 0;
            case YES -> {
                double share = facts.lookups().waited().toMillis()
                        / (double) facts.lookups().feltTotal().toMillis();
                yield Math.round(100 * MOST_WITHOUT_CAUSE * Math.min(1, share)) / 100.0;
            }
        };
    }

    private static Optional<Finding> exoneration(List<Finding> findings) {
        return findings.stream()
                .filter(f -> f.cause().equals("not-dns-exonerated"))
                .findFirst();
    }

    /** Quick answers are no fault of DNS, yet the application may fail for them: which names do not exist. */
    private static Optional<Finding> missing(List<Finding> findings) {
        return findings.stream()
                .filter(f -> f.cause().equals("nxdomain-genuine"))
                .findFirst();
    }

    private static String names(Finding missing) {
        List<String> names = missing.affectedNames();
        String first =
                String.join(names.size() == NAMES ? " and " : ", ", names.subList(0, Math.min(NAMES, names.size())));
        return names.size() > NAMES ? first + " and others" : first;
    }

    private String headline(Verdict.Answer answer, Optional<Finding> root, Optional<Finding> missing) {
        LookupFacts l = facts.lookups();
        return switch (answer) {
            case YES ->
                root.map(Finding::title).orElse("Queries stayed without an answer, and no known cause explains it");
            case NO ->
                l.slow() + l.failed() == 0
                        ? missing.map(m -> "No lookup was slow, none failed, "
                                        + Quantities.count(m.impact().lookups()) + " found no such name: " + names(m))
                                .orElse("No lookup was slow, and none failed")
                        : "Too few lookups were slow or failed to explain an incident";
            case UNDETERMINED ->
                facts.capture().messages() == 0
                        ? "There is no capture with DNS in it"
                        : l.slow() + l.failed() == 0
                                ? "Too few lookups were captured"
                                : "No known cause explains the slow or failed lookups well enough";
        };
    }

    private String summary(Optional<Finding> missing) {
        LookupFacts l = facts.lookups();
        if (facts.capture().messages() == 0) {
            return facts.dumps().isEmpty()
                    ? "Without one it is not seen which names were asked, nor how long the answers took."
                    : "Thread dumps alone show that names were waited for, not why.";
        }
        String felt = l.felt()
                .map(Percentiles::p95)
                .map(p95 -> ", 95 % of them done in " + Quantities.duration(p95))
                .orElse("");
        return Quantities.count(l.total(), "lookup") + ": " + Quantities.count(l.slow()) + " slow, "
                + Quantities.count(l.failed()) + " failed"
                + missing.map(m -> ", " + Quantities.count(m.impact().lookups()) + " found no such name")
                        .orElse("")
                + felt + "." + openAtEnd() + unanswering();
    }

    private String openAtEnd() {
        long open = facts.lookups().count(LookupOutcome.UNDETERMINED);
        return facts.endsAmidLookups()
                ? " The capture ends while " + Quantities.count(open, "lookup") + " wait: how they end is not seen."
                : "";
    }

    /** Says which server lookups waited for most, when it is much of the waiting: true whatever its cause. */
    private String unanswering() {
        long felt = facts.lookups().feltTotal().toMillis();
        return mostWaitedFor()
                .filter(server -> felt > 0 && server.rounds().waited().toMillis() >= MUCH_OF_WAITING * felt)
                .filter(VerdictText::leftAny)
                .map(server -> " " + server.address() + " left " + share(server) + " unanswered, that is "
                        + percent(server.rounds().waited().toMillis() / (double) felt)
                        + " of all the time that lookups took.")
                .orElse("");
    }

    /** What a server did not answer in time; by pairs over UDP where there are any, for a repetition may be answered. */
    private static String share(ServerFacts server) {
        ServerFacts.Losses losses = server.losses();
        return losses.queries() > 0 && losses.lost() > 0
                ? percent((double) losses.lost() / losses.queries()) + " of its "
                        + Quantities.count(losses.queries(), "query")
                : percent(1 - server.transactions().answeredRatio()) + " of its "
                        + Quantities.count(server.transactions().total(), "query");
    }

    private static boolean leftAny(ServerFacts server) {
        return server.losses().lost() > 0 || server.transactions().unanswered() > 0;
    }

    private Optional<ServerFacts> mostWaitedFor() {
        return facts.lookupServers().stream()
                .max(Comparator.comparing(
                        (ServerFacts server) -> server.rounds().waited()));
    }

    private static String percent(double ratio) {
        if (ratio > 0 && ratio < 0.005) {
            return "less than 1 %";
        }
        return Math.round(100 * Math.min(1, ratio)) + " %";
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
