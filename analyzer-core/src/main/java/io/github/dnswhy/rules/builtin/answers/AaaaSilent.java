package io.github.dnswhy.rules.builtin.answers;

import io.github.dnswhy.facts.FrameReference;
import io.github.dnswhy.facts.NameFacts;
import io.github.dnswhy.model.Blame;
import io.github.dnswhy.model.Finding;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.Impact;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.LookupStep;
import io.github.dnswhy.model.Remedy;
import io.github.dnswhy.model.Severity;
import io.github.dnswhy.model.StepFate;
import io.github.dnswhy.model.Threshold;
import io.github.dnswhy.rules.Assessment;
import io.github.dnswhy.rules.Facts;
import io.github.dnswhy.rules.FindingDraft;
import io.github.dnswhy.rules.Need;
import io.github.dnswhy.rules.Rule;
import io.github.dnswhy.rules.RuleInfo;
import io.github.dnswhy.rules.builtin.grounds.CaptureHealth;
import io.github.dnswhy.rules.builtin.grounds.Cost;
import io.github.dnswhy.rules.builtin.grounds.Phrases;
import io.github.dnswhy.rules.builtin.grounds.SilentType;
import io.github.dnswhy.rules.builtin.grounds.ThreadEvidence;
import io.github.dnswhy.rules.builtin.grounds.WireEvidence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** For some names, or at a server as a whole, A is answered and AAAA never. */
final class AaaaSilent implements Rule {
    private static final RuleInfo INFO = new RuleInfo(
            "aaaa-silent",
            "AAAA queries are never answered",
            Blame.UPSTREAM,
            Set.of(Need.CAPTURE),
            Set.of(Need.RESOLV_CONF),
            List.of(
                    new Threshold("askedAaaa", SilentType.ASKED_AT_LEAST, "count", "fewer may be chance; judgement"),
                    new Threshold(
                            "answeredAaaaRatio", SilentType.SILENT, "ratio", "silent: the vocabulary of the catalogue"),
                    new Threshold(
                            "answeredARatio", SilentType.ANSWERED, "ratio", "the same server answers A; judgement")),
            List.of("packet-loss"));

    @Override
    public RuleInfo info() {
        return INFO;
    }

    private static boolean isSilent(NameFacts name) {
        return name.answeredA() > 0 && name.answeredAaaa() == 0 && name.unansweredAaaa() > 0;
    }

    @Override
    public Assessment evaluate(Facts facts) {
        List<NameFacts> silent =
                facts.names().stream().filter(AaaaSilent::isSilent).toList();
        long unanswered = silent.stream().mapToLong(NameFacts::unansweredAaaa).sum();
        long halves = facts.lookupServers().stream()
                .mapToLong(s -> s.losses().halfLost())
                .sum();
        if (silent.isEmpty()) {
            return halves == 0
                    ? Assessment.CLEAR
                    : Assessment.ruledOut(
                            0.2,
                            "AAAA queries were lost, but every name that lost one had one answered at another time.");
        }
        // Where servers answer the AAAA of most names, one loss of a name that was asked once says nothing.
        boolean wholeServer = facts.lookupServers().stream().anyMatch(SilentType::aaaa);
        if (unanswered < SilentType.ASKED_AT_LEAST
                || !wholeServer && unanswered == silent.size() && silent.size() > 1) {
            return Assessment.ruledOut(
                    0.3,
                    Phrases.count(unanswered, "AAAA query") + " for " + Phrases.count(silent.size(), "name")
                            + " stayed without an answer, none repeatedly enough to tell that from chance.");
        }
        return Assessment.found(finding(facts, silent, unanswered, wholeServer));
    }

    private static Finding finding(Facts facts, List<NameFacts> silent, long unanswered, boolean wholeServer) {
        Set<String> names = new HashSet<>();
        silent.forEach(name -> names.add(name.name()));
        List<Lookup> touched = new ArrayList<>();
        TreeSet<FrameReference> frames = new TreeSet<>();
        TreeSet<IpAddress> servers = new TreeSet<>();
        Duration waited = Duration.ZERO;
        long repeated = 0;
        for (Lookup lookup : facts.lookups().kept()) {
            int lost = 0;
            for (LookupStep step : lookup.steps()) {
                if (step.fate() == StepFate.TIMEOUT && step.type().equals("AAAA") && names.contains(step.name())) {
                    lost++;
                    waited = waited.plus(step.duration());
                    frames.add(WireEvidence.query(step));
                    servers.add(step.server());
                }
            }
            repeated += lost > 1 ? 1 : 0;
            if (lost > 0) {
                touched.add(lookup);
            }
        }
        long answeredA = silent.stream().mapToLong(NameFacts::answeredA).sum();
        Impact impact = impact(facts, touched, waited);
        FindingDraft draft = new FindingDraft(INFO);
        WireEvidence wire = new WireEvidence(facts);
        String fact = "For " + Phrases.count(silent.size(), "name") + " A was answered (" + answeredA
                + ") and AAAA never (" + unanswered + " asked)";
        draft.supports(wire.transactions(
                fact + ".", unanswered >= 2 * SilentType.ASKED_AT_LEAST ? 0.55 : 0.45, List.copyOf(frames)));
        if (repeated > 0) {
            draft.supports(wire.lookups(
                    Phrases.count(repeated, "lookup")
                            + " asked for AAAA again after the timeout, in vain: it is not lost by chance.",
                    0.20,
                    touched));
        }
        if (wholeServer) {
            draft.supports(WireEvidence.statistic(
                    "The server answers no AAAA query at all.", 0.10, "unansweredAaaa", unanswered, "count"));
        }
        CaptureHealth.of(facts).doubt(0.3).ifPresent(draft::contradicts);
        draft.servers(List.copyOf(servers))
                .names(silent.stream().map(NameFacts::name).limit(20).toList())
                .cost(impact)
                .is(Cost.severity(Severity.MAJOR, impact, facts), FindingRole.ROOT)
                .remedy(Remedy.run(
                        "Confirm by asking for both types.",
                        "dig A " + silent.get(0).name() + "; dig AAAA "
                                + silent.get(0).name()))
                .remedy(
                        Remedy.of(
                                "Have the authority or the middlebox answer AAAA with NODATA (NOERROR and SOA), not with silence."))
                .remedy(Remedy.of(
                        "Until then ask for A only: -Djava.net.preferIPv4Stack=true for a JVM, or options no-aaaa"
                                + " (glibc 2.36 and later)."))
                .verify("dig AAAA " + silent.get(0).name());
        return draft.finding(
                fact + ": " + Phrases.of(impact.slowLookups(), facts.lookups().total(), "lookup") + " "
                        + Phrases.were(impact.slowLookups()) + " slow, " + Phrases.time(impact.waited())
                        + " were lost in all.",
                "An authority, a load balancer or a firewall drops queries of a type that it does not know. The resolver"
                        + " has the A answer and still waits for the other half: glibc for three timeouts (15 s), after which"
                        + " it succeeds with A alone; musl gives up after 5 s and fails.");
    }

    private static Impact impact(Facts facts, List<Lookup> touched, Duration waited) {
        Duration slowFrom = facts.lookups().slowThreshold();
        long slow =
                touched.stream().filter(l -> l.felt().compareTo(slowFrom) >= 0).count();
        long failed = touched.stream().filter(l -> l.outcome().isFailure()).count();
        return new Impact(touched.size(), slow, failed, waited, ThreadEvidence.most(facts));
    }
}
