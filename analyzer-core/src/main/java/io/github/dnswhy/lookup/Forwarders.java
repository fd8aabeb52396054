package io.github.dnswhy.lookup;

import io.github.dnswhy.match.AddressTable;
import io.github.dnswhy.match.IntMap;
import io.github.dnswhy.model.IpAddress;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * The clients that only pass on what others asked: an address that is asked itself, one whose queries echo those of others, and one
 * that texts know as a DNS server's.
 */
final class Forwarders {
    /** A client most of whose queries repeat what another client asked a moment before only passes them on. */
    private static final double ECHO_RATIO = 0.6;

    private static final int ECHOES_AT_LEAST = 5;

    private final IntMap<LookupTally.ClientTally> clients;
    private final AddressTable addresses;
    private final BitSet found = new BitSet();

    Forwarders(IntMap<LookupTally.ClientTally> clients, AddressTable addresses) {
        this.clients = clients;
        this.addresses = addresses;
    }

    /** Finds those that the captures show, told which addresses are asked themselves. */
    void find(IntPredicate isServer) {
        for (int id : clients.ids()) {
            LookupTally.ClientTally tally = clients.get(id);
            if (tally == null) {
                continue;
            }
            boolean echoes = tally.echoes >= ECHOES_AT_LEAST && tally.echoes >= ECHO_RATIO * tally.total;
            // The applications of a host ask its cache from the loopback address that the cache has too.
            if (isServer.test(id) && !addresses.address(id).isLoopback() || echoes) {
                found.set(id);
            }
        }
        // When everybody seems to forward, nobody can be told from an application: count them all.
        if (found.cardinality() == clients.size()) {
            found.clear();
        }
    }

    /**
     * Adds those that texts know. A host's own applications have its address too and ask its cache at a link-local address, as no
     * cache does.
     */
    void name(Set<IpAddress> known, List<Exchange> exchanges) {
        BitSet named = (BitSet) found.clone();
        for (int id : clients.ids()) {
            if (clients.get(id) != null && known.contains(addresses.address(id))) {
                named.set(id);
            }
        }
        for (Exchange x : exchanges) {
            if (!found.get(x.client) && addresses.address(x.server).isLinkLocal()) {
                named.clear(x.client);
            }
        }
        if (named.cardinality() < clients.size()) {
            found.or(named);
        }
    }

    /** By the number of their address; live. */
    BitSet bits() {
        return found;
    }
}
