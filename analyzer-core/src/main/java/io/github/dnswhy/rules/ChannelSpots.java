package io.github.dnswhy.rules;

import io.github.dnswhy.model.BlindSpot;
import io.github.dnswhy.model.ChannelUse;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.LookupChannel;
import io.github.dnswhy.model.Quantities;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Says where lookups may have gone that no query of the captures shows: encrypted DNS, and names asked of the whole link. */
final class ChannelSpots {
    private final boolean plainDns;
    private final Set<IpAddress> plainClients = new HashSet<>();
    private final List<ChannelUse> channels;

    ChannelSpots(Facts facts, List<ChannelUse> channels) {
        plainDns = facts.capture().messages() > 0;
        facts.clients().forEach(client -> plainClients.add(client.address()));
        this.channels = channels;
    }

    List<BlindSpot> list() {
        List<BlindSpot> spots = new ArrayList<>();
        List<ChannelUse> local = new ArrayList<>();
        for (ChannelUse use : channels) {
            if (use.channel().encrypted()) {
                spots.add(encrypted(use));
            } else if (!plainDns || use.clients().stream().anyMatch(c -> plainClients.contains(c.address()))) {
                local.add(use);
            }
        }
        if (!local.isEmpty()) {
            spots.add(local(local));
        }
        return spots;
    }

    private static BlindSpot encrypted(ChannelUse use) {
        boolean sure = use.channel() != LookupChannel.DOH;
        String what = seen(use)
                + (sure ? "" : ", all with public resolvers")
                + ": lookups may have gone this way, and none of them can be read.";
        return new BlindSpot(
                what,
                use.channel() == LookupChannel.DOT
                        ? "resolvectl status; resolvectl dnsovertls LINK no; tcpdump -i any -s0 -w app.cap 'port 53 or port 853'"
                        : "turn " + use.channel().text()
                                + " off in the client and capture 'port 53' again, or read the client's own log");
    }

    private static BlindSpot local(List<ChannelUse> uses) {
        StringBuilder text = new StringBuilder();
        for (ChannelUse use : uses) {
            text.append(text.isEmpty() ? "" : "; ").append(seen(use));
        }
        text.append(
                ": names without a dot or below .local may have been looked up on the link, which is not analyzed.");
        return new BlindSpot(
                text.toString(),
                "resolvectl status, and 'hosts:' in /etc/nsswitch.conf; tshark -r CAPTURE -Y 'mdns or llmnr or nbns'");
    }

    /** {@code 12 packets of DNS over TLS (tcp port 853) in 2 connections, of 10.0.0.7} and so on. */
    private static String seen(ChannelUse use) {
        StringBuilder text = new StringBuilder();
        text.append(Quantities.count(use.packets(), "packet"));
        text.append(use.channel() == LookupChannel.DOH ? " that may be " : " of ")
                .append(use.channel().text());
        text.append(" (").append(use.channel().filter()).append(')');
        if (use.connections() > 0) {
            text.append(" in ").append(Quantities.count(use.connections(), "connection"));
        }
        int clients = use.clients().size();
        if (clients == 1 && use.packetsOfOthers() == 0) {
            return text.append(", of ").append(use.clients().get(0).address()).toString();
        }
        text.append(", of ").append(use.packetsOfOthers() > 0 ? "more than " : "");
        return text.append(Quantities.count(clients, "client"))
                .append(", most of ")
                .append(use.clients().get(0).address())
                .toString();
    }
}
