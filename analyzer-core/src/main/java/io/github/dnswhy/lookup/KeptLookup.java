package io.github.dnswhy.lookup;

import io.github.dnswhy.match.AddressTable;
import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.LookupOutcome;
import io.github.dnswhy.model.LookupStep;
import io.github.dnswhy.model.StepFate;
import io.github.dnswhy.model.Transport;
import io.github.dnswhy.model.WaitKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An owned copy of a closed lookup, still in ids. Its queries are packed, for thousands are kept:
 *
 * <pre>
 * time (64) | end time (64) | capture (24), frame (40) | end frame (48), id (16) | server (32), name (32)
 *   | RCODE + 1 (24), fate (8), transport (8), type + 1 (24)
 * </pre>
 */
final class KeptLookup {
    private static final int WORDS = 6;
    private static final int FRAME_BITS = 40;
    private static final StepFate[] FATES = StepFate.values();
    private static final WaitKind[] KINDS = WaitKind.values();
    private static final Transport[] TRANSPORTS = Transport.values();

    final long ordinal;
    final int client;
    final long start;
    final long end;
    final LookupOutcome outcome;
    private final int baseName;
    private final int baseOctets;
    private final long[] queries;
    /** What the felt time was spent on: kind (32) and server (32), then nanoseconds. */
    private long[] spent = new long[4];

    private int spentWords;

    /** Copies a lookup with the first so many of its queries. */
    KeptLookup(OpenLookup l, int queriesAtMost) {
        ordinal = l.ordinal;
        client = l.client;
        start = l.start;
        end = l.end;
        outcome = l.outcome;
        baseName = l.baseName;
        baseOctets = l.baseOctets;
        queries = new long[Math.min(l.queriesKept(), queriesAtMost) * WORDS];
        for (int i = 0, at = 0; at < queries.length; i++, at += WORDS) {
            pack(l.query(i), at);
        }
        Attribution.split(l, this::spend);
    }

    private KeptLookup(KeptLookup l, int queriesAtMost) {
        ordinal = l.ordinal;
        client = l.client;
        start = l.start;
        end = l.end;
        outcome = l.outcome;
        baseName = l.baseName;
        baseOctets = l.baseOctets;
        queries = Arrays.copyOf(l.queries, queriesAtMost * WORDS);
        spent = l.spent;
        spentWords = l.spentWords;
    }

    /** The same with the first so many of its queries; it may have been copied with more when it was among the longest. */
    KeptLookup first(int queriesAtMost) {
        return queries.length <= queriesAtMost * WORDS ? this : new KeptLookup(this, queriesAtMost);
    }

    private void spend(WaitKind kind, int server, long nanos) {
        long key = (long) kind.ordinal() << 32 | server;
        int at = 0;
        while (at < spentWords && spent[at] != key) {
            at += 2;
        }
        if (at == spentWords) {
            if (at == spent.length) {
                spent = Arrays.copyOf(spent, at * 2);
            }
            spent[at] = key;
            spentWords += 2;
        }
        spent[at + 1] += nanos;
    }

    private void pack(Query q, int at) {
        queries[at] = q.time;
        queries[at + 1] = q.endTime;
        queries[at + 2] = (long) q.capture << FRAME_BITS | q.frame;
        queries[at + 3] = q.endFrame << 16 | q.id;
        queries[at + 4] = (long) q.server << 32 | q.name;
        queries[at + 5] = (long) (q.rcode + 1) << 40
                | (long) q.fate.ordinal() << 32
                | (long) q.transport.ordinal() << 24
                | q.type + 1;
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
        return toModel(addresses, texts, false);
    }

    Lookup toModel(AddressTable addresses, Texts texts, boolean forwarded) {
        Set<String> types = new LinkedHashSet<>();
        List<LookupStep> steps = new ArrayList<>(queries.length / WORDS);
        for (int at = 0; at < queries.length; at += WORDS) {
            LookupStep step = step(at, addresses, texts);
            if (!step.type().isEmpty()) {
                types.add(step.type());
            }
            steps.add(step);
        }
        return new Lookup(
                ordinal,
                addresses.address(client),
                texts.name(baseName, baseOctets),
                new ArrayList<>(types),
                instant(start),
                Duration.ofNanos(felt()),
                outcome,
                steps,
                spent(addresses),
                forwarded);
    }

    private List<Lookup.Spent> spent(AddressTable addresses) {
        List<Lookup.Spent> parts = new ArrayList<>(spentWords / 2);
        for (int at = 0; at < spentWords; at += 2) {
            parts.add(new Lookup.Spent(
                    KINDS[(int) (spent[at] >>> 32)],
                    addresses.address((int) spent[at]),
                    Duration.ofNanos(spent[at + 1])));
        }
        return parts;
    }

    private LookupStep step(int at, AddressTable addresses, Texts texts) {
        long time = queries[at];
        long endTime = queries[at + 1];
        long packed = queries[at + 5];
        int rcode = (int) (packed >>> 40) - 1;
        long until = endTime != OpenLookup.NEVER ? endTime : end;
        return new LookupStep(
                Duration.ofNanos(time - start),
                (int) (queries[at + 2] >>> FRAME_BITS),
                queries[at + 2] & (1L << FRAME_BITS) - 1,
                addresses.address((int) (queries[at + 4] >>> 32)),
                TRANSPORTS[(int) packed >>> 24],
                texts.name((int) queries[at + 4], 0),
                texts.type(((int) packed & 0xFF_FFFF) - 1),
                (int) queries[at + 3] & 0xFFFF,
                FATES[(int) (packed >>> 32) & 0xFF],
                rcode < 0 ? Optional.empty() : Optional.of(texts.rcode(rcode)),
                Duration.ofNanos(Math.max(0, until - time)),
                queries[at + 3] >>> 16);
    }

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
    }
}
