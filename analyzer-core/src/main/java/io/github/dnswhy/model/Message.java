package io.github.dnswhy.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One DNS message as decoded from a datagram or from a TCP stream: a row of {@code show messages}.
 *
 * @param capture the capture's path as given
 * @param frame frame number from 1; of a message in several segments the frame that completes it
 * @param index number among the messages that the frame completes, from 0
 * @param time when the frame was captured
 * @param transport how it travelled
 * @param source innermost source address
 * @param sourcePort its port
 * @param destination innermost destination address
 * @param destinationPort its port
 * @param length octets of the message that were captured
 * @param id the message ID
 * @param response the QR bit
 * @param opcode the OPCODE as a mnemonic
 * @param rcode the RCODE as a mnemonic, with the extension of an OPT record
 * @param truncated the TC bit
 * @param authoritative the AA bit
 * @param recursionDesired the RD bit
 * @param recursionAvailable the RA bit
 * @param questions the header's QDCOUNT, a claim
 * @param answers the header's ANCOUNT, a claim
 * @param authorities the header's NSCOUNT, a claim
 * @param additionals the header's ARCOUNT, a claim
 * @param name the first question's name as on the wire, when it could be read
 * @param type the first question's type as a mnemonic, when it could be read
 * @param recordClass the first question's class as a mnemonic, when it could be read
 * @param anomalies what is odd in it, by name
 */
public record Message(
        String capture,
        long frame,
        int index,
        Instant time,
        Transport transport,
        IpAddress source,
        int sourcePort,
        IpAddress destination,
        int destinationPort,
        int length,
        int id,
        boolean response,
        String opcode,
        String rcode,
        boolean truncated,
        boolean authoritative,
        boolean recursionDesired,
        boolean recursionAvailable,
        int questions,
        int answers,
        int authorities,
        int additionals,
        Optional<String> name,
        Optional<String> type,
        Optional<String> recordClass,
        List<String> anomalies) {
    /** Copies the list. */
    public Message {
        anomalies = List.copyOf(anomalies);
    }
}
