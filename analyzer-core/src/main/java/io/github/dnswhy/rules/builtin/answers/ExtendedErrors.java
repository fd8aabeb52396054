package io.github.dnswhy.rules.builtin.answers;

import io.github.dnswhy.facts.AnswerFacts;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Extended DNS Errors (RFC 8914 and the IANA registry) by what they mean for a cause. */
final class ExtendedErrors {
    static final Set<Integer> DNSSEC = Set.of(5, 6, 7, 8, 9, 10, 11, 12, 25);
    static final Set<Integer> POLICY = Set.of(4, 15, 16, 17, 18);
    static final Set<Integer> STALE = Set.of(3, 19);
    static final Set<Integer> NOT_AUTHORITATIVE = Set.of(20);

    private static final Map<Integer, String> TEXTS = Map.ofEntries(
            Map.entry(3, "stale answer"),
            Map.entry(4, "forged answer"),
            Map.entry(5, "DNSSEC indeterminate"),
            Map.entry(6, "DNSSEC bogus"),
            Map.entry(7, "signature expired"),
            Map.entry(8, "signature not yet valid"),
            Map.entry(9, "DNSKEY missing"),
            Map.entry(10, "RRSIGs missing"),
            Map.entry(11, "no zone key bit set"),
            Map.entry(12, "NSEC missing"),
            Map.entry(15, "blocked"),
            Map.entry(16, "censored"),
            Map.entry(17, "filtered"),
            Map.entry(18, "prohibited"),
            Map.entry(19, "stale NXDOMAIN answer"),
            Map.entry(20, "not authoritative"),
            Map.entry(25, "signature expired before valid"));

    private ExtendedErrors() {}

    /** How many responses carried one of these codes. */
    static long count(List<AnswerFacts> answers, Set<Integer> codes) {
        long count = 0;
        for (AnswerFacts answer : answers) {
            for (Map.Entry<Integer, Long> code : answer.extendedErrors().entrySet()) {
                count += codes.contains(code.getKey()) ? code.getValue() : 0;
            }
        }
        return count;
    }

    /** The codes of these that were seen, in words: {@code 7 (signature expired)}. */
    static List<String> texts(List<AnswerFacts> answers, Set<Integer> codes) {
        return answers.stream()
                .flatMap(a -> a.extendedErrors().keySet().stream())
                .filter(codes::contains)
                .distinct()
                .sorted()
                .map(code -> code + " (" + TEXTS.getOrDefault(code, "unknown") + ")")
                .toList();
    }

    /** Those of the answers that carry one of the codes. */
    static List<AnswerFacts> with(List<AnswerFacts> answers, Set<Integer> codes) {
        return answers.stream()
                .filter(a -> a.extendedErrors().keySet().stream().anyMatch(codes::contains))
                .toList();
    }
}
