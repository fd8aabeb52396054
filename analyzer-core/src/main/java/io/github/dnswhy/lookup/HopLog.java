package io.github.dnswhy.lookup;

import io.github.dnswhy.dns.NameTable;
import io.github.dnswhy.match.AddressTable;
import io.github.dnswhy.match.OpenTransaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The closed transactions of a shard, kept to be joined with those of other shards: a question and what forwarders make of it come from
 * different clients. Holds nothing in a capture that shows clients and their servers only.
 *
 * <p>Bounded: of too many the questions with the lowest hashes stay, a question being a name, a type and a minute, and of those all
 * transactions. Every shard keeps the same questions, so what was kept can still be joined.
 */
final class HopLog {
    static final int AT_MOST = 2_048;

    /** A minute is 2 to the power of this in nanoseconds, 69 s. */
    private static final int MINUTE_BITS = 36;

    private final List<Stretch> kept = new ArrayList<>(0);
    /** The highest hash that is kept. */
    private int bound = Integer.MAX_VALUE;

    private boolean translated;
    private boolean sampled;

    void add(OpenTransaction t, boolean open) {
        if (t.name() == NameTable.UNKNOWN) {
            return;
        }
        translated |= t.endpoint() != AddressTable.OVERFLOW;
        int hash = hash(t.name(), t.type(), t.time(0));
        if (hash <= bound && kept.size() == AT_MOST) {
            thin();
        }
        if (hash > bound || kept.size() == AT_MOST) {
            return;
        }
        kept.add(new Stretch(t, open));
    }

    /** Half of it goes, whole questions at a time. */
    private void thin() {
        sampled = true;
        int[] hashes = kept.stream().mapToInt(HopLog::hash).sorted().toArray();
        int middle = Arrays.binarySearch(hashes, hashes[hashes.length / 2]);
        while (middle > 0 && hashes[middle - 1] == hashes[middle]) {
            middle--;
        }
        // A question that fills it alone goes like any other.
        bound = middle > 0 ? hashes[middle - 1] : hashes[0] - 1;
        kept.removeIf(s -> hash(s) > bound);
    }

    private static int hash(Stretch s) {
        return hash(s.name, s.type, s.start);
    }

    private static int hash(int name, int type, long time) {
        long h = ((long) name << 16 ^ type) * 0x9E37_79B9_7F4A_7C15L + (time >> MINUTE_BITS);
        h = (h ^ h >>> 29) * 0xD6E8_FEB8_6659_FD93L;
        return (int) (h >>> 33);
    }

    /**
     * What all shards kept, of the questions that each of them kept.
     *
     * @return by question, then time
     */
    static List<Stretch> merge(List<HopLog> logs) {
        int lowest = logs.stream().mapToInt(log -> log.bound).min().orElse(Integer.MAX_VALUE);
        List<Stretch> all = new ArrayList<>();
        for (HopLog log : logs) {
            log.kept.stream().filter(s -> hash(s) <= lowest).forEach(all::add);
        }
        all.sort(Stretch::compareByQuestionAndTime);
        return all;
    }

    boolean isEmpty() {
        return kept.isEmpty();
    }

    /** Whether a query was seen with the address of an endpoint too. */
    boolean isTranslated() {
        return translated;
    }

    boolean isSampled() {
        return sampled;
    }
}
