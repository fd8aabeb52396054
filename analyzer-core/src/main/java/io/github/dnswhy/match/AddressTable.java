package io.github.dnswhy.match;

import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.KeyHash;
import io.github.dnswhy.model.Limit;
import io.github.dnswhy.model.Limits;
import java.util.Arrays;

/**
 * Addresses as small numbers, in order of first occurrence; bounded by {@link Limit#ADDRESSES}. Id 0 stands for every address
 * beyond the bound.
 *
 * <p>One thread adds. Others may read ids that were handed to them through a synchronizing queue.
 */
public final class AddressTable {
    /** The id of all addresses that found no room. */
    public static final int OVERFLOW = 0;

    private static final int INITIAL_SLOTS = 1024;
    private static final long V4_MAPPED = 0xFFFF;

    /** Servers of which the timeline tells each by itself. */
    private static final int CHARTED = 256;

    private final int limit;
    private final int serverLimit;
    /** By id: the number of a server among all servers in order of first occurrence, from 1; 0 for others. */
    private volatile int[] ranks = new int[INITIAL_SLOTS];

    private int servers;
    private long droppedServers;
    private int[] slots = new int[INITIAL_SLOTS];
    private volatile long[] octets = new long[2 * INITIAL_SLOTS];
    private int count = 1;
    private long dropped;

    /**
     * An empty table.
     *
     * @param limits {@link Limit#ADDRESSES} bounds it, and {@link Limit#SERVERS} how many servers are counted each by itself
     */
    public AddressTable(Limits limits) {
        this.limit = limits.size(Limit.ADDRESSES);
        this.serverLimit = limits.size(Limit.SERVERS);
    }

    /**
     * The id of an address, a new one at its first occurrence.
     *
     * @param high first eight octets
     * @param low last eight octets
     * @return an id from 1, or {@link #OVERFLOW}
     */
    public int intern(long high, long low) {
        int mask = slots.length - 1;
        int slot = KeyHash.of(high, low) & mask;
        long[] known = octets;
        for (int id = slots[slot]; id != 0; id = slots[slot = slot + 1 & mask]) {
            if (known[2 * id] == high && known[2 * id + 1] == low) {
                return id;
            }
        }
        if (count > limit) {
            dropped++;
            return OVERFLOW;
        }
        return insert(slot, high, low);
    }

    /**
     * Notes that an address is asked. The servers that were asked first are counted each by itself.
     *
     * @param id an id that was returned
     */
    void asked(int id) {
        int[] known = ranks;
        if (id < known.length && known[id] != 0) {
            return;
        }
        if (servers >= serverLimit || id == OVERFLOW) {
            droppedServers++;
            return;
        }
        if (id >= known.length) {
            known = Arrays.copyOf(known, Math.max(id + 1, 2 * known.length));
        }
        known[id] = ++servers;
        ranks = known;
    }

    /**
     * The number of a server among all that are counted each by itself, in order of first occurrence.
     *
     * @param id an id that was returned
     * @return from 1; 0 for all others, which are counted together
     */
    public int rank(int id) {
        int[] known = ranks;
        return id < known.length ? known[id] : 0;
    }

    /**
     * Under which id a server is counted.
     *
     * @param id an id that was returned
     * @return the same, or {@link #OVERFLOW} for the servers beyond the bound
     */
    public int counted(int id) {
        return rank(id) == 0 ? OVERFLOW : id;
    }

    /**
     * Under which id a server stands in the timeline.
     *
     * @param id an id that was returned
     * @return the same, or {@link #OVERFLOW} for all but the first {@value #CHARTED} servers
     */
    public int charted(int id) {
        int rank = rank(id);
        return rank == 0 || rank > CHARTED ? OVERFLOW : id;
    }

    /**
     * How many queries and TCP handshakes went to a server that is not counted by itself, copies included.
     *
     * @return the count
     */
    public long droppedServers() {
        return droppedServers;
    }

    private int insert(int slot, long high, long low) {
        int id = count++;
        if (2 * id + 1 >= octets.length) {
            octets = Arrays.copyOf(octets, octets.length * 2);
        }
        octets[2 * id] = high;
        octets[2 * id + 1] = low;
        slots[slot] = id;
        if (count * 2 > slots.length) {
            rehash();
        }
        return id;
    }

    private void rehash() {
        int[] larger = new int[slots.length * 2];
        int mask = larger.length - 1;
        for (int id = 1; id < count; id++) {
            int slot = KeyHash.of(octets[2 * id], octets[2 * id + 1]) & mask;
            while (larger[slot] != 0) {
                slot = slot + 1 & mask;
            }
            larger[slot] = id;
        }
        slots = larger;
    }

    /**
     * A well-mixed hash of an address, the same in every run.
     *
     * @param high first eight octets
     * @param low last eight octets
     * @return any int
     */
    public static int hash(long high, long low) {
        long h = (high * 0x9E37_79B9_7F4A_7C15L ^ low) * 0xD6E8_FEB8_6659_FD93L;
        h ^= h >>> 32;
        h *= 0xD6E8_FEB8_6659_FD93L;
        return (int) (h ^ h >>> 29);
    }

    /**
     * The shard of a client's address: a fixed share of all clients, whatever the number of threads.
     *
     * @param high first eight octets
     * @param low last eight octets
     * @return 0..15
     */
    public static int shard(long high, long low) {
        return hash(high, low) >>> 28;
    }

    /**
     * The shard of a client by its id.
     *
     * @param id an id that was returned
     * @return 0..15
     */
    public int shard(int id) {
        long[] known = octets;
        return shard(known[2 * id], known[2 * id + 1]);
    }

    /**
     * Whether an id stands for an IPv4 address.
     *
     * @param id an id that was returned
     * @return false for IPv6
     */
    boolean isV4(int id) {
        long[] known = octets;
        return known[2 * id] == 0 && known[2 * id + 1] >>> 32 == V4_MAPPED;
    }

    /**
     * The address with an id.
     *
     * @param id an id that was returned
     * @return the address; the unspecified one for {@link #OVERFLOW}
     */
    public IpAddress address(int id) {
        long[] known = octets;
        return new IpAddress(known[2 * id], known[2 * id + 1]);
    }

    /**
     * How many ids there are, {@link #OVERFLOW} included.
     *
     * @return one more than the largest id
     */
    public int size() {
        return count;
    }

    /**
     * How many occurrences found no room.
     *
     * @return the count
     */
    public long dropped() {
        return dropped;
    }
}
