package io.github.dnswhy.lookup;

import io.github.dnswhy.match.AddressTable;
import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.LookupOutcome;
import io.github.dnswhy.model.LookupStep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An owned copy of a closed lookup, still in ids. */
final class KeptLookup {
    final long ordinal;
    final int client;
    final long start;
    final long end;
    final LookupOutcome outcome;
    private final int baseName;
    private final int baseOctets;
    private final Query[] queries;

    KeptLookup(OpenLookup l) {
        ordinal = l.ordinal;
        client = l.client;
        start = l.start;
        end = l.end;
        outcome = l.outcome;
        baseName = l.baseName;
        baseOctets = l.baseOctets;
        queries = new Query[l.queriesKept()];
        for (int i = 0; i < queries.length; i++) {
            queries[i] = l.query(i).copy();
        }
    }

    long felt() {
        return Math.max(0, end - start);
    }

    /** Orders by felt time, the longest first, then by start and number. */
    static int compareLongestFirst(KeptLookup a, KeptLookup b) {
        int byFelt = Long.compare(b.felt(), a.felt());
        int byStart = byFelt != 0 ? byFelt : Long.compare(a.start, b.start);
        return byStart != 0 ? byStart : Long.compare(a.ordinal, b.ordinal);
    }

    /** The lookup with everything spelled out. */
    Lookup toModel(AddressTable addresses, Texts texts) {
        Set<String> types = new LinkedHashSet<>();
        List<LookupStep> steps = new ArrayList<>(queries.length);
        for (Query q : queries) {
            String type = texts.type(q.type);
            types.add(type);
            long until = q.endTime > 0 ? q.endTime : end;
            steps.add(new LookupStep(
                    Duration.ofNanos(q.time - start),
                    q.capture,
                    q.frame,
                    addresses.address(q.server),
                    q.transport,
                    texts.name(q.name, 0),
                    type,
                    q.id,
                    q.fate,
                    q.rcode < 0 ? Optional.empty() : Optional.of(texts.rcode(q.rcode)),
                    Duration.ofNanos(Math.max(0, until - q.time)),
                    q.endFrame));
        }
        return new Lookup(
                ordinal,
                addresses.address(client),
                texts.name(baseName, baseOctets),
                new ArrayList<>(types),
                instant(start),
                Duration.ofNanos(felt()),
                outcome,
                steps);
    }

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
    }
}
