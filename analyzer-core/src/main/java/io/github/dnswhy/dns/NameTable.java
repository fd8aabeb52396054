package io.github.dnswhy.dns;

import io.github.dnswhy.model.Limit;
import io.github.dnswhy.model.Limits;
import java.util.Arrays;

/**
 * The distinct domain names of an analysis, each owned once, lower-cased, in wire form, and known by a small number.
 *
 * <p>Identifiers count from 1 in order of first occurrence, so equal input gives equal identifiers. {@link #UNKNOWN} stands
 * for a name that could not be read or did not fit. Bounded by {@link Limit#NAMES} and {@link Limit#NAME_BYTES}; what did
 * not fit is counted. Looking up a name that is known allocates nothing. One thread adds names;
 * others may read names whose identifiers were handed to them through a synchronizing queue.
 *
 * <p>Inside: an open-addressing table whose slots hold 32 bits of hash and the place of an entry in chunked arenas. No search
 * looks at more than {@value #MAX_PROBES} slots, so names made to collide are dropped and counted, not waited for; at the
 * table's load of at most one half honest names stay below that.
 *
 * <pre>
 * slot   | hash, upper 32 bits | place: chunk and offset, never 0 |    0: free
 * entry  | id (4 octets) | length (1) | labels (1) | wire form (length octets) |
 * </pre>
 */
public final class NameTable {
    /** The identifier of no name: unreadable, or refused for want of room. */
    public static final int UNKNOWN = 0;

    /** Most slots that a search looks at. */
    static final int MAX_PROBES = 256;

    private static final long SEED = 0x5851_F42D_4C95_7F2DL;
    private static final int MAX_NAMES = 1 << 28;
    private static final long MAX_BYTES = 1L << 30;
    private static final int FIRST_SLOTS = 1 << 10;
    private static final int CHUNK_BITS = 16;
    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final int ENTRY_LENGTH = 4;
    private static final int ENTRY_LABELS = 5;
    private static final int ENTRY_WIRE = 6;

    private final long seed;
    private final int maxNames;
    private final long maxBytes;
    private final byte[] scratch = new byte[DomainName.MAX_LENGTH];

    private long[] slots = new long[FIRST_SLOTS];
    private volatile int[] places = new int[FIRST_SLOTS >>> 1];
    private volatile byte[][] chunks = new byte[4][];
    private int next = ENTRY_WIRE;
    private int size;
    private long bytes;
    private long refused;

    /**
     * Starts with no names.
     *
     * @param limits bounds the number of names and the octets held for them
     */
    public NameTable(Limits limits) {
        this(limits, SEED);
    }

    NameTable(Limits limits, long seed) {
        this.seed = seed;
        maxNames = Math.min(limits.size(Limit.NAMES), MAX_NAMES);
        maxBytes = Math.min(limits.get(Limit.NAME_BYTES), MAX_BYTES);
    }

    /**
     * The identifier of the first question's name.
     *
     * @param message a message
     * @return at least 1, or {@link #UNKNOWN} when it has no readable name or the table is full
     */
    public int internQuestion(DnsMessageView message) {
        int length = message.questionNameLength();
        return length > 0 ? internFlat(message.buffer(), message.questionName(), length) : UNKNOWN;
    }

    /**
     * The identifier of a name of a message.
     *
     * @param buffer holds the message
     * @param messageStart offset of the message's first octet, from which compression pointers count
     * @param nameOffset where the name starts
     * @param limit end of what may be read
     * @return at least 1, or {@link #UNKNOWN} when the name cannot be read or the table is full
     */
    public int intern(byte[] buffer, int messageStart, int nameOffset, int limit) {
        int length = DomainName.flatLength(buffer, nameOffset, limit);
        if (length > 0) {
            return internFlat(buffer, nameOffset, length);
        }
        if (length == DomainName.COMPRESSED) {
            length = DomainName.copyWire(buffer, messageStart, nameOffset, limit, scratch, 0);
        }
        return length > 0 ? internFlat(scratch, 0, length) : UNKNOWN;
    }

    /**
     * The identifier of a name in presentation form.
     *
     * @param text the name, with or without trailing dot
     * @return at least 1, or {@link #UNKNOWN} when the text is no name or the table is full
     */
    public int intern(CharSequence text) {
        int length = DomainName.parse(text, scratch, 0);
        return length > 0 ? internFlat(scratch, 0, length) : UNKNOWN;
    }

    /**
     * The identifier here of a name of another table, for merging.
     *
     * @param other holds the name
     * @param id its identifier there
     * @return at least 1, or {@link #UNKNOWN} for UNKNOWN or when the table is full
     */
    public int intern(NameTable other, int id) {
        int length = other.copyWire(id, scratch, 0);
        return length > 0 ? internFlat(scratch, 0, length) : UNKNOWN;
    }

