package io.github.dnswhy.rules.builtin.cluster;

import io.github.dnswhy.model.Blame;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.Impact;
import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.LookupOutcome;
import io.github.dnswhy.model.Remedy;
import io.github.dnswhy.model.Severity;
import io.github.dnswhy.model.Threshold;
import io.github.dnswhy.rules.Assessment;
import io.github.dnswhy.rules.Facts;
import io.github.dnswhy.rules.FindingDraft;
import io.github.dnswhy.rules.Need;
import io.github.dnswhy.rules.Rule;
import io.github.dnswhy.rules.RuleInfo;
import io.github.dnswhy.rules.builtin.grounds.Phrases;
import io.github.dnswhy.rules.builtin.grounds.WireEvidence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A name was asked for before it existed: it did not exist at first, soon it did, and for good. */
final class NegativeCacheRace implements Rule {
    private static final Threshold WITHIN = new Threshold(
            "withinS",
            60,
            "s",
            "denial TTLs of 5 and 30 s (CoreDNS, node-local-dns) and 10 s (JVM) added up, with some slack");

    private static final Threshold EARLY = new Threshold(
            "earlyLookups", 2, "count", "one may be a search walk that a pause of the client cut; judgement");

    private static final RuleInfo INFO = new RuleInfo(
            "negative-cache-race",
            "A name was asked for before it existed, and its absence was cached",
            Blame.APPLICATION,
            Set.of(Need.CAPTURE),
            Set.of(Need.APP_LOG),
            List.of(WITHIN, EARLY),
            List.of("nxdomain-genuine"));

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public Assessment evaluate(Facts facts) {
        Map<String, List<Lookup>> byName = new TreeMap<>();
        for (Lookup lookup : facts.lookups().kept()) {
            byName.computeIfAbsent(lookup.name(), n -> new ArrayList<>()).add(lookup);
        }
        List<String> names = new ArrayList<>();
        List<Lookup> early = new ArrayList<>();
        byName.forEach((name, lookups) -> {
            lookups.sort(Comparator.comparing(Lookup::start));
            int first = firstResolved(lookups);
            if (first >= EARLY.value() && isRace(lookups, first)) {
                names.add(name);
                early.addAll(lookups.subList(0, first));
            }
        });
        if (names.isEmpty()) {
            return Assessment.CLEAR;
        }
        FindingDraft draft = new FindingDraft(INFO)
                .supports(new WireEvidence(facts)
                        .lookups(
                                Phrases.count(early.size(), "lookup") + " of " + Phrases.list(names)
                                        + " found that the name does not exist; soon after it did, and from then on always.",
                                0.65,
                                early))
                .names(names)
                .cost(new Impact(early.size(), 0, 0, Duration.ZERO, 0))
                .is(Severity.MINOR, FindingRole.OBSERVATION)
                .remedy(
                        Remedy.of(
                                "Start what depends on the name later, or let it retry; publishNotReadyAddresses: true names pods before they are ready."))
                .remedy(Remedy.of("Shorten the JVM's memory of failures: -Dsun.net.inetaddr.negative.ttl=0."))
                .verify("dig " + names.get(0));
        return Assessment.found(draft.finding(
                Phrases.list(names) + " did not exist when it was asked for first; "
                        + Phrases.count(early.size(), "lookup") + " found nothing before it did.",
                "That a name does not exist is cached like any answer (RFC 2308): by the node-local cache, by CoreDNS and by the JVM, one after"
                        + " the other. Who starts before the Service fails until all of them forget."));
    }

    private static int firstResolved(List<Lookup> lookups) {
        for (int i = 0; i < lookups.size(); i++) {
            if (lookups.get(i).outcome() == LookupOutcome.RESOLVED) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isRace(List<Lookup> lookups, int first) {
        for (int i = 0; i < lookups.size(); i++) {
            boolean negative = lookups.get(i).outcome() == LookupOutcome.NXDOMAIN;
            if (i < first != negative) {
                return false;
            }
        }
        Duration took =
                Duration.between(lookups.get(0).start(), lookups.get(first).start());
        return took.toSeconds() <= WITHIN.value();
    }
}
