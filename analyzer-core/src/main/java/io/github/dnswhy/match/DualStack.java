package io.github.dnswhy.match;

import java.util.Arrays;

/**
 * Knows the two addresses of a client that asks IPv4 and IPv6 nameservers: a resolver keeps the ID of a question when it goes on to
 * the next server, so a question that stayed without an answer at one address and is asked again with the same ID from an address
 * of the other family shows that both are one client's. Runs where all events still come in one order.
 *
 * <p>Bounded: remembers the last question of each slot only. Taking two clients for one by chance does little harm, as lookups are told
 * apart by ID, port and time.
 */
final class DualStack {
    private static final int SLOTS = 1 << 13;
    private static final long SECOND = 1_000_000_000L;

    /** The longest timeout of glibc, and a little. */
    private static final long LONGEST_NANOS = 31 * SECOND;

    private static final long AT_ONCE_NANOS = 50_000_000L;
    private static final long TIMER_SLACK = 60_000_000L;

    /** Name, type and ID | when | client: of one question side by side, so that a look at them is one at memory. */
    private static final int WORDS = 4;

    private static final int TIME = 1;
    private static final int CLIENT = 2;

    private final long[] last = new long[WORDS * SLOTS];
    private final AddressTable addresses;
    private int[] first = new int[0];

    DualStack(AddressTable addresses) {
        this.addresses = addresses;
    }

    /**
     * Looks at a query.
     *
     * @param e the query; its client may become another
     */
    void query(WireEvent e) {
        if (!e.hasQuestion) {
            return;
        }
        long question = question(e);
        int slot = slot(question);
        int client = (int) last[slot + CLIENT];
        boolean again = last[slot] == question && client != e.source && client != AddressTable.OVERFLOW;
        if (again && addresses.isV4(client) != addresses.isV4(e.source) && isRepetition(e.time - last[slot + TIME])) {
            join(e.source, first(client));
            e.client = first(e.source);
        }
        last[slot] = question;
        last[slot + TIME] = e.time;
        last[slot + CLIENT] = e.source;
    }

    /** Forgets a question that was answered: nobody asks it again elsewhere. */
    void response(WireEvent e) {
        long question = question(e);
        int slot = slot(question);
        if (last[slot] == question && last[slot + CLIENT] == e.source) {
            last[slot + CLIENT] = AddressTable.OVERFLOW;
        }
    }

    /** The address under which a client is known: its own, or that from which it asked first. */
    int first(int client) {
        return client < first.length && first[client] != 0 ? first[client] : client;
    }

    /** Resolvers go on at once after an error, or after whole seconds. */
    private static boolean isRepetition(long gap) {
        if (gap < 0 || gap > LONGEST_NANOS) {
            return false;
        }
        long remainder = gap % SECOND;
        return gap < AT_ONCE_NANOS || gap > SECOND / 2 && (remainder < TIMER_SLACK || remainder > SECOND - TIMER_SLACK);
    }

    private void join(int client, int known) {
        if (client == AddressTable.OVERFLOW || client == known || first(client) != client) {
            return;
        }
        if (client >= first.length) {
            first = Arrays.copyOf(first, Math.max(client + 1, 2 * first.length));
        }
        first[client] = known;
    }

    private static long question(WireEvent e) {
        return (long) e.name << 32 | (long) (e.type & 0xFFFF) << 16 | e.id;
    }

    private static int slot(long question) {
        long h = question * 0x9E37_79B9_7F4A_7C15L;
        return WORDS * (int) (h >>> 51);
    }
}
