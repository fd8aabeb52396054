package io.github.dnswhy.lookup;

import io.github.dnswhy.match.OpenTransaction;
import io.github.dnswhy.model.KeyHash;

/** The legs of all open lookups of a shard by client, ID, name and type. Chained through the legs themselves: adds nothing to the heap. */
final class LegTable {
    private Leg[] slots = new Leg[256];
    private int size;

    static int hash(OpenTransaction t) {
        return KeyHash.of((long) t.client() << 32 | t.name(), (long) t.id() << 16 | t.type() & 0xFFFF);
    }

    /** The leg that asks what a transaction asks, with the same ID, or null. */
    Leg find(OpenTransaction t, int hash) {
        for (Leg leg = slots[hash & slots.length - 1]; leg != null; leg = leg.chain) {
            if (leg.hash == hash
                    && leg.id == t.id()
                    && leg.name == t.name()
                    && leg.type == t.type()
                    && leg.lookup.client == t.client()) {
                return leg;
            }
        }
        return null;
    }

    void add(Leg leg) {
        if (++size > slots.length) {
            grow();
        }
        link(leg);
    }

    private void link(Leg leg) {
        int slot = leg.hash & slots.length - 1;
        Leg head = slots[slot];
        leg.chain = head;
        leg.chainBefore = null;
        if (head != null) {
            head.chainBefore = leg;
        }
        slots[slot] = leg;
    }

    void remove(Leg leg) {
        size--;
        // The oldest goes first, and stands last in its chain: nothing is walked through to it.
        if (leg.chainBefore == null) {
            slots[leg.hash & slots.length - 1] = leg.chain;
        } else {
            leg.chainBefore.chain = leg.chain;
        }
        if (leg.chain != null) {
            leg.chain.chainBefore = leg.chainBefore;
        }
    }

    private void grow() {
        Leg[] old = slots;
        slots = new Leg[old.length * 2];
        for (Leg head : old) {
            Leg next;
            for (Leg leg = head; leg != null; leg = next) {
                next = leg.chain;
                link(leg);
            }
        }
    }
}
