package io.github.dnswhy.lookup;

import io.github.dnswhy.match.AddressTable;
import io.github.dnswhy.model.KeyHash;
import java.util.function.Consumer;

/** Exchanges by client and server; bounded, so that a flood of forged clients ends in one exchange for all of them. */
final class ExchangeTable {
    private final int limit;
    private Exchange[] slots = new Exchange[64];
    private int count;
    private Exchange last;

    ExchangeTable(int limit) {
        this.limit = limit;
    }

    Exchange of(int client, int server) {
        // Asked for several times for each lookup.
        if (last == null || last.client != client || last.server != server) {
            last = find(client, server);
        }
        return last;
    }

    private Exchange find(int client, int server) {
        int hash = hash(client, server);
        for (Exchange x = slots[hash & slots.length - 1]; x != null; x = x.chain) {
            if (x.client == client && x.server == server) {
                return x;
            }
        }
        if (count >= limit && client != AddressTable.OVERFLOW) {
            return find(AddressTable.OVERFLOW, server);
        }
        if (++count > slots.length) {
            grow();
        }
        Exchange x = new Exchange(client, server);
        link(x);
        return x;
    }

    private void link(Exchange x) {
        int slot = hash(x.client, x.server) & slots.length - 1;
        x.chain = slots[slot];
        slots[slot] = x;
    }

    private void grow() {
        Exchange[] old = slots;
        slots = new Exchange[old.length * 2];
        for (Exchange head : old) {
            Exchange next;
            for (Exchange x = head; x != null; x = next) {
                next = x.chain;
                link(x);
            }
        }
    }

    void forEach(Consumer<Exchange> action) {
        for (Exchange head : slots) {
            for (Exchange x = head; x != null; x = x.chain) {
                action.accept(x);
            }
        }
    }

    private static int hash(int client, int server) {
        return KeyHash.of((long) client << 32 | server);
    }
}
