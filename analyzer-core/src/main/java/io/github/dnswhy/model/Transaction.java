package io.github.dnswhy.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The attempts that share client endpoint, server, transport, ID and question, and what came back.
 *
 * @param client the client's address
 * @param clientPort the client's port
 * @param server the address that the client asked
 * @param transport how the messages travelled
 * @param id the DNS message ID, 0..65535
 * @param name the QNAME, lower-cased
 * @param type the QTYPE as a mnemonic
 * @param recordClass the QCLASS as a mnemonic
 * @param attempts the queries in order of time
 * @param outcome how it ended
 * @param rcode the RCODE of the response as a mnemonic, when there was one
 * @param responseCapture index of the capture that holds the response, -1 without one
 * @param responseFrame frame number of the response, from 1; 0 without one
 * @param latency from the first attempt to the response, when there was one
 * @param late whether the response came after the client had asked again or elsewhere
 * @param truncated whether the response had TC set
 */
public record Transaction(
        IpAddress client,
        int clientPort,
        IpAddress server,
        Transport transport,
        int id,
        String name,
        String type,
        String recordClass,
        List<Attempt> attempts,
        TransactionOutcome outcome,
        Optional<String> rcode,
        int responseCapture,
        long responseFrame,
        Optional<Duration> latency,
        boolean late,
        boolean truncated) {
    /** Copies the list. */
    public Transaction {
        attempts = List.copyOf(attempts);
    }
}
