package io.github.dnswhy.evidence;

import io.github.dnswhy.model.IpAddress;
import java.time.Duration;
import java.util.Optional;

/** Something that a log of CoreDNS or node-cache tells besides the queries. */
public sealed interface DnsServerEvent {
    /**
     * Where it stands.
     *
     * @return file, line and time
     */
    LogPlace at();

    /**
     * The message as printed, cut to 500 characters.
     *
     * @return the text
     */
    String text();

    /**
     * The loop plugin found its own probe coming back and ended the process.
     *
     * @param at where it stands
     * @param text the message as printed
     * @param from where the probe came from, the host part of which is the looping server
     * @param to where it arrived
     * @param zone the zone that is forwarded in a circle, lower-cased, without its final dot; the root is a dot
     * @param query the probe
     */
    record LoopDetected(
            LogPlace at, String text, Optional<Endpoint> from, Optional<Endpoint> to, String zone, String query)
            implements DnsServerEvent {}

    /**
     * A query failed (plugin errors).
     *
     * @param at where it stands
     * @param text the message as printed
     * @param level the level it was logged at
     * @param rcode the RCODE that the client got, as a number
     * @param name the name, lower-cased, without its final dot
     * @param type the type as printed
     * @param error why
     */
    record QueryFailed(
            LogPlace at, String text, LogLevel level, int rcode, String name, String type, UpstreamError error)
            implements DnsServerEvent {}

    /**
     * Many failures in one line (plugin errors, {@code consolidate}).
     *
     * @param at where it stands
     * @param text the message as printed
     * @param level the level it was logged at
     * @param count how many failures it stands for
     * @param pattern the pattern that they match
     * @param within the time in which they happened
     * @param error what the pattern says of them
     */
    record QueriesFailed(
            LogPlace at,
            String text,
            LogLevel level,
            int count,
            String pattern,
            Optional<Duration> within,
            UpstreamError error)
            implements DnsServerEvent {}

    /**
     * The process began: one of these for each start, even where it prints several banners.
     *
     * @param at where it stands
     * @param text the message as printed
     * @param version what it says of its version
     * @param nodeCache whether the banner is that of node-cache rather than of the CoreDNS within
     */
    record Started(LogPlace at, String text, String version, boolean nodeCache) implements DnsServerEvent {}

    /**
     * The server listens for a zone.
     *
     * @param at where it stands
     * @param text the message as printed
     * @param zone the zone, lower-cased, without its final dot
     * @param port the port
     * @param address the address, when it does not listen on all
     */
    record Listening(LogPlace at, String text, String zone, int port, Optional<IpAddress> address)
            implements DnsServerEvent {}

    /**
     * One of the phrases that are worth knowing.
     *
     * @param at where it stands
     * @param text the message as printed
     * @param level the level it was logged at
     * @param phrase which one
     * @param detail the part that varies: a name, an address, a duration; empty when there is none
     */
    record Noticed(LogPlace at, String text, LogLevel level, DnsServerPhrase phrase, String detail)
            implements DnsServerEvent {}
}
