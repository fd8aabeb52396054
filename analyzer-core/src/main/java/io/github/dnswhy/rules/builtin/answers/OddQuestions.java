package io.github.dnswhy.rules.builtin.answers;

import io.github.dnswhy.evidence.LogNote;
import io.github.dnswhy.evidence.LogPhrase;
import io.github.dnswhy.facts.ClientFacts;
import io.github.dnswhy.facts.NameFacts;
import io.github.dnswhy.model.Blame;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.Impact;
import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.Remedy;
import io.github.dnswhy.model.Severity;
import io.github.dnswhy.model.Threshold;
import io.github.dnswhy.rules.Assessment;
import io.github.dnswhy.rules.Facts;
import io.github.dnswhy.rules.FindingDraft;
import io.github.dnswhy.rules.Need;
import io.github.dnswhy.rules.Rule;
import io.github.dnswhy.rules.RuleInfo;
import io.github.dnswhy.rules.builtin.grounds.CaptureHealth;
import io.github.dnswhy.rules.builtin.grounds.OneLook;
import io.github.dnswhy.rules.builtin.grounds.Phrases;
import io.github.dnswhy.rules.builtin.grounds.TextEvidence;
import io.github.dnswhy.rules.builtin.grounds.WireEvidence;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Questions nobody needs, and answers nobody asked for. */
final class OddQuestions {
    private static final Threshold RATE =
            new Threshold("queriesPerSecond", 100, "count", "of one client on average; judgement");
    private static final Threshold PART =
            new Threshold("shareOfQueries", 0.5, "ratio", "of all clients' queries; judgement");
    private static final Threshold LONG_ENOUGH = new Threshold("captureS", 10, "s", "shorter is a burst; judgement");
    private static final Threshold ORPHANS =
            new Threshold("unaskedResponses", 100, "count", "after the first ten seconds; judgement");
    private static final Threshold TIMES = new Threshold("responsesPerQuery", 10, "ratio", "judgement");
    private static final Threshold SERVICE =
            new Threshold("failedDiscoveries", 2, "count", "fewer may be chance; judgement");

    private static final String[] ODD = {"http", "://", "/", ":", "${", "{{", "\\032", "__pillar", "\\034"};
    private static final Set<String> DISCOVERY = Set.of("SRV", "TXT", "NAPTR");

    private static final RuleInfo FLOOD = info(
            "query-flood-self-inflicted",
            "One client asks more than all others",
            Blame.APPLICATION,
            RATE,
            PART,
            LONG_ENOUGH);
    private static final RuleInfo RESPONSES =
            info("response-flood", "Responses arrive that nobody asked for", Blame.NETWORK, ORPHANS, TIMES);
    private static final RuleInfo ODD_NAMES =
            info("qname-odd", "Names are asked for that cannot exist", Blame.APPLICATION);
    private static final RuleInfo MISMATCH =
            info("spoofed-or-mismatched-response", "Responses fit no question of the client", Blame.NETWORK);
    private static final RuleInfo SRV = info(
            "srv-or-txt-discovery-failure",
            "Discovery by SRV or TXT fails, addresses are found",
            Blame.UPSTREAM,
            SERVICE);

    private OddQuestions() {}

    static List<Rule> list() {
        return List.of(
                new OneLook(MISMATCH, OddQuestions::mismatch),
                new OneLook(RESPONSES, OddQuestions::responses),
                new OneLook(FLOOD, OddQuestions::flood),
                new OneLook(ODD_NAMES, OddQuestions::oddNames),
                new OneLook(SRV, OddQuestions::discovery));
    }

    private static RuleInfo info(String id, String title, Blame blame, Threshold... thresholds) {
        boolean logged = id.equals("spoofed-or-mismatched-response");
        return new RuleInfo(
                id,
                title,
                blame,
                Set.of(logged ? Need.HOST_LOG : Need.CAPTURE),
                Set.of(),
                List.of(thresholds),
                List.of());
    }

