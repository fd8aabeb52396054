package io.github.dnswhy.evidence;

import io.github.dnswhy.model.Transport;
import java.time.Duration;

/**
 * One line of CoreDNS's query log in its default format (plugin log, {@code common} with ID): what the server itself
 * saw.
 *
 * <p>Client address, port and ID are the key of the same query in a capture on that path, no clock needed.
 *
 * @param at where it stands
 * @param text the message as printed
 * @param client the client's address and port
 * @param id the ID of the DNS message, 0..65535
 * @param type the type as printed
 * @param queryClass the class as printed
 * @param name the name, lower-cased, without its final dot
 * @param transport how the query came
 * @param rcode the RCODE as printed, {@code -} when no response was written
 * @param took the server's own time for it
 */
public record QueryLine(
        LogPlace at,
        String text,
        Endpoint client,
        int id,
        String type,
        String queryClass,
        String name,
        Transport transport,
        String rcode,
        Duration took) {}
