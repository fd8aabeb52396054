package io.github.dnswhy.facts;

import io.github.dnswhy.model.IpAddress;
import java.time.Duration;

/**
 * What one client's lookups felt at one server.
 *
 * @param client who asked
 * @param server whom
 * @param attempts queries sent
 * @param rounds the server's turns in lookups of the client
 * @param answered those in which everything was answered
 * @param timedOut those that the client waited out
 * @param refused those that ended at once without an answer
 * @param waited felt time of rounds that were not answered
 */
public record PathFacts(
        IpAddress client,
        IpAddress server,
        long attempts,
        long rounds,
        long answered,
        long timedOut,
        long refused,
        Duration waited) {}