    private static Assessment flood(Facts facts) {
        if (facts.capture().from().isEmpty()) {
            return Assessment.CLEAR;
        }
        double seconds = Duration.between(
                                facts.capture().from().get(),
                                facts.capture().to().orElseThrow())
                        .toMillis()
                / 1000.0;
        List<ClientFacts> clients =
                facts.clients().stream().filter(c -> !c.forwarder()).toList();
        long all = clients.stream().mapToLong(ClientFacts::attempts).sum();
        for (ClientFacts client : clients) {
            boolean loud = seconds >= LONG_ENOUGH.value() && client.attempts() > RATE.value() * seconds;
            if (loud && clients.size() > 1 && client.attempts() > PART.value() * all) {
                long rate = Math.round(client.attempts() / seconds);
                boolean trouble = facts.lookups().slow() + facts.lookups().failed() > 0;
                FindingDraft draft = new FindingDraft(FLOOD)
                        .supports(WireEvidence.statistic(
                                client.address() + " sent " + rate + " queries a second, "
                                        + Phrases.percent((double) client.attempts() / all) + " of all.",
                                0.7,
                                "queriesPerSecond",
                                rate,
                                "count"))
                        .names(facts.names().stream()
                                .limit(5)
                                .map(NameFacts::name)
                                .toList())
                        .is(
                                trouble ? Severity.MINOR : Severity.INFO,
                                trouble ? FindingRole.AMPLIFIER : FindingRole.OBSERVATION)
                        .remedy(
                                Remedy.of(
                                        "Let the client remember answers: connection pools, the JVM's cache of 30 s, a cache on the node; retry with back-off."))
                        .verify("dnswhy show clients CAPTURE");
                return Assessment.found(draft.finding(
                        client.address() + " asks " + rate + " times a second, more than all other clients together.",
                        "A client without a cache asks for the same names at its request rate, and a search list multiplies that. When answers get slow,"
                                + " retries without back-off raise the rate further."));
            }
        }
        return Assessment.CLEAR;
    }

    private static Assessment responses(Facts facts) {
        long orphans = facts.capture().unmatchedResponses();
        long attempts = facts.servers().stream()
                .mapToLong(s -> s.transactions().attempts())
                .sum();
        if (orphans < ORPHANS.value() || orphans < TIMES.value() * attempts) {
            return Assessment.CLEAR;
        }
        if (attempts == 0 || CaptureHealth.of(facts).oneDirection()) {
            return Assessment.ruledOut(0.3, "The capture has responses alone: the queries went another way.");
        }
        FindingDraft draft = new FindingDraft(RESPONSES)
                .supports(WireEvidence.statistic(
                        Phrases.count(orphans, "response") + " arrived without a query, beside "
                                + Phrases.count(attempts, "query") + ".",
                        0.6,
                        "unaskedResponses",
                        orphans,
                        "count"))
                .is(Severity.MINOR, FindingRole.OBSERVATION)
                .remedy(
                        Remedy.of(
                                "Drop responses from port 53 that nobody asked for at the edge of the network; limit responses at servers of your own."))
                .verify("tcpdump -ni any 'src port 53' | head");
        return Assessment.found(
                draft.finding(
                        Phrases.count(orphans, "response") + " arrived that nobody asked for.",
                        "Forged queries in the name of this host make servers send it their answers, somebody guesses IDs, or a loop repeats them."));
    }

    private static Assessment oddNames(Facts facts) {
        List<NameFacts> odd =
                facts.names().stream().filter(n -> isOdd(n.name())).toList();
        if (odd.isEmpty()) {
            return Assessment.CLEAR;
        }
        List<String> names = odd.stream().map(NameFacts::name).limit(10).toList();
        FindingDraft draft = new FindingDraft(ODD_NAMES)
                .supports(new WireEvidence(facts)
                        .frames(
                                Phrases.count(odd.size(), "name") + " cannot be a host: " + names.get(0) + ".",
                                0.8,
                                odd.stream().map(NameFacts::example).toList()))
                .names(names)
                .is(Severity.INFO, FindingRole.OBSERVATION)
                .remedy(Remedy.of("Look for a URL where a host belongs, and for a template that was not filled in."))
                .verify("dnswhy show names CAPTURE");
        return Assessment.found(
                draft.finding(
                        Phrases.count(odd.size(), "name") + " was asked for that cannot exist, such as " + names.get(0)
                                + ".",
                        "A URL given as a host, or a variable that was never replaced, is sent to DNS like any name, with every suffix of the search list."));
    }

