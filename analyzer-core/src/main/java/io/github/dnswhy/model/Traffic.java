package io.github.dnswhy.model;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was on the wire.
 *
 * @param messages DNS messages, each sighting counted
 * @param queries messages with QR=0
 * @param responses messages with QR=1
 * @param attempts queries sent, each counted once
 * @param sightings query frames seen, copies included
 * @param outcomes transactions by outcome
 * @param late answered transactions whose response came late
 * @param servers the servers, by waited time descending, then address
 * @param clients the clients, by attempts descending, then address
 * @param names the names asked, by attempts descending, then text; the first of them only
 * @param types attempts by QTYPE mnemonic
 * @param rcodes responses by RCODE mnemonic
 */
public record Traffic(
        long messages,
        long queries,
        long responses,
        long attempts,
        long sightings,
        Map<TransactionOutcome, Long> outcomes,
        long late,
        List<ServerTraffic> servers,
        List<ClientTraffic> clients,
        List<Count> names,
        Map<String, Long> types,
        Map<String, Long> rcodes) {
    /** Copies the lists; the maps are taken as they are, in their order. */
    public Traffic {
        servers = List.copyOf(servers);
        clients = List.copyOf(clients);
        names = List.copyOf(names);
    }

    /**
     * One server.
     *
     * @param address its address
     * @param role what it is in the cluster
     * @param transactions transactions with it
     * @param answered how many were answered
     * @param unanswered how many stayed without an answer
     * @param rejected how many were rejected by ICMP or reset
     * @param rcodes responses by RCODE mnemonic
     * @param latency latency of the answered ones, when there are any
     * @param waited felt time that lookups spent on attempts to it that were not answered in time
     */
    public record ServerTraffic(
            IpAddress address,
            ServerRole role,
            long transactions,
            long answered,
            long unanswered,
            long rejected,
            Map<String, Long> rcodes,
            Optional<Percentiles> latency,
            Duration waited) {}

    /**
     * One client.
     *
     * @param address its address
     * @param count queries sent, each counted once
     * @param forwarder whether it only passes on what others ask
     * @param lookups its lookups; 0 for a forwarder
     * @param slow slow ones
     * @param failed failed ones
     * @param waited felt time on queries that were not answered in time
     * @param resolver the resolver whose habits it shows, when it had lookups
     * @param resolverConfidence how sure that is, 0..1
     * @param resolverGrounds what speaks for it, the strongest first
     */
    public record ClientTraffic(
            IpAddress address,
            long count,
            boolean forwarder,
            long lookups,
            long slow,
            long failed,
            Duration waited,
            Optional<String> resolver,
            double resolverConfidence,
            List<String> resolverGrounds) {}

    /**
     * Something counted by its text.
     *
     * @param text the name
     * @param count how many attempts
     */
    public record Count(String text, long count) {}
}
