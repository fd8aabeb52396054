package io.github.dnswhy.rules.builtin.answers;

import io.github.dnswhy.evidence.LogNote;
import io.github.dnswhy.evidence.LogPhrase;
import io.github.dnswhy.facts.AnswerFacts;
import io.github.dnswhy.facts.NameFacts;
import io.github.dnswhy.facts.ServerFacts;
import io.github.dnswhy.model.Blame;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.Impact;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.LookupStep;
import io.github.dnswhy.model.Remedy;
import io.github.dnswhy.model.ServerRole;
import io.github.dnswhy.model.Severity;
import io.github.dnswhy.model.StepFate;
import io.github.dnswhy.model.Threshold;
import io.github.dnswhy.rules.Assessment;
import io.github.dnswhy.rules.Facts;
import io.github.dnswhy.rules.FindingDraft;
import io.github.dnswhy.rules.Need;
import io.github.dnswhy.rules.Rule;
import io.github.dnswhy.rules.RuleInfo;
import io.github.dnswhy.rules.builtin.grounds.Cost;
import io.github.dnswhy.rules.builtin.grounds.HiddenAddress;
import io.github.dnswhy.rules.builtin.grounds.OneLook;
import io.github.dnswhy.rules.builtin.grounds.Phrases;
import io.github.dnswhy.rules.builtin.grounds.TextEvidence;
import io.github.dnswhy.rules.builtin.grounds.WireEvidence;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Servers that answer, and whose answers are errors: refusals by policy, signatures, delegations, EDNS, AAAA. */
final class BadAnswers {
    private static final Threshold ERRORS = new Threshold("errors", 2, "count", "fewer may be chance; judgement");
    private static final Threshold ALWAYS =
            new Threshold("refusedShare", 0.98, "ratio", "of everything the server answered; judgement");

    private static final RuleInfo REFUSED =
            info("refused-policy", "The server refuses this client, whatever it asks", Blame.UPSTREAM, ERRORS, ALWAYS);
    private static final RuleInfo DNSSEC =
            info("dnssec-validation-failure", "Signatures of a zone cannot be validated", Blame.ZONE, ERRORS);
    private static final RuleInfo LAME =
            info("lame-delegation", "A server that a zone is delegated to does not serve it", Blame.ZONE, ERRORS);
    private static final RuleInfo EDNS =
            info("edns-intolerance", "The server does not understand EDNS queries", Blame.UPSTREAM, ERRORS);
    private static final RuleInfo AAAA = info(
            "aaaa-error-breaks-musl",
            "AAAA ends in an error where A has an address, which fails on musl",
            Blame.UPSTREAM,
            ERRORS);

    private BadAnswers() {}

    static List<Rule> list() {
        return List.of(
                new OneLook(REFUSED, BadAnswers::refused),
                new OneLook(DNSSEC, BadAnswers::dnssec),
                new OneLook(LAME, BadAnswers::lame),
                new OneLook(EDNS, BadAnswers::edns),
                new OneLook(AAAA, BadAnswers::aaaa));
    }

    private static RuleInfo info(String id, String title, Blame blame, Threshold... thresholds) {
        return new RuleInfo(
                id,
                title,
                blame,
                Set.of(Need.CAPTURE),
                Set.of(Need.DNS_LOG),
                List.of(thresholds),
                List.of("servfail-upstream", "zone-not-served-refused"));
    }

