package io.github.dnswhy.lookup;

import io.github.dnswhy.match.AddressTable;
import io.github.dnswhy.match.IntMap;
import io.github.dnswhy.model.IpAddress;
import java.util.function.Function;

/** The resolvers of a shard's clients. Not thread-safe. */
final class ClientResolvers {
    private final Function<IpAddress, ResolverSettings> settings;
    private final AddressTable addresses;
    private final SearchList.Room room = new SearchList.Room();
    private final IntMap<ClientResolver> resolvers = new IntMap<>();
    private int lastClient;
    private ClientResolver last;

    ClientResolvers(Function<IpAddress, ResolverSettings> settings, AddressTable addresses) {
        this.settings = settings;
        this.addresses = addresses;
    }

    /** The resolver of a client; the same client mostly asks several times in a row. */
    ClientResolver of(int client) {
        if (last == null || lastClient != client) {
            lastClient = client;
            last = resolvers.get(client);
            if (last == null) {
                last = resolvers.get(
                        client,
                        id -> new ClientResolver(settings.apply(addresses.address(id)), new Fingerprint(), room));
            }
        }
        return last;
    }
}
