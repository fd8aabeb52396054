package io.github.dnswhy.rules.builtin.network;

import io.github.dnswhy.facts.ServerFacts;
import io.github.dnswhy.model.Blame;
import io.github.dnswhy.model.Finding;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.Impact;
import io.github.dnswhy.model.Remedy;
import io.github.dnswhy.model.Severity;
import io.github.dnswhy.model.Threshold;
import io.github.dnswhy.model.Timeline;
import io.github.dnswhy.rules.Assessment;
import io.github.dnswhy.rules.Facts;
import io.github.dnswhy.rules.FindingDraft;
import io.github.dnswhy.rules.Need;
import io.github.dnswhy.rules.Rule;
import io.github.dnswhy.rules.RuleInfo;
import io.github.dnswhy.rules.builtin.grounds.CaptureHealth;
import io.github.dnswhy.rules.builtin.grounds.Cost;
import io.github.dnswhy.rules.builtin.grounds.Phrases;
import io.github.dnswhy.rules.builtin.grounds.WireEvidence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The server answers up to so many queries a second and drops the others. */
final class RateLimitServer implements Rule {
    private static final Threshold SECONDS =
            new Threshold("seconds", 5, "count", "judgement: of each kind, busy and quiet");
    private static final Threshold BUSY_LOSS =
            new Threshold("lossWhenBusy", 0.2, "ratio", "judgement: unanswered queries in seconds above the rate");
    private static final Threshold CONTRAST =
            new Threshold("lossContrast", 4, "ratio", "judgement: loss in busy seconds over that in quiet ones");
    private static final Threshold EXPECTED = new Threshold(
            "expectedLosses",
            8,
            "count",
            "so many random losses would be due in quiet seconds: fewer than 1 in 4 of them is no chance (Poisson, p < 0.02)");
    private static final Threshold PASSED = new Threshold(
            "passedWhenBusy",
            0.5,
            "ratio",
            "judgement: answers in busy seconds over the rate; an outage lets nothing pass");

    private static final RuleInfo INFO = new RuleInfo(
            "rate-limit-server",
            "The server answers so many queries a second and no more",
            Blame.UPSTREAM,
            Set.of(Need.CAPTURE),
            Set.of(),
            List.of(SECONDS, BUSY_LOSS, CONTRAST, EXPECTED, PASSED),
            List.of("packet-loss", "coredns-overload"));

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public Assessment evaluate(Facts facts) {
        Optional<Timeline> slices = facts.wire().slices().filter(t -> t.slice().compareTo(Duration.ofSeconds(1)) <= 0);
        long unanswered = facts.lookupServers().stream()
                .mapToLong(s -> s.transactions().unanswered())
                .sum();
        if (slices.isEmpty() || unanswered == 0 || facts.lookupServers().size() != 1) {
            return Assessment.CLEAR;
        }
        List<Timeline.Slice> busy =
                slices.get().slices().stream().filter(s -> s.queries() > 0).toList();
        return busy.size() < 2 * SECONDS.value() ? Assessment.CLEAR : judge(facts, busy);
    }

    /** Looks for the rate that divides seconds without loss from seconds with it best. */
    private static Assessment judge(Facts facts, List<Timeline.Slice> seconds) {
        List<Timeline.Slice> sorted = new ArrayList<>(seconds);
        sorted.sort(Comparator.comparingLong(Timeline.Slice::queries));
        long[] asked = new long[sorted.size() + 1];
        long[] lost = new long[sorted.size() + 1];
        for (int i = 0; i < sorted.size(); i++) {
            asked[i + 1] = asked[i] + sorted.get(i).queries();
            lost[i + 1] = lost[i] + sorted.get(i).unanswered();
        }
        int best = -1;
        double bestGain = 0;
        int n = sorted.size();
        for (int i = (int) SECONDS.value(); i <= n - SECONDS.value(); i++) {
            boolean step = sorted.get(i).queries() > sorted.get(i - 1).queries();
            double quiet = (double) lost[i] / asked[i];
            double busy = (double) (lost[n] - lost[i]) / (asked[n] - asked[i]);
            double due = (double) lost[n] / asked[n] * asked[i];
            double passed = (double) (asked[n] - asked[i] - lost[n] + lost[i]) / (n - i);
            boolean sure = due >= EXPECTED.value()
                    && CONTRAST.value() * lost[i] <= due
                    && passed >= PASSED.value() * sorted.get(i - 1).queries();
            if (step
                    && sure
                    && busy >= BUSY_LOSS.value()
                    && busy >= CONTRAST.value() * quiet
                    && busy - quiet > bestGain) {
                best = i;
                bestGain = busy - quiet;
            }
        }
        if (best < 0) {
            return Assessment.ruledOut(0.2, "Queries are lost in quiet seconds as in busy ones: no rate is the limit.");
        }
        long rate = sorted.get(best - 1).queries();
        double quiet = (double) lost[best] / asked[best];
        double busy = (double) (lost[n] - lost[best]) / (asked[n] - asked[best]);
        return Assessment.found(finding(facts, rate, quiet, busy, n - best));
    }

    private static Finding finding(Facts facts, long rate, double quiet, double busy, int seconds) {
        FindingDraft draft = new FindingDraft(INFO);
        ServerFacts server = facts.lookupServers().get(0);
        draft.supports(new WireEvidence(facts)
                .transactions(
                        "In seconds with more than " + Phrases.count(rate, "query") + " " + Phrases.percent(busy)
                                + " stayed without an answer, in the others " + Phrases.percent(quiet) + ".",
                        quiet == 0 ? 0.55 : 0.45,
                        server.unansweredFrames()));
        draft.supports(WireEvidence.statistic(
                Phrases.count(seconds, "second") + " lay above that rate.", 0.1, "busySeconds", seconds, "count"));
        if (server.transactions().truncated() > 0) {
            draft.supports(WireEvidence.statistic(
                    Phrases.count(server.transactions().truncated(), "answer")
                            + " came empty and cut (TC): the slip of response rate limiting.",
                    0.15,
                    "truncated",
                    server.transactions().truncated(),
                    "count"));
        }
        CaptureHealth.of(facts).doubt(0.2).ifPresent(draft::contradicts);
        Impact impact = Cost.waitingFor(List.of(server), facts);
        draft.servers(List.of(server.address()))
                .cost(impact)
                .is(Cost.severity(Severity.MAJOR, impact, facts), FindingRole.ROOT)
                .remedy(Remedy.of("Ask less: a cache on the node, a longer cache in the JVM, a lower ndots."))
                .remedy(Remedy.of(
                        "Raise the limit on the server for this client; behind NAT a whole cluster counts as one."))
                .verify(Phrases.dig(server.address()));
        return draft.finding(
                server.address() + " answers about " + Phrases.count(rate, "query") + " a second and drops the rest: "
                        + Phrases.percent(busy) + " of the queries of busier seconds stayed without an answer.",
                "Response rate limiting, a quota for each client, or a packet limit of the cloud lets a certain rate pass. What lies above is dropped"
                        + " without a word, the client waits out its timeout and asks again, which raises the rate.");
    }
}
