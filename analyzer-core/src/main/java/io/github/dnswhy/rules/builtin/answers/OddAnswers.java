package io.github.dnswhy.rules.builtin.answers;

import io.github.dnswhy.evidence.LogNote;
import io.github.dnswhy.evidence.LogPhrase;
import io.github.dnswhy.facts.AnswerFacts;
import io.github.dnswhy.facts.NameFacts;
import io.github.dnswhy.model.Blame;
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
import io.github.dnswhy.rules.builtin.grounds.OneLook;
import io.github.dnswhy.rules.builtin.grounds.Phrases;
import io.github.dnswhy.rules.builtin.grounds.TextEvidence;
import io.github.dnswhy.rules.builtin.grounds.WireEvidence;
import io.github.dnswhy.rules.builtin.grounds.ZoneAnswers;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Answers that are good enough to go on with, and odd: nothing to cache, old data, chains, views that differ, empty Services. */
final class OddAnswers {
    private static final Threshold FEW = new Threshold("answers", 5, "count", "fewer tell nothing; judgement");
    private static final Threshold MOST =
            new Threshold("share", 0.5, "ratio", "of the answers for the zone; judgement");
    private static final Threshold BOTH =
            new Threshold("answersOfEach", 2, "count", "from each server, in turns; judgement");

    private static final RuleInfo TTL = info("ttl-zero-or-low", "Answers may not be cached", Blame.ZONE, FEW, MOST);
    private static final RuleInfo STALE =
            info("stale-answer-served", "Old answers are served because the upstream fails", Blame.UPSTREAM);
    private static final RuleInfo ALIASES =
            info("cname-loop-or-long-chain", "A chain of aliases is long or leads nowhere", Blame.ZONE, BOTH);
    private static final RuleInfo VIEWS =
            info("split-horizon-inconsistent", "The nameservers disagree on which names exist", Blame.CLIENT, BOTH);
    private static final RuleInfo EMPTY =
            info("headless-or-empty-service", "A Service exists and has no pod that is ready", Blame.APPLICATION, BOTH);

    private OddAnswers() {}

    static List<Rule> list() {
        return List.of(
                new OneLook(TTL, OddAnswers::ttl),
                new OneLook(STALE, OddAnswers::stale),
                new OneLook(ALIASES, OddAnswers::aliases),
                new OneLook(VIEWS, OddAnswers::views),
                new OneLook(EMPTY, OddAnswers::empty));
    }

    private static RuleInfo info(String id, String title, Blame blame, Threshold... thresholds) {
        return new RuleInfo(
                id, title, blame, Set.of(Need.CAPTURE), Set.of(Need.COREFILE), List.of(thresholds), List.of());
    }

    private static Assessment ttl(Facts facts) {
        List<ZoneAnswers> zones = ZoneAnswers.all(facts);
        List<AnswerFacts> zero = facts.wire().answers(AnswerFacts.Kind.TTL_ZERO).stream()
                .filter(a -> a.count() >= FEW.value()
                        && !a.extendedErrors().keySet().stream().anyMatch(ExtendedErrors.STALE::contains))
                .filter(a -> zones.stream()
                        .anyMatch(z ->
                                z.zone().equals(a.zone()) && !z.local() && a.count() >= MOST.value() * z.answered()))
                .toList();
        if (zero.isEmpty()) {
            return Assessment.CLEAR;
        }
        long count = zero.stream().mapToLong(AnswerFacts::count).sum();
        List<String> names = Rows.names(zero);
        FindingDraft draft = new FindingDraft(TTL)
                .supports(new WireEvidence(facts)
                        .frames(Phrases.count(count, "answer") + " had a TTL of 0.", 0.7, Rows.frames(zero)))
                .servers(Rows.servers(zero))
                .names(names)
                .is(Severity.INFO, FindingRole.OBSERVATION)
                .remedy(
                        Remedy.of(
                                "Give answers a shortest life in the cache: cache { success 9984 3600 5 }; the JVM's own cache of 30 s hides it too."))
                .verify("dig " + names.get(0) + " | grep -A1 'ANSWER SECTION'");
        return Assessment.found(draft.finding(
                "Answers for " + Phrases.list(names.stream().limit(5).toList())
                        + " have a TTL of 0: nothing may cache them, each lookup goes all the way.",
                "Load balancers and dynamic providers publish very short lives, and serve_stale of CoreDNS hands out 0. Every cache on the way has to ask"
                        + " again each time."));
    }

