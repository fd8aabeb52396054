package io.github.dnswhy.rules.builtin.network;

import io.github.dnswhy.evidence.CoreDnsLog;
import io.github.dnswhy.evidence.QueryLine;
import io.github.dnswhy.facts.NameFacts;
import io.github.dnswhy.facts.ServerFacts;
import io.github.dnswhy.model.Finding;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.Impact;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Remedy;
import io.github.dnswhy.model.Severity;
import io.github.dnswhy.model.StepFate;
import io.github.dnswhy.model.Threshold;
import io.github.dnswhy.rules.Facts;
import io.github.dnswhy.rules.FindingDraft;
import io.github.dnswhy.rules.RuleInfo;
import io.github.dnswhy.rules.builtin.grounds.CaptureHealth;
import io.github.dnswhy.rules.builtin.grounds.Cost;
import io.github.dnswhy.rules.builtin.grounds.DownDraft;
import io.github.dnswhy.rules.builtin.grounds.Phrases;
import io.github.dnswhy.rules.builtin.grounds.TextEvidence;
import io.github.dnswhy.rules.builtin.grounds.WireEvidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Names whose answers look too large for the way, without an ICMP error that says so: their addresses never come, the empty answer for
 * the other type always does, and the server's log has the large answers that it sent.
 *
 * @param names the names, of which no answer of type A ever came
 * @param lost queries for them that stayed without an answer
 * @param logged lines of the server's log with their answers, all large
 * @param largest octets of the largest of these; 0 without such lines
 */
record LargeAnswers(Facts facts, List<NameFacts> names, long lost, List<QueryLine> logged, long largest) {
    /** What fits into a UDP answer without EDNS. */
    static final Threshold SMALL = new Threshold("smallAnswerOctets", 512, "count", "RFC 1035, section 4.2.1");

    private static final double NEVER = 0.30;
    private static final double OTHER_TYPE = 0.15;
    private static final double LOGGED = 0.40;
    private static final double CUT = 0.10;
    private static final double UNHEALTHY_CAPTURE = 0.35;

    /** Copies the lists. */
    LargeAnswers {
        names = List.copyOf(names);
        logged = List.copyOf(logged);
    }

    /** The names, when the log or the answers of the other type say that it is the size. */
    static Optional<LargeAnswers> of(Facts facts, Threshold least) {
        List<NameFacts> names = new ArrayList<>();
        long lost = 0;
        for (NameFacts name : facts.names()) {
            // Repetitions count: what is lost every time is not lost by chance.
            long asked = name.attempts() - name.answered();
            boolean halfSilent = name.answeredA() == 0 && name.unanswered() > name.unansweredAaaa();
            if (halfSilent && asked >= least.value() && name.answeredAaaa() > 0) {
                names.add(name);
                lost += asked;
            }
        }
        if (names.isEmpty()) {
            return Optional.empty();
        }
        List<QueryLine> logged = new ArrayList<>();
        long largest = 0;
        boolean small = false;
        for (CoreDnsLog log : facts.evidence().clusterDnsLogs()) {
            for (QueryLine line : log.queries()) {
                boolean concerned = line.type().equals("A")
                        && line.rcode().equals("NOERROR")
                        && names.stream().anyMatch(name -> name.name().equals(line.name()));
                if (concerned) {
                    long size = size(line.text());
                    small |= size <= SMALL.value();
                    largest = Math.max(largest, size);
                    logged.add(line);
                }
            }
        }
        // The server says that it sent small ones: then they were lost for another reason.
        return small ? Optional.empty() : Optional.of(new LargeAnswers(facts, names, lost, logged, largest));
    }

    /** The octets of the response in a query line: the last word but one. */
    private static long size(String line) {
        int end = line.lastIndexOf(' ');
        int start = end < 0 ? -1 : line.lastIndexOf(' ', end - 1);
        long size = 0;
        for (int i = start + 1; i < end && i < start + 7; i++) {
            char digit = line.charAt(i);
            if (digit < '0' || digit > '9') {
                return 0;
            }
            size = 10 * size + digit - '0';
        }
        return size;
    }

    Finding finding(RuleInfo info) {
        List<String> texts = names.stream().map(NameFacts::name).toList();
        List<ServerFacts> servers = facts.lookupServers().stream()
                .filter(s -> s.transactions().unanswered() > 0)
                .toList();
        FindingDraft draft = new FindingDraft(info)
                .supports(new WireEvidence(facts)
                        .transactions(
                                Phrases.list(texts.stream().limit(5).toList()) + " never got an answer of type A ("
                                        + Phrases.count(lost, "query") + "), repetitions included; other names did.",
                                NEVER,
                                names.stream().map(NameFacts::example).toList()))
                .supports(WireEvidence.statistic(
                        "The answers of type AAAA for them, which are small, came.",
                        OTHER_TYPE,
                        "namesHalfAnswered",
                        names.size(),
                        "count"));
        if (!logged.isEmpty()) {
            draft.supports(TextEvidence.line(
                    "The server's log has the answers that it sent for them: " + largest + " octets the largest.",
                    LOGGED,
                    logged.get(0).at().file(),
                    logged.get(0).at().line(),
                    logged.get(0).text()));
        }
        if (servers.stream().anyMatch(s -> s.transactions().truncated() > 0)) {
            draft.contradicts(WireEvidence.statistic(
                    "The server cuts other answers that do not fit.", CUT, "serversThatCut", 1, "count"));
        }
        CaptureHealth.of(facts).doubt(UNHEALTHY_CAPTURE).ifPresent(draft::contradicts);
        Impact impact = Cost.ofSteps(facts, step -> step.fate() == StepFate.TIMEOUT && texts.contains(step.name()));
        List<IpAddress> addresses = servers.stream().map(ServerFacts::address).toList();
        String server = addresses.isEmpty() ? "" : "@" + addresses.get(0) + " ";
        draft.servers(addresses)
                .names(texts)
                .cost(impact)
                .is(Cost.severity(Severity.MAJOR, impact, facts), FindingRole.ROOT)
                .remedy(Remedy.of(
                        "Keep answers below 1,232 octets: bufsize 1232 in the Corefile, max-udp-size of the server (RFC 9715);"
                                + " fewer records behind one name."))
                .remedy(Remedy.run(
                        "See which size passes.", "dig +notcp +ignore +bufsize=512 " + server + texts.get(0)))
                .verify("dig +bufsize=1232 " + server + texts.get(0));
        return draft.finding(
                "Large answers seem to be lost: "
                        + Phrases.list(texts.stream().limit(3).toList())
                        + " never got an address, small answers came; "
                        + new DownDraft(facts).cost(impact) + ".",
                "An answer larger than the way allows is cut into fragments or dropped whole by a firewall, a tunnel or a translation of"
                        + " addresses. Small answers arrive, the large ones of a few names never do.");
    }
}
