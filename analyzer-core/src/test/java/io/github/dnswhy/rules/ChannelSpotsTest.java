package io.github.dnswhy.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.model.BlindSpot;
import io.github.dnswhy.model.ChannelUse;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.LookupChannel;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChannelSpotsTest {
    private static final IpAddress CLIENT = IpAddress.parse("10.0.0.7").orElseThrow();

    private static List<String> spots(long plainMessages, ChannelUse... uses) {
        Facts facts = new Incident().messages(plainMessages).facts();
        return new ChannelSpots(facts, List.of(uses))
                .list().stream().map(BlindSpot::text).toList();
    }

    private static ChannelUse use(LookupChannel channel, long packets, long connections, long others) {
        return new ChannelUse(
                channel, packets, connections, List.of(new ChannelUse.Client(CLIENT, packets - others)), others);
    }

    @Test
    void encryptedDnsIsAlwaysTold() {
        assertEquals(
                List.of(
                        "1,200 packets of DNS over TLS (tcp port 853) in 3 connections, of 10.0.0.7: lookups may have gone"
                                + " this way, and none of them can be read."),
                spots(50, use(LookupChannel.DOT, 1200, 3, 0)));
    }

    @Test
    void httpsWithAResolverIsOnlyAPossibility() {
        String text = spots(50, use(LookupChannel.DOH, 9, 1, 0)).get(0);
        assertTrue(
                text.startsWith("9 packets that may be DNS over HTTPS (port 443) in 1 connection, of 10.0.0.7"), text);
    }

    @Test
    void namesAskedOfTheLinkAreToldWhereTheyMatter() {
        ChannelUse multicast = use(LookupChannel.MDNS, 9, 0, 0);
        ChannelUse llmnr = use(LookupChannel.LLMNR, 9, 0, 2);
        assertEquals(List.of(), spots(50, multicast, llmnr));
        assertEquals(
                List.of(
                        "9 packets of multicast DNS (udp port 5353), of 10.0.0.7; 9 packets of LLMNR (port 5355), of more than 1"
                                + " client, most of 10.0.0.7: names without a dot or below .local may have been looked up on the"
                                + " link, which is not analyzed."),
                spots(0, multicast, llmnr));
    }

    @Test
    void blindSpotsHoldThem() {
        Facts facts = new Incident().messages(50).facts();
        List<BlindSpot> spots = new BlindSpots(facts, Set.of(), List.of(use(LookupChannel.DOQ, 1, 0, 0))).list();
        assertTrue(spots.stream().anyMatch(spot -> spot.text().startsWith("1 packet of DNS over QUIC (udp port 853)")));
    }
}