    private static boolean isOdd(String name) {
        // Reverse zones may have a slash (RFC 2317), instances of services blanks (RFC 6763).
        if (name.endsWith(".arpa") || name.contains("._tcp") || name.contains("._udp")) {
            return false;
        }
        for (String part : ODD) {
            boolean scheme = part.equals("http");
            if (scheme ? name.startsWith("http:") || name.startsWith("https:") : name.contains(part)) {
                return true;
            }
        }
        return false;
    }

    private static Assessment mismatch(Facts facts) {
        List<LogNote> notes = facts.evidence().notes(LogPhrase.RESPONSE_MISMATCH);
        if (notes.isEmpty()) {
            return Assessment.CLEAR;
        }
        FindingDraft draft = new FindingDraft(MISMATCH)
                .supports(TextEvidence.notes(
                        "The client's resolver got responses that fit no question of its own.", 0.6, notes))
                .is(Severity.MINOR, FindingRole.OBSERVATION)
                .remedy(
                        Remedy.of(
                                "Look for a middlebox that mixes up flows or answers in the server's place; ask over TCP or TLS."))
                .verify("dnswhy show messages CAPTURE");
        return Assessment.found(
                draft.finding(
                        "The client got " + Phrases.count(notes.size(), "response")
                                + " that fit no question of its own.",
                        "A resolver drops a response whose ID, question or source is not that of its query (RFC 5452). Guessing attackers, injecting networks and"
                                + " NAT that mixes up flows send such; so do answers that come after their query was given up."));
    }

    private static Assessment discovery(Facts facts) {
        List<Lookup> asked = facts.lookups().kept().stream()
                .filter(l -> l.types().stream().anyMatch(DISCOVERY::contains))
                .toList();
        List<Lookup> failed =
                asked.stream().filter(l -> l.outcome().isFailure()).toList();
        if (failed.size() < SERVICE.value()) {
            return Assessment.CLEAR;
        }
        long others = facts.lookups().failed() - failed.size();
        if (others > 0) {
            return Assessment.ruledOut(0.3, "Lookups of addresses failed too: it is not the type.");
        }
        Duration waited = failed.stream().map(Lookup::felt).reduce(Duration.ZERO, Duration::plus);
        long slow = failed.stream()
                .filter(l -> l.felt().compareTo(facts.lookups().slowThreshold()) >= 0)
                .count();
        FindingDraft draft = new FindingDraft(SRV)
                .supports(new WireEvidence(facts)
                        .lookups(
                                Phrases.of(failed.size(), asked.size(), "lookup") + " of type "
                                        + Phrases.list(List.copyOf(failed.get(0).types()))
                                        + " failed, and none of another type.",
                                0.65,
                                failed))
                .names(failed.stream().map(Lookup::name).distinct().toList())
                .cost(new Impact(failed.size(), slow, failed.size(), waited, 0))
                .is(Severity.MAJOR, FindingRole.ROOT)
                .remedy(
                        Remedy.of(
                                "Let all types and 53/tcp pass on the way; or name the hosts plainly (mongodb:// in place of mongodb+srv://)."))
                .verify("dig SRV " + failed.get(0).name());
        return Assessment.found(draft.finding(
                "Discovery by " + failed.get(0).types().get(0) + " fails (" + Phrases.count(failed.size(), "lookup")
                        + "), addresses are found.",
                "MongoDB, LDAP, Kerberos and gRPC find their servers by SRV and TXT records. Firewalls that know only addresses, and answers too large for"
                        + " UDP where TCP is blocked, break them alone."));
    }
}
