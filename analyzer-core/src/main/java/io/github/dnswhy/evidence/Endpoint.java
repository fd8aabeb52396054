package io.github.dnswhy.evidence;

import io.github.dnswhy.model.IpAddress;
import java.util.Optional;

/**
 * An address with a port.
 *
 * @param address the address
 * @param port the port, 0..65535
 */
public record Endpoint(IpAddress address, int port) {
    /**
     * Parses {@code 10.0.0.1:53} or {@code [fd00::1]:53}; a zone ({@code %eth0}) is cut off.
     *
     * @param text the text of one endpoint
     * @return the endpoint, or empty when the text is none
     */
    public static Optional<Endpoint> parse(String text) {
        int colon = text.lastIndexOf(':');
        int port = colon < 0 ? -1 : TextCursor.numberOf(text.substring(colon + 1));
        if (port < 0 || port > 65535) {
            return Optional.empty();
        }
        boolean bracketed = colon >= 2 && text.charAt(0) == '[' && text.charAt(colon - 1) == ']';
        String address = bracketed ? text.substring(1, colon - 1) : text.substring(0, colon);
        if (!bracketed && address.indexOf(':') >= 0) {
            return Optional.empty();
        }
        return IpAddress.parse(address).map(parsed -> new Endpoint(parsed, port));
    }

    /** {@code 10.0.0.1:53} or {@code [fd00::1]:53}. */
    @Override
    public String toString() {
        return address.isV4() ? address + ":" + port : "[" + address + "]:" + port;
    }
}