    /**
     * The identifier of a name that is known already; nothing is added.
     *
     * @param text the name in presentation form
     * @return at least 1, or {@link #UNKNOWN}
     */
    public int find(CharSequence text) {
        int length = DomainName.parse(text, scratch, 0);
        if (length <= 0) {
            return UNKNOWN;
        }
        int slot = search(scratch, 0, length, (int) (NameHash.of(scratch, 0, length, seed) >>> 32));
        return slot >= 0 && slots[slot] != 0 ? idAt((int) slots[slot]) : UNKNOWN;
    }

    private int internFlat(byte[] buffer, int offset, int length) {
        int hash = (int) (NameHash.of(buffer, offset, length, seed) >>> 32);
        int slot = search(buffer, offset, length, hash);
        if (slot >= 0 && slots[slot] != 0) {
            return idAt((int) slots[slot]);
        }
        return add(buffer, offset, length, hash, slot);
    }

    /** The slot of a name, or the free slot where it would go, or -1 when neither is within reach. */
    private int search(byte[] buffer, int offset, int length, int hash) {
        int mask = slots.length - 1;
        int slot = hash & mask;
        for (int probes = 0; probes < MAX_PROBES; probes++) {
            long entry = slots[slot];
            if (entry == 0 || (int) (entry >>> 32) == hash && isAt((int) entry, buffer, offset, length)) {
                return slot;
            }
            slot = slot + 1 & mask;
        }
        return -1;
    }

