package io.github.dnswhy.lookup;

import java.nio.charset.StandardCharsets;
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

    private static final int LABEL_OCTETS = 63;
    private static final int LEARNED_AT_MOST = 8;

    /** What happens so many times less often than something else is chance. */
    private static final int RARE = 4;

    /** Room for two names in wire form. */
    static final class Room {
        private final byte[] first = new byte[NAME_OCTETS];
        private final byte[] second = new byte[NAME_OCTETS];
    }

    private final byte[][] configured;
    private final int ndots;
    private byte[][] learned = {};

    /** How often each learned suffix was followed by each, where timing left no doubt. */
    private short[] followed = {};

    private final byte[] first;
    private final byte[] second;
    private int firstLength;
    private int secondLength;

    /**
     * A list as configured.
     *
     * @param search suffixes in presentation form; empty when not known
     * @param ndots names with at least so many dots are asked as they are first
     * @param room where names are spelled out; the lists of one thread may share it
     */
    SearchList(List<String> search, int ndots, Room room) {
        configured = search.stream()
                .map(SearchList::wire)
                .filter(wire -> wire.length > 0)
                .toArray(byte[][]::new);
        this.ndots = ndots;
        first = room.first;
        second = room.second;
    }

    /** The wire form of a suffix, lower-cased; empty when it is no domain name below the root. */
    private static byte[] wire(String suffix) {
        byte[] text = suffix.getBytes(StandardCharsets.ISO_8859_1);
        int end = text.length > 0 && text[text.length - 1] == '.' ? text.length - 1 : text.length;
        if (end == 0 || end + 2 > NAME_OCTETS) {
            return new byte[0];
        }
        byte[] wire = new byte[end + 2];
        int label = 0;
        for (int i = 0; i <= end; i++) {
            int octet = i < end ? text[i] : '.';
            wire[i + 1] = (byte) (octet >= 'A' && octet <= 'Z' ? octet | 0x20 : octet);
            if (octet == '.') {
                int length = i - label;
                if (length == 0 || length > LABEL_OCTETS) {
                    return new byte[0];
                }
                wire[label] = (byte) length;
                label = i + 1;
            }
        }
        wire[end + 1] = 0;
        return wire;
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
        firstLength = names.copyWire(before, first);
        secondLength = names.copyWire(after, second);
        int base = firstLength > 0 && secondLength > 0 ? commonLabels() : 0;
        if (base == 0) {
            return 0;
        }
        if (configured.length > 0) {
            return known(configured, base, true);
        }
        int at = known(learned, base, false);
        if (at == 0 && certain) {
            learn(first, base, firstLength);
            learn(second, base, secondLength);
            at = base;
        }
        return at > 0 && isUsual(at, certain) ? at : 0;
    }

    /**
     * Whether the learned suffix after a base in the first name is mostly followed by the one in the second: the end of one lookup just
     * before another of the same name begins looks like a walk, but a rare one.
     */
    private boolean isUsual(int at, boolean certain) {
        int size = learned.length;
        int before = place(learned, first, at, firstLength);
        int after = place(learned, second, at, secondLength);
        if (before < 0 || after < 0 || before == size || after == size) {
            return true; // more than are learned, or the name as it is: first or last, after any
        }
        if (followed.length == 0) {
            followed = new short[LEARNED_AT_MOST * LEARNED_AT_MOST];
        }
        int pair = before * LEARNED_AT_MOST + after;
        if (certain && followed[pair] < Short.MAX_VALUE) {
            followed[pair]++;
        }
        int most = 0;
        for (int i = 0; i < size; i++) {
            most = Math.max(most, followed[before * LEARNED_AT_MOST + i]);
        }
        return followed[pair] > followed[after * LEARNED_AT_MOST + before] && followed[pair] * RARE >= most;
    }

    /**
     * Whether the later of the two names that were compared last is the name as it is, which a walk ends with.
     *
     * @param base what {@link #commonBase} gave
     * @return true when no suffix follows the base
     */
    boolean endsAt(int base) {
        return second[base] == 0;
    }

    /** Whether names are known to be tried with suffixes. */
    boolean isKnown() {
        return configured.length + learned.length > 0;
    }

    /** Octets of the leading labels that {@link #first} and {@link #second} share; 0 for two equal names. */
    private int commonLabels() {
        int differing = Arrays.mismatch(first, 0, firstLength, second, 0, secondLength);
        int at = 0;
        for (int next = 1 + first[0]; next <= differing; next += 1 + first[next]) {
            at = next;
        }
        return at;
    }

    /** The longest base, at most {@code base} octets, after which both names go on with a suffix of the list or end. */
    private int known(byte[][] suffixes, int base, boolean ordered) {
        int best = 0;
        int labels = 0;
        for (int at = 0; ; at += 1 + (first[at] & 0xFF)) {
            if (at > 0) {
                int before = place(suffixes, first, at, firstLength);
                int after = place(suffixes, second, at, secondLength);
                if (before >= 0 && after >= 0 && (!ordered || isInOrder(before, after, labels - 1))) {
                    best = at;
                }
            }
            if (at >= base) {
                return best;
            }
            labels++;
        }
    }

    /** Whether the list is gone through in this order; a name as it is comes last, or first when it has enough dots. */
    private boolean isInOrder(int before, int after, int dots) {
        boolean asItIsFirst = dots >= ndots;
        return before == configured.length
                ? asItIsFirst
                : before < after && !(asItIsFirst && after == configured.length);
    }

    /** Where in the list the rest of a name stands: the size of the list when there is no rest, -1 when it is no suffix. */
    private static int place(byte[][] suffixes, byte[] name, int at, int length) {
        if (name[at] == 0) {
            return suffixes.length;
        }
        for (int i = 0; i < suffixes.length; i++) {
            byte[] suffix = suffixes[i];
            // A suffix ends with the root, as a name does: nothing else can be equal to it.
            if (length - at == suffix.length && Arrays.equals(name, at, length, suffix, 0, suffix.length)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isSuffix(byte[][] suffixes, byte[] name, int at, int length) {
        return place(suffixes, name, at, length) >= 0;
    }

    private void learn(byte[] name, int at, int length) {
        if (learned.length < LEARNED_AT_MOST && name[at] != 0 && !isSuffix(learned, name, at, length)) {
            learned = Arrays.copyOf(learned, learned.length + 1);
            learned[learned.length - 1] = Arrays.copyOfRange(name, at, length);
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
        int length = names.copyWire(name, first);
        if (length == 0) {
            return 0;
        }
        byte[][] suffixes = configured.length == 0 ? learned : configured;
        for (int at = 0; first[at] != 0; ) {
            at += 1 + (first[at] & 0xFF);
            if (first[at] != 0 && isSuffix(suffixes, first, at, length)) {
                return at;
            }
        }
        return 0;
    }
}