    private static Assessment stale(Facts facts) {
        List<AnswerFacts> stale = ExtendedErrors.with(facts.wire().answers(), ExtendedErrors.STALE);
        if (stale.isEmpty()) {
            return Assessment.CLEAR;
        }
        FindingDraft draft = new FindingDraft(STALE)
                .supports(new WireEvidence(facts)
                        .frames(
                                "Responses carried Extended DNS Error "
                                        + Phrases.list(ExtendedErrors.texts(stale, ExtendedErrors.STALE)) + ".",
                                0.8,
                                Rows.frames(stale)))
                .servers(Rows.servers(stale))
                .names(Rows.names(stale))
                .is(Severity.MINOR, FindingRole.OBSERVATION)
                .remedy(Remedy.of("Repair the upstream; bound the age of what is served: serve_stale 1h verify."))
                .verify("dig " + Rows.names(stale).stream().findFirst().orElse("NAME"));
        return Assessment.found(draft.finding(
                "Old answers were served for "
                        + Phrases.list(Rows.names(stale).stream().limit(5).toList())
                        + ": the server cannot refresh them now.",
                "A cache may serve what has expired while its upstream fails (RFC 8767). Addresses may be wrong by then, and the failure behind it is the"
                        + " thing to repair."));
    }

    private static Assessment aliases(Facts facts) {
        List<AnswerFacts> chains = facts.wire().answers(AnswerFacts.Kind.ALIASES);
        List<LogNote> loops = facts.evidence().notes(LogPhrase.ALIAS_LOOP);
        long count = chains.stream().mapToLong(AnswerFacts::count).sum();
        boolean useless = Rows.names(chains).stream()
                .anyMatch(name -> facts.names().stream()
                        .anyMatch(n -> n.name().equals(name) && n.answered() > 0 && n.dataA() + n.dataAaaa() == 0));
        if (loops.isEmpty() && (count < BOTH.value() || !useless)) {
            return Assessment.CLEAR;
        }
        FindingDraft draft = new FindingDraft(ALIASES);
        if (count > 0) {
            draft.supports(new WireEvidence(facts)
                    .frames(
                            Phrases.count(count, "answer")
                                    + " ended in a chain of aliases that is long or leads to no address.",
                            0.55,
                            Rows.frames(chains)));
        }
        if (!loops.isEmpty()) {
            draft.supports(
                    TextEvidence.notes("The client's resolver found the aliases going in a circle.", 0.6, loops));
        }
        draft.names(Rows.names(chains))
                .servers(Rows.servers(chains))
                .is(Severity.MINOR, FindingRole.OBSERVATION)
                .remedy(Remedy.of("The owner of the zone has to shorten the chain, or break the circle."))
                .verify("dig +noall +answer "
                        + Rows.names(chains).stream().findFirst().orElse("NAME"));
        return Assessment.found(draft.finding(
                "Aliases of "
                        + (chains.isEmpty()
                                ? "a name"
                                : Phrases.list(
                                        Rows.names(chains).stream().limit(5).toList())) + " lead to no address.",
                "Resolvers follow a bounded number of aliases. A circle, or a chain whose end has no record of the asked type, ends in SERVFAIL or an"
                        + " empty answer."));
    }

    private record Question(String name, String type) {
        // Spelled out: what the JVM makes of a record at run time takes longer than many an analysis.
        @Override
        public boolean equals(Object other) {
            return other instanceof Question q && q.name.equals(name) && q.type.equals(type);
        }

        @Override
        public int hashCode() {
            return 31 * name.hashCode() + type.hashCode();
        }
    }

    /** How often one server said that a name exists, and that it does not. */
    private static final class View {
        private long yes;
        private long no;
    }

