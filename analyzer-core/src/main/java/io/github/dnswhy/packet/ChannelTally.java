package io.github.dnswhy.packet;

import io.github.dnswhy.model.ChannelUse;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.LookupChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Counts what was seen of each channel, by client; clients beyond {@link #MAX_CLIENTS} a channel are counted together. */
final class ChannelTally {
    static final int MAX_CLIENTS = 1_024;

    private static final LookupChannel[] CHANNELS = LookupChannel.values();

    private final One[] channels = new One[CHANNELS.length];

    private static final class One {
        private final DenseKeys clients = new DenseKeys(MAX_CLIENTS);
        private final long[] packetsByClient = new long[MAX_CLIENTS];
        private long packetsOfOthers;
        private long packets;
        private long connections;
    }

    /** Counts a packet of a client, or to it. */
    void packet(LookupChannel channel, long clientHigh, long clientLow, boolean opens) {
        One one = channels[channel.ordinal()];
        if (one == null) {
            one = new One();
            channels[channel.ordinal()] = one;
        }
        one.packets++;
        if (opens) {
            one.connections++;
        }
        int client = one.clients.number(clientHigh, clientLow);
        if (client < 0) {
            one.packetsOfOthers++;
        } else {
            one.packetsByClient[client]++;
        }
    }

    /** The channels that were seen. */
    List<ChannelUse> list() {
        List<ChannelUse> seen = new ArrayList<>();
        for (LookupChannel channel : CHANNELS) {
            One one = channels[channel.ordinal()];
            if (one != null) {
                seen.add(new ChannelUse(channel, one.packets, one.connections, clients(one), one.packetsOfOthers));
            }
        }
        return seen;
    }

    private static List<ChannelUse.Client> clients(One one) {
        List<ChannelUse.Client> clients = new ArrayList<>(one.clients.size());
        for (int i = 0; i < one.clients.size(); i++) {
            clients.add(new ChannelUse.Client(
                    new IpAddress(one.clients.high(i), one.clients.low(i)), one.packetsByClient[i]));
        }
        clients.sort(Comparator.comparingLong(ChannelUse.Client::packets)
                .reversed()
                .thenComparing(ChannelUse.Client::address));
        return clients;
    }
}
