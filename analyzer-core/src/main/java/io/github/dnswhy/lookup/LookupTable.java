package io.github.dnswhy.lookup;

import io.github.dnswhy.model.KeyHash;

/**
 * The open lookups of a shard by client and first label, which all names of one search walk share. Chained through the lookups
 * themselves: adds nothing to the heap.
 */
final class LookupTable {
    private OpenLookup[] slots = new OpenLookup[256];
    private int size;

    static int hash(int client, int firstLabelHash) {
        return KeyHash.of((long) client << 32 | firstLabelHash & 0xFFFF_FFFFL);
    }

    int size() {
        return size;
    }

    /** The first of a chain in which lookups with this hash are found, the youngest first; others may be between them. */
    OpenLookup first(int hash) {
        return slots[hash & slots.length - 1];
    }

    void add(OpenLookup l) {
        if (++size > slots.length) {
            grow();
        }
        link(l);
    }

    private void link(OpenLookup l) {
        int slot = l.hash & slots.length - 1;
        OpenLookup head = slots[slot];
        l.chain = head;
        l.chainBefore = null;
        if (head != null) {
            head.chainBefore = l;
        }
        slots[slot] = l;
    }

    void remove(OpenLookup l) {
        size--;
        // The oldest goes first, and stands last in its chain: nothing is walked through to it.
        if (l.chainBefore == null) {
            slots[l.hash & slots.length - 1] = l.chain;
        } else {
            l.chainBefore.chain = l.chain;
        }
        if (l.chain != null) {
            l.chain.chainBefore = l.chainBefore;
        }
    }

    private void grow() {
        OpenLookup[] old = slots;
        slots = new OpenLookup[old.length * 2];
        for (OpenLookup head : old) {
            // Twice turned around, a chain keeps its order: the youngest first.
            OpenLookup turned = null;
            OpenLookup next;
            for (OpenLookup l = head; l != null; l = next) {
                next = l.chain;
                l.chain = turned;
                turned = l;
            }
            for (OpenLookup l = turned; l != null; l = next) {
                next = l.chain;
                link(l);
            }
        }
    }
}