    private static Assessment refused(Facts facts) {
        List<AnswerFacts> errors = facts.wire().answers(AnswerFacts.Kind.ERROR);
        List<AnswerFacts> blocked = ExtendedErrors.with(errors, ExtendedErrors.POLICY);
        ServerFacts refusing = facts.lookupServers().stream()
                .filter(s -> s.rcodes().getOrDefault("REFUSED", 0L) > ERRORS.value())
                .filter(s -> s.rcodes().get("REFUSED")
                        >= ALWAYS.value() * s.transactions().answered())
                .findFirst()
                .orElse(null);
        long told = ExtendedErrors.count(errors, ExtendedErrors.POLICY);
        if (refusing == null && told < ERRORS.value()) {
            return Assessment.CLEAR;
        }
        FindingDraft draft = new FindingDraft(REFUSED);
        WireEvidence wire = new WireEvidence(facts);
        List<IpAddress> servers;
        if (refusing != null) {
            long count = refusing.rcodes().get("REFUSED");
            draft.supports(wire.frames(
                    refusing.address() + " answered REFUSED to "
                            + Phrases.of(count, refusing.transactions().answered(), "query") + ", for every name.",
                    0.65,
                    refusing.errorFrames()));
            servers = List.of(refusing.address());
        } else {
            servers = Rows.servers(blocked);
        }
        if (told > 0) {
            draft.supports(wire.frames(
                    "The server says why: Extended DNS Error "
                            + Phrases.list(ExtendedErrors.texts(errors, ExtendedErrors.POLICY)) + ".",
                    refusing == null ? 0.6 : 0.2,
                    Rows.frames(blocked)));
        }
        Impact impact = Cost.ofSteps(
                facts,
                step -> step.fate() == StepFate.ERROR
                        && servers.contains(step.server())
                        && (refusing != null || Rows.names(blocked).contains(step.name())));
        draft.servers(servers)
                .names(refusing == null ? Rows.names(blocked) : List.of())
                .cost(impact)
                .is(Cost.severity(Severity.CRITICAL, impact, facts), FindingRole.ROOT)
                .remedy(
                        Remedy.of(
                                "Allow the clients' network on the server, exempt the name in its filter, or ask the resolver that is meant for this network."))
                .verify("dig @" + servers.get(0) + " example.org");
        return Assessment.found(draft.finding(
                Phrases.list(servers) + " refuses by policy; " + Phrases.count(impact.failedLookups(), "lookup")
                        + " failed.",
                "An access list, recursion that is not offered to this network, or a filter of names makes a server answer REFUSED, or an Extended DNS"
                        + " Error, at once. It is configured so; repeating does not help."));
    }

    private static Assessment dnssec(Facts facts) {
        List<AnswerFacts> errors = facts.wire().answers(AnswerFacts.Kind.ERROR);
        List<AnswerFacts> bogus = ExtendedErrors.with(errors, ExtendedErrors.DNSSEC).stream()
                .filter(a -> a.rcode().equals("SERVFAIL"))
                .toList();
        List<LogNote> notes = facts.evidence().notes(LogPhrase.RESOLVED_DNSSEC);
        long count = ExtendedErrors.count(bogus, ExtendedErrors.DNSSEC);
        boolean failing = errors.stream().anyMatch(a -> a.rcode().equals("SERVFAIL"));
        if (count == 0 && (notes.isEmpty() || !failing)) {
            return Assessment.CLEAR;
        }
        FindingDraft draft = new FindingDraft(DNSSEC);
        if (count > 0) {
            draft.supports(new WireEvidence(facts)
                    .frames(
                            Phrases.count(count, "SERVFAIL response") + " carried Extended DNS Error "
                                    + Phrases.list(ExtendedErrors.texts(bogus, ExtendedErrors.DNSSEC)) + ".",
                            count >= ERRORS.value() ? 0.8 : 0.6,
                            Rows.frames(bogus)));
        }
        if (!notes.isEmpty()) {
            draft.supports(TextEvidence.notes("systemd-resolved says that validation failed.", 0.5, notes));
        }
        List<String> zones = bogus.stream().map(AnswerFacts::zone).distinct().toList();
        Impact impact = Cost.ofSteps(
                facts, step -> step.fate() == StepFate.ERROR && zones.contains(AnswerFacts.zoneOf(step.name())));
        String name =
                bogus.stream().flatMap(a -> a.names().stream()).findFirst().orElse("NAME");
        draft.servers(Rows.servers(bogus))
                .names(Rows.names(bogus))
                .cost(impact)
                .is(Cost.severity(Severity.CRITICAL, impact, facts), FindingRole.ROOT)
                .remedy(Remedy.run(
                        "See whether it is the validation alone.", "dig +cd " + name + "; dig +dnssec " + name))
                .remedy(
                        Remedy.of(
                                "Tell the owner of the zone, who has to sign again or repair the DS record; with many zones at once, set the resolver's clock."))
                .verify("dig " + name);
        return Assessment.found(draft.finding(
                "Names of " + (zones.isEmpty() ? "a signed zone" : Phrases.list(zones))
                        + " cannot be resolved: their signatures do not validate.",
                "A validating resolver turns signatures that are expired, missing or do not fit the key in the parent into SERVFAIL (RFC 4035, section"
                        + " 5.5). With CD set the same query is answered."));
    }

