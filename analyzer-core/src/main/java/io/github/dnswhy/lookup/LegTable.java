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
        leg.chain = slots[slot];
        slots[slot] = leg;
    }

    void remove(Leg leg) {
        size--;
        int slot = leg.hash & slots.length - 1;
        if (slots[slot] == leg) {
            slots[slot] = leg.chain;
            return;
        }
        Leg before = slots[slot];
        while (before.chain != leg) {
            before = before.chain;
        }
        before.chain = leg.chain;
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
