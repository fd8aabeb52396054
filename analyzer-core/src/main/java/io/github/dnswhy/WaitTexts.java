package io.github.dnswhy;

import io.github.dnswhy.facts.ServerFacts;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.LookupSummary;
import io.github.dnswhy.model.WaitKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts into words what the lookups waited for. */
final class WaitTexts {
    /** A server that answers so little is dead to its clients (causes.md, {@code silent(S)}). */
    private static final double SILENT_RATIO = 0.02;

    private static final long SILENT_ATTEMPTS = 5;

    private WaitTexts() {}

    /** The parts by time descending; what finds no room in {@code rows} is summed up in the last of them. */
    static List<LookupSummary.Waited> of(
            Map<IpAddress, Map<WaitKind, Duration>> spent, List<ServerFacts> servers, int rows) {
        List<LookupSummary.Waited> parts = new ArrayList<>();
        Duration client = Duration.ZERO;
        for (Map.Entry<IpAddress, Map<WaitKind, Duration>> server : spent.entrySet()) {
            boolean dead = isDead(server.getKey(), servers);
            for (Map.Entry<WaitKind, Duration> part : server.getValue().entrySet()) {
                WaitKind kind = part.getKey();
                if (kind == WaitKind.CLIENT) {
                    client = client.plus(part.getValue());
                } else {
                    kind = kind == WaitKind.LOST_QUERY && dead ? WaitKind.DEAD_SERVER : kind;
                    String what = text(kind) + server.getKey();
                    parts.add(new LookupSummary.Waited(
                            Optional.of(kind), Optional.of(server.getKey()), what, part.getValue()));
                }
            }
        }
        if (!client.isZero()) {
            parts.add(new LookupSummary.Waited(
                    Optional.of(WaitKind.CLIENT), Optional.empty(), text(WaitKind.CLIENT), client));
        }
        parts.sort(
                Comparator.comparing(LookupSummary.Waited::time).reversed().thenComparing(LookupSummary.Waited::what));
        return shortened(parts, rows);
    }

    private static List<LookupSummary.Waited> shortened(List<LookupSummary.Waited> parts, int rows) {
        if (parts.size() <= rows) {
            return parts;
        }
        int listed = Math.max(0, rows - 1);
        Duration rest = Duration.ZERO;
        for (LookupSummary.Waited part : parts.subList(listed, parts.size())) {
            rest = rest.plus(part.time());
        }
        List<LookupSummary.Waited> shortened = new ArrayList<>(parts.subList(0, listed));
        shortened.add(new LookupSummary.Waited(Optional.empty(), Optional.empty(), "everything else", rest));
        return shortened;
    }

    private static boolean isDead(IpAddress address, List<ServerFacts> servers) {
        for (ServerFacts s : servers) {
            if (s.address().equals(address)) {
                ServerFacts.Transactions t = s.transactions();
                return t.attempts() >= SILENT_ATTEMPTS && t.answered() <= SILENT_RATIO * t.total();
            }
        }
        return false;
    }

    private static String text(WaitKind kind) {
        return switch (kind) {
            case DEAD_SERVER, LOST_QUERY -> "no answer from ";
            case LOST_HALF -> "half an answer from ";
            case REFUSED -> "refusals of ";
            case ERROR_ANSWER -> "errors of ";
            case SLOW_ANSWER -> "slow answers of ";
            case SEARCH_LIST -> "search-list names at ";
            case TCP_FALLBACK -> "TCP to ";
            case ANSWER -> "answers of ";
            case CLIENT -> "between the queries";
        };
    }
}
