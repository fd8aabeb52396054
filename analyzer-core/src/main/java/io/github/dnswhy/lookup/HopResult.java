package io.github.dnswhy.lookup;

import io.github.dnswhy.facts.WayFacts;
import io.github.dnswhy.match.AddressTable;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** The way of questions from server to server, of what all shards kept. Costs nothing where no shard kept anything. */
final class HopResult {
    private final List<HopLog> logs;
    private final List<Stretch> stretches;
    private final HopJoin join;

    /**
     * Joins what the shards kept.
     *
     * @param shards all of them, finished
     * @param forwarders the clients that pass on what others ask
     * @param isServer whether an address is asked itself
     */
    HopResult(List<Shard> shards, BitSet forwarders, IntPredicate isServer) {
        logs = shards.stream()
                .map(shard -> shard.hops)
                .filter(log -> !log.isEmpty())
                .toList();
        boolean any = !forwarders.isEmpty() || logs.stream().anyMatch(HopLog::isTranslated);
        stretches = any ? HopLog.merge(logs) : List.of();
        join = new HopJoin(stretches, forwarders, isServer);
    }

    /** The servers that got queries which the host had sent on under its own address. */
    IntStream masqueraded() {
        return stretches.stream()
                .filter(s -> s.masqueraded && !s.isCopy())
                .mapToInt(s -> s.server)
                .sorted()
                .distinct();
    }

    WayFacts facts(AddressTable addresses, Texts texts) {
        return stretches.isEmpty()
                ? WayFacts.NONE
                : new HopTally(stretches, join)
                        .facts(addresses, texts, logs.stream().anyMatch(HopLog::isSampled));
    }
}
