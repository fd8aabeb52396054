package io.github.dnswhy.lookup;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Tells whether two names are candidates of one walk through a search list: the same name under two suffixes, or under one
 * suffix and as it is.
 *
 * <p>Knows the configured list, or learns suffixes from walks whose timing leaves no doubt. Not thread-safe.
 */
final class SearchList {
    /** Longest name in wire form (RFC 1035 §2.3.4). */
    static final int NAME_OCTETS = 255;

    private static final int LEARNED_AT_MOST = 8;

    /** Room for two names in wire form. */
    static final class Room {
        private final byte[] first = new byte[NAME_OCTETS];
        private final byte[] second = new byte[NAME_OCTETS];
    }

    private final List<byte[]> configured;
    private final List<byte[]> learned = new ArrayList<>();
    private final byte[] first;
    private final byte[] second;

    /**
     * A list as configured.
     *
     * @param search suffixes in presentation form; empty when not known
     * @param room where names are spelled out; the lists of one thread may share it
     */
    SearchList(List<String> search, Room room) {
        configured = search.isEmpty() ? List.of() : search.stream().map(SearchList::wire).toList();
        first = room.first;
        second = room.second;
    }

    /** Search suffixes are host names: letters, digits, hyphens, dots. */
    private static byte[] wire(String suffix) {
        byte[] wire = new byte[suffix.length() + 2];
        int at = 0;
        for (String label : suffix.split("\\.")) {
            byte[] octets = label.toLowerCase(java.util.Locale.ROOT).getBytes(StandardCharsets.ISO_8859_1);
            wire[at++] = (byte) octets.length;
            System.arraycopy(octets, 0, wire, at, octets.length);
            at += octets.length;
        }
        return Arrays.copyOf(wire, at + 1);
    }

    /**
     * Octets of the name without suffix that two names have in common when the second can follow the first in one walk.
     *
     * @param names gives the names
     * @param before the id of the name asked before
     * @param after the id of the name asked next
     * @param certain whether timing alone leaves no doubt, so that an unknown suffix may be believed and learned
     * @return octets of the common labels, 0 when they are no candidates of one walk
     */
    int commonBase(Names names, int before, int after, boolean certain) {
        boolean known = names.copyWire(before, first) > 0 && names.copyWire(after, second) > 0;
        int base = known ? commonLabels() : 0;
        if (base == 0) {
            return 0;
        }
        if (!configured.isEmpty()) {
            return known(configured, base);
        }
        int fromLearned = known(learned, base);
        if (fromLearned > 0 || !certain) {
            return fromLearned;
        }
        learn(first, base);
        learn(second, base);
        return base;
    }

    /** Octets of the leading labels that {@link #first} and {@link #second} share. */
    private int commonLabels() {
        int at = 0;
        while (first[at] != 0 && first[at] == second[at]) {
            int next = at + 1 + (first[at] & 0xFF);
            if (!Arrays.equals(first, at + 1, next, second, at + 1, next)) {
                break;
            }
            at = next;
        }
        return first[at] == 0 && second[at] == 0 ? 0 : at;
    }

    /** The longest base, at most {@code base} octets, after which both names go on with a suffix of the list or end. */
    private int known(List<byte[]> suffixes, int base) {
        int best = 0;
        for (int at = 0; ; at += 1 + (first[at] & 0xFF)) {
            if (at > 0 && isSuffix(suffixes, first, at) && isSuffix(suffixes, second, at)) {
                best = at;
            }
            if (at >= base) {
                return best;
            }
        }
    }

    private static boolean isSuffix(List<byte[]> suffixes, byte[] name, int at) {
        if (name[at] == 0) {
            return true;
        }
        for (byte[] suffix : suffixes) {
            if (at + suffix.length <= name.length
                    && Arrays.equals(name, at, at + suffix.length, suffix, 0, suffix.length)) {
                return true;
            }
        }
        return false;
    }

    private void learn(byte[] name, int at) {
        if (learned.size() < LEARNED_AT_MOST && name[at] != 0 && !isSuffix(learned, name, at)) {
            int end = at;
            while (name[end] != 0) {
                end += 1 + (name[end] & 0xFF);
            }
            learned.add(Arrays.copyOfRange(name, at, end + 1));
        }
    }

    /**
     * Octets of a name before a suffix of the list, so that a lookup answered at its first candidate shows what was asked for.
     *
     * @param names gives the names
     * @param name the id of the name
     * @return octets before the longest known suffix, 0 when there is none
     */
    int baseOf(Names names, int name) {
        if (names.copyWire(name, first) == 0) {
            return 0;
        }
        List<byte[]> suffixes = configured.isEmpty() ? learned : configured;
        for (int at = 0; first[at] != 0; ) {
            at += 1 + (first[at] & 0xFF);
            if (first[at] != 0 && isSuffix(suffixes, first, at)) {
                return at;
            }
        }
        return 0;
    }
}