    private boolean isAt(int place, byte[] buffer, int offset, int length) {
        byte[] chunk = chunks[place >>> CHUNK_BITS];
        int entry = place & CHUNK - 1;
        if (Wire.u8(chunk, entry + ENTRY_LENGTH) != length) {
            return false;
        }
        int wire = entry + ENTRY_WIRE;
        int position = 0;
        for (; position + 8 <= length; position += 8) {
            if (!isWordAt(chunk, wire + position, buffer, offset + position)) {
                return false;
            }
        }
        if (length >= 8) {
            return position == length || isWordAt(chunk, wire + length - 8, buffer, offset + length - 8);
        }
        for (; position < length; position++) {
            if (DomainName.lowerCase(buffer[offset + position]) != chunk[wire + position]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWordAt(byte[] chunk, int at, byte[] buffer, int offset) {
        return NameHash.lowerCase(Wire.word(buffer, offset)) == Wire.word(chunk, at);
    }

    private int add(byte[] buffer, int offset, int length, int hash, int slot) {
        int needed = ENTRY_WIRE + length;
        if (slot < 0 || size >= maxNames || bytes + needed > maxBytes) {
            refused++;
            return UNKNOWN;
        }
        int place = place(needed);
        byte[] chunk = chunks[place >>> CHUNK_BITS];
        int entry = place & CHUNK - 1;
        size++;
        bytes += needed;
        Wire.putI32(chunk, entry, size);
        chunk[entry + ENTRY_LENGTH] = (byte) length;
        chunk[entry + ENTRY_LABELS] = (byte) labels(buffer, offset);
        copyLowerCase(buffer, offset, length, chunk, entry + ENTRY_WIRE);
        if (size == places.length) {
            places = Arrays.copyOf(places, size << 1);
        }
        places[size] = place;
        slots[slot] = (long) hash << 32 | place;
        if (size << 1 > slots.length) {
            rehash();
        }
        return size;
    }

    private static void copyLowerCase(byte[] buffer, int offset, int length, byte[] target, int at) {
        int position = 0;
        for (; position + 8 <= length; position += 8) {
            Wire.putWord(target, at + position, NameHash.lowerCase(Wire.word(buffer, offset + position)));
        }
        for (; position < length; position++) {
            target[at + position] = DomainName.lowerCase(buffer[offset + position]);
        }
    }

    /** Room for an entry, never across the end of a chunk. */
    private int place(int needed) {
        if ((next & CHUNK - 1) + needed > CHUNK) {
            next = (next >>> CHUNK_BITS) + 1 << CHUNK_BITS;
        }
        int chunk = next >>> CHUNK_BITS;
        if (chunk == chunks.length) {
            chunks = Arrays.copyOf(chunks, chunk << 1);
        }
        if (chunks[chunk] == null) {
            chunks[chunk] = new byte[CHUNK];
        }
        int place = next;
        next += needed;
        if (next >>> CHUNK_BITS != chunk) {
            next = chunk + 1 << CHUNK_BITS;
        }
        return place;
    }

    private void rehash() {
        long[] old = slots;
        slots = new long[old.length << 1];
        int mask = slots.length - 1;
        for (long entry : old) {
            if (entry != 0) {
                int slot = (int) (entry >>> 32) & mask;
                while (slots[slot] != 0) {
                    slot = slot + 1 & mask;
                }
                slots[slot] = entry;
            }
        }
    }

    private static int labels(byte[] wire, int offset) {
        int count = 0;
        for (int i = offset; wire[i] != 0; i += 1 + wire[i]) {
            count++;
        }
        return count;
    }

    /**
     * How many names there are.
     *
     * @return the highest identifier; 0 when there is none
     */
    public int size() {
        return size;
    }

    /**
     * How many times a name was refused because a bound was reached.
     *
     * @return occurrences, not distinct names
     */
    public long refused() {
        return refused;
    }

    /**
     * Octets of a name in wire form, root included.
     *
     * @param id a name
     * @return 1..255; 0 for {@link #UNKNOWN}
     */
    public int length(int id) {
        return id == UNKNOWN ? 0 : Wire.u8(chunk(id), entry(id) + ENTRY_LENGTH);
    }

    /**
     * Labels of a name, not counting the root.
     *
     * @param id a name
     * @return 0..127; 0 for the root and for {@link #UNKNOWN}
     */
    public int labels(int id) {
        return id == UNKNOWN ? 0 : chunk(id)[entry(id) + ENTRY_LABELS];
    }

    /**
     * A name in presentation form, lower-cased; see {@link DomainName#text}. Allocates: for output.
     *
     * @param id a name
     * @return the text; empty for {@link #UNKNOWN}
     */
    public String text(int id) {
        return id == UNKNOWN ? "" : NameText.of(chunk(id), entry(id) + ENTRY_WIRE);
    }

    /**
     * Copies a name in wire form.
     *
     * @param id a name
     * @param target takes {@link #length} octets
     * @param targetOffset where they go
     * @return octets written; 0 for {@link #UNKNOWN}
     */
    public int copyWire(int id, byte[] target, int targetOffset) {
        int length = length(id);
        if (length > 0) {
            System.arraycopy(chunk(id), entry(id) + ENTRY_WIRE, target, targetOffset, length);
        }
        return length;
    }

    /**
     * Tells whether a name ends with the labels of another; every name ends with the root and with itself.
     *
     * @param id a name
     * @param suffix another name
     * @return true when it does; false when either is {@link #UNKNOWN}
     */
    public boolean endsWith(int id, int suffix) {
        if (id == UNKNOWN || suffix == UNKNOWN) {
            return false;
        }
        int start = tail(id, labels(id) - labels(suffix));
        int length = length(suffix);
        if (start < 0 || length(id) - start != length) {
            return false;
        }
        int from = entry(id) + ENTRY_WIRE + start;
        int other = entry(suffix) + ENTRY_WIRE;
        return Arrays.equals(chunk(id), from, from + length, chunk(suffix), other, other + length);
    }

    /**
     * A name without the labels of another at its end: {@code a.b} for {@code a.b.c.d} and {@code c.d}.
     *
     * @param id a name
     * @param suffix what it ends with
     * @return the shorter name, interned; the root when both are the same; {@link #UNKNOWN} when it does not end so
     */
    public int withoutSuffix(int id, int suffix) {
        if (!endsWith(id, suffix)) {
            return UNKNOWN;
        }
        int length = copyWire(id, scratch, 0) - length(suffix);
        scratch[length] = 0;
        return internFlat(scratch, 0, length + 1);
    }

    /**
     * The labels of a name followed by those of another: {@code a.b.c.d} for {@code a.b} and {@code c.d}.
     *
     * @param id the first labels
     * @param suffix the last labels
     * @return the longer name, interned; {@link #UNKNOWN} when it would pass 255 octets or either is UNKNOWN
     */
    public int concat(int id, int suffix) {
        int head = length(id) - 1;
        if (head < 0 || suffix == UNKNOWN || head + length(suffix) > DomainName.MAX_LENGTH) {
            return UNKNOWN;
        }
        copyWire(id, scratch, 0);
        return internFlat(scratch, 0, head + copyWire(suffix, scratch, head));
    }

    /**
     * A name without its first labels: {@code c.d} for {@code a.b.c.d} and 2.
     *
     * @param id a name
     * @param count how many labels to leave out, 0 or more
     * @return the shorter name, interned; {@link #UNKNOWN} when it has fewer labels
     */
    public int withoutFirst(int id, int count) {
        int start = id == UNKNOWN ? -1 : tail(id, count);
        if (start < 0) {
            return UNKNOWN;
        }
        int length = copyWire(id, scratch, 0) - start;
        return internFlat(scratch, start, length);
    }

    /** Where the wire form goes on after {@code count} labels, or -1 when it has fewer. */
    private int tail(int id, int count) {
        if (count < 0 || count > labels(id)) {
            return -1;
        }
        byte[] chunk = chunk(id);
        int wire = entry(id) + ENTRY_WIRE;
        int position = 0;
        for (int i = 0; i < count; i++) {
            position += 1 + chunk[wire + position];
        }
        return position;
    }

    private byte[] chunk(int id) {
        return chunks[places[id] >>> CHUNK_BITS];
    }

    private int entry(int id) {
        return places[id] & CHUNK - 1;
    }

    private int idAt(int place) {
        return Wire.i32(chunks[place >>> CHUNK_BITS], place & CHUNK - 1);
    }
}