    private static Assessment lame(Facts facts) {
        List<AnswerFacts> errors = facts.wire().answers(AnswerFacts.Kind.ERROR);
        List<AnswerFacts> lame = ExtendedErrors.with(errors, ExtendedErrors.NOT_AUTHORITATIVE);
        long count = ExtendedErrors.count(errors, ExtendedErrors.NOT_AUTHORITATIVE);
        if (count < ERRORS.value()) {
            return Assessment.CLEAR;
        }
        List<String> zones = lame.stream().map(AnswerFacts::zone).distinct().toList();
        Impact impact = Cost.ofSteps(
                facts, step -> step.fate() == StepFate.ERROR && zones.contains(AnswerFacts.zoneOf(step.name())));
        FindingDraft draft = new FindingDraft(LAME)
                .supports(new WireEvidence(facts)
                        .frames(
                                Phrases.count(count, "error response")
                                        + " carried Extended DNS Error 20 (not authoritative).",
                                0.65,
                                Rows.frames(lame)))
                .servers(Rows.servers(lame))
                .names(Rows.names(lame))
                .cost(impact)
                .is(Cost.severity(Severity.MAJOR, impact, facts), FindingRole.ROOT)
                .remedy(Remedy.run(
                        "See which servers of the zone do not serve it.",
                        "dig +trace " + Rows.names(lame).get(0)))
                .verify("dig " + Rows.names(lame).get(0));
        return Assessment.found(draft.finding(
                "A server that " + Phrases.list(zones) + " is delegated to does not serve it ("
                        + Phrases.count(count, "response") + ").",
                "A name server that the parent names and that does not carry the zone answers REFUSED, or refers back; the resolver has to try the"
                        + " others, and fails where there is none."));
    }

    private static Assessment edns(Facts facts) {
        Set<String> codes = Set.of("FORMERR", "NOTIMP", "BADVERS");
        List<AnswerFacts> errors = facts.wire().answers(AnswerFacts.Kind.ERROR).stream()
                .filter(a -> codes.contains(a.rcode()))
                .filter(a -> facts.server(a.server())
                        .filter(s -> s.role() == ServerRole.UPSTREAM || s.role() == ServerRole.OTHER)
                        .isPresent())
                .toList();
        long count = errors.stream().mapToLong(AnswerFacts::count).sum();
        if (count < ERRORS.value()) {
            return Assessment.CLEAR;
        }
        List<IpAddress> servers = Rows.servers(errors);
        Set<String> failing = Set.copyOf(Rows.names(errors));
        boolean again =
                facts.names().stream().anyMatch(n -> failing.contains(n.name()) && n.dataA() + n.dataAaaa() > 0);
        if (!again) {
            return Assessment.ruledOut(
                    0.35,
                    Phrases.list(servers) + " answered " + count
                            + " queries with FORMERR or its like; none of their names was answered without.");
        }
        Impact impact = Cost.ofSteps(
                facts,
                step -> step.fate() == StepFate.ERROR
                        && step.rcode().filter(codes::contains).isPresent());
        FindingDraft draft = new FindingDraft(EDNS)
                .supports(new WireEvidence(facts)
                        .frames(
                                Phrases.list(servers) + " answered " + Phrases.count(count, "query")
                                        + " with FORMERR, NOTIMP or BADVERS.",
                                0.4,
                                Rows.frames(errors)))
                .supports(WireEvidence.statistic(
                        "The same names were answered to other queries.", 0.2, "namesAnsweredToo", 1, "count"))
                .servers(servers)
                .names(Rows.names(errors))
                .cost(impact)
                .is(Cost.severity(Severity.MINOR, impact, facts), FindingRole.ROOT)
                .remedy(
                        Remedy.of(
                                "Repair or bypass the server or middlebox; until then Netty optResourceEnabled(false), Go GODEBUG=netedns0=0."))
                .verify("dig +edns=0 @" + servers.get(0) + " "
                        + Rows.names(errors).get(0) + "; dig +noedns @" + servers.get(0) + " "
                        + Rows.names(errors).get(0));
        return Assessment.found(draft.finding(
                Phrases.list(servers) + " rejects " + Phrases.count(count, "query")
                        + " as malformed and answers the same names to others: it may not" + " understand EDNS.",
                "Old servers and inspecting firewalls reject queries with an OPT record (RFC 6891). Clients that ask without it, as glibc and musl do by"
                        + " default, are answered."));
    }

