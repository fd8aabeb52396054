package io.github.dnswhy.model;

import java.time.Duration;
import java.util.Optional;

/**
 * One query of a lookup and what came back.
 *
 * @param offset from the start of the lookup to this query
 * @param capture index of the capture that holds the frames
 * @param frame frame number of the query, from 1
 * @param server the address that was asked
 * @param transport how it travelled
 * @param name the QNAME, lower-cased
 * @param type the QTYPE as a mnemonic; empty when the question could not be read
 * @param id the DNS message ID
 * @param fate what became of it
 * @param rcode the RCODE of the response as a mnemonic, when there was one
 * @param duration how long the resolver waited on it: to the response, or until it gave up on it
 * @param responseFrame frame number of the response, from 1; 0 without one
 */
public record LookupStep(
        Duration offset,
        int capture,
        long frame,
        IpAddress server,
        Transport transport,
        String name,
        String type,
        int id,
        StepFate fate,
        Optional<String> rcode,
        Duration duration,
        long responseFrame) {}
