package io.github.dnswhy.model;

import java.util.List;

/**
 * How much was seen of one channel.
 *
 * @param channel which one
 * @param packets packets both ways
 * @param connections TCP connections opened, as far as their opening was captured
 * @param clients who used it, the busiest first; no more than are told apart
 * @param packetsOfOthers packets of further clients
 */
public record ChannelUse(
        LookupChannel channel, long packets, long connections, List<Client> clients, long packetsOfOthers) {
    /** Copies the list. */
    public ChannelUse {
        clients = List.copyOf(clients);
    }

    /**
     * One client.
     *
     * @param address who
     * @param packets packets from and to it
     */
    public record Client(IpAddress address, long packets) {}
}