    private static Assessment views(Facts facts) {
        Map<Question, Map<IpAddress, View>> byQuestion = new HashMap<>();
        for (Lookup lookup : facts.lookups().kept()) {
            for (LookupStep step : lookup.steps()) {
                boolean yes = step.fate() == StepFate.ANSWERED;
                if (yes || step.fate() == StepFate.NXDOMAIN) {
                    View view = byQuestion
                            .computeIfAbsent(new Question(step.name(), step.type()), q -> new HashMap<>(4))
                            .computeIfAbsent(step.server(), server -> new View());
                    view.yes += yes ? 1 : 0;
                    view.no += yes ? 0 : 1;
                }
            }
        }
        TreeSet<String> disputed = new TreeSet<>();
        TreeSet<IpAddress> servers = new TreeSet<>();
        byQuestion.forEach((question, views) -> {
            if (areDivided(views.values())) {
                disputed.add(question.name());
                servers.addAll(views.keySet());
            }
        });
        List<String> names = List.copyOf(disputed);
        if (names.isEmpty()) {
            return Assessment.CLEAR;
        }
        FindingDraft draft = new FindingDraft(VIEWS)
                .supports(WireEvidence.statistic(
                        Phrases.list(names.stream().limit(5).toList()) + " exists for one of "
                                + Phrases.list(List.copyOf(servers)) + " and not for another.",
                        0.7,
                        "namesInDispute",
                        names.size(),
                        "count"))
                .servers(List.copyOf(servers))
                .names(names)
                .cost(new Impact(names.size(), 0, 0, Duration.ZERO, 0))
                .is(Severity.MINOR, FindingRole.OBSERVATION)
                .remedy(
                        Remedy.of(
                                "Name only servers with the same view in one resolv.conf; forward the zones that differ centrally."));
        servers.forEach(server -> draft.verify("dig @" + server + " " + names.get(0)));
        return Assessment.found(draft.finding(
                "The nameservers disagree: "
                        + Phrases.list(names.stream().limit(5).toList()) + " exists for one and not for another.",
                "All servers of a resolv.conf are held to be equal: glibc takes the first answer of the first server, musl the first of any, rotate picks"
                        + " by chance. With a public and an internal server in one list, lookups fail at random."));
    }

    private static boolean areDivided(Collection<View> views) {
        boolean knows = false;
        boolean denies = false;
        for (View v : views) {
            knows |= v.yes >= BOTH.value() && v.no == 0;
            denies |= v.no >= BOTH.value() && v.yes == 0;
        }
        return knows && denies;
    }

    private static Assessment empty(Facts facts) {
        List<NameFacts> empty = facts.names().stream()
                .filter(n -> n.name().contains(".svc."))
                .filter(n -> n.nodata() >= BOTH.value() && n.answeredA() > 0)
                .filter(n -> n.dataA() + n.dataAaaa() + n.nxdomain() + n.badA() + n.unanswered() == 0)
                .toList();
        if (empty.isEmpty()) {
            return Assessment.CLEAR;
        }
        List<String> names = empty.stream().map(NameFacts::name).toList();
        String service = names.get(0).substring(0, names.get(0).indexOf('.'));
        FindingDraft draft = new FindingDraft(EMPTY)
                .supports(new WireEvidence(facts)
                        .frames(
                                Phrases.list(names.stream().limit(5).toList())
                                        + " exists and has no address, in all answers.",
                                0.7,
                                empty.stream().map(NameFacts::example).toList()))
                .names(names)
                .is(Severity.MINOR, FindingRole.OBSERVATION)
                .remedy(Remedy.run(
                        "See whether a pod of it is ready.",
                        "kubectl get endpointslices -A -l kubernetes.io/service-name=" + service))
                .remedy(
                        Remedy.of(
                                "publishNotReadyAddresses: true names pods before they are ready; check serviceName of the StatefulSet."))
                .verify("dig " + names.get(0));
        return Assessment.found(draft.finding(
                Phrases.list(names.stream().limit(5).toList())
                        + " exists but has no address: no pod behind it is ready.",
                "A headless Service has the addresses of its ready pods and nothing else. The answer is right and empty; the lookup fails with"
                        + " No address associated with hostname."));
    }
}
