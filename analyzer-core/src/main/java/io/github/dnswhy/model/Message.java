package io.github.dnswhy.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One DNS message as it was seen, a row of {@code show messages}.
 *
 * @param capture the capture's path, as given
 * @param frame frame number from 1; of a message in several TCP segments that of the one that completes it
 * @param index which message of this frame it is, from 0: one TCP segment may complete several
 * @param time when the frame was captured
 * @param transport how it travelled
 * @param source the innermost source address
 * @param sourcePort its port, 0..65535
 * @param destination the innermost destination address
 * @param destinationPort its port, 0..65535
 * @param length octets of the message, without the length prefix of TCP
 * @param id the message ID, 0..65535
 * @param response the QR bit
 * @param opcode the OPCODE as a mnemonic
 * @param rcode the RCODE as a mnemonic, the extended one where EDNS gives it (RFC 6891 §6.1.3)
 * @param truncated the TC bit
 * @param authoritative the AA bit
 * @param recursionDesired the RD bit
 * @param recursionAvailable the RA bit
 * @param authenticData the AD bit: DNSSEC validated it (RFC 4035 §3.2.3)
 * @param checkingDisabled the CD bit: DNSSEC is not to be checked (RFC 4035 §3.2.2)
 * @param questions QDCOUNT as the header claims it
 * @param answers ANCOUNT as the header claims it
 * @param authorities NSCOUNT as the header claims it
 * @param additionals ARCOUNT as the header claims it
 * @param name QNAME of the first question, as on the wire, when there is one that can be read
 * @param type QTYPE of the first question as a mnemonic
 * @param recordClass QCLASS of the first question as a mnemonic
 * @param anomalies names of what is damaged or odd in it
 * @param records its questions and decoded records in their order, when they were asked for
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
        boolean authenticData,
        boolean checkingDisabled,
        int questions,
        int answers,
        int authorities,
        int additionals,
        Optional<String> name,
        Optional<String> type,
        Optional<String> recordClass,
        List<String> anomalies,
        Optional<List<ResourceRecord>> records) {
    /** Copies the lists. */
    public Message {
        anomalies = List.copyOf(anomalies);
        if (records.isPresent()) {
            records = Optional.of(List.copyOf(records.get()));
        }
    }

    /** Where a record stands: the sections of a message (RFC 1035 §4.1), in an UPDATE under other names (RFC 2136 §2). */
    public enum Section {
        /** Questions: name, type and class only. */
        QUESTION,
        /** Records that answer the question. */
        ANSWER,
        /** Records that point to an authority. */
        AUTHORITY,
        /** Records that may help, OPT among them. */
        ADDITIONAL,
        /** The zone that is updated: a question in form. */
        ZONE,
        /** What must be there, or must not, for an update to happen. */
        PREREQUISITE,
        /** What an update adds or deletes. */
        UPDATE,
        /** TLVs of a stateful operation (RFC 8490 §5.4): type and data only. */
        DSO
    }

    /**
     * One decoded record, question or TLV. What it lacks by its nature, or what cannot be read of it, is empty.
     *
     * @param section where it stands
     * @param name its owner in presentation form
     * @param type its TYPE as a mnemonic
     * @param recordClass its CLASS as a mnemonic; none for OPT, where the field means another thing
     * @param ttl its TTL in seconds, 0..2^32-1 as on the wire; none for OPT, likewise
     * @param data its RDATA in presentation form
     * @param problem what is wrong with it, and what could be read of its RDATA all the same
     */
    public record ResourceRecord(
            Section section,
            Optional<String> name,
            Optional<String> type,
            Optional<String> recordClass,
            OptionalLong ttl,
            Optional<String> data,
            Optional<String> problem) {}
}