    private static Assessment aaaa(Facts facts) {
        List<NameFacts> names = facts.names().stream()
                .filter(n -> n.dataA() > 0 && n.badA() == 0 && n.badAaaa() >= ERRORS.value() && n.dataAaaa() == 0)
                .toList();
        if (names.isEmpty()) {
            return Assessment.CLEAR;
        }
        List<String> texts = names.stream().map(NameFacts::name).toList();
        Predicate<LookupStep> bad = step -> step.type().equals("AAAA")
                && (step.fate() == StepFate.ERROR || step.fate() == StepFate.NXDOMAIN)
                && texts.contains(step.name());
        // musl says that the name does not exist, and it does: that is a failure too, though no resolver gave up.
        List<Lookup> failed = facts.lookups().kept().stream()
                .filter(l -> (l.outcome().isFailure() || HiddenAddress.isIn(l))
                        && l.steps().stream().anyMatch(bad))
                .toList();
        Impact ofSteps = Cost.ofSteps(facts, bad);
        Impact impact = new Impact(
                Math.max(ofSteps.lookups(), failed.size()),
                ofSteps.slowLookups(),
                failed.size(),
                ofSteps.waited(),
                ofSteps.threads());
        boolean hurts = !failed.isEmpty();
        FindingDraft draft = new FindingDraft(AAAA)
                .supports(new WireEvidence(facts)
                        .frames(
                                Phrases.list(texts.stream().limit(5).toList())
                                        + " has an address of type A, and AAAA ends in an error or NXDOMAIN instead of an empty answer.",
                                0.6,
                                names.stream().map(NameFacts::example).toList()))
                .names(texts)
                .cost(hurts ? impact : Impact.NONE)
                .is(
                        hurts ? Cost.severity(Severity.CRITICAL, impact, facts) : Severity.INFO,
                        hurts ? FindingRole.ROOT : FindingRole.OBSERVATION)
                .remedy(
                        Remedy.of(
                                "The server has to answer AAAA with NOERROR and no record (RFC 4074). Until then: an image with glibc, or -Djava.net.preferIPv4Stack=true."))
                .verify("dig AAAA " + texts.get(0));
        if (hurts) {
            draft.supports(new WireEvidence(facts)
                    .lookups(
                            Phrases.count(failed.size(), "lookup") + " failed although the address had come.",
                            0.25,
                            failed));
        }
        return Assessment.found(draft.finding(
                "AAAA of " + Phrases.list(texts.stream().limit(5).toList())
                        + " ends in an error although A has an address; "
                        + (hurts
                                ? Phrases.count(failed.size(), "lookup") + " failed for it."
                                : "on musl (Alpine) such lookups fail."),
                "musl needs both answers: SERVFAIL for AAAA makes the lookup fail after 5 s, NXDOMAIN at once. glibc takes the address of type A and"
                        + " notices nothing."));
    }
}
