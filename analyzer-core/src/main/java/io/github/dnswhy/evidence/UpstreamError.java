package io.github.dnswhy.evidence;

import io.github.dnswhy.model.Transport;
import java.util.Optional;

/**
 * Why a query could not be answered by an upstream, as Go's network errors say it.
 *
 * @param kind what went wrong
 * @param operation what was tried
 * @param transport over what, where the text names it
 * @param local the server's own end, where the text names it
 * @param upstream the upstream's end, where the text names it
 */
public record UpstreamError(
        Kind kind,
        Operation operation,
        Optional<Transport> transport,
        Optional<Endpoint> local,
        Optional<Endpoint> upstream) {
    private static final String[] NETWORKS = {" udp", " tcp"};
    private static final String[] OPERATIONS = {"dial", "read", "write"};

    /** What went wrong. */
    public enum Kind {
        /** {@code i/o timeout}: no answer, or no connection, in time. */
        TIMEOUT("i/o timeout"),
        /** {@code connection refused}. */
        REFUSED("connection refused"),
        /** {@code no route to host}. */
        NO_ROUTE("no route to host"),
        /** {@code network is unreachable}. */
        UNREACHABLE("network is unreachable"),
        /** {@code operation not permitted}: a local firewall, or conntrack full on sending. */
        NOT_PERMITTED("operation not permitted"),
        /** {@code connection reset by peer} or {@code broken pipe}. */
        RESET("connection reset by peer", "broken pipe"),
        /** The peer had closed a pooled connection. */
        CLOSED("cached connection was closed by peer", "EOF"),
        /** All upstreams are marked down. */
        NO_HEALTHY_UPSTREAM("no healthy proxies", "no upstream host", "no healthy upstreams"),
        /** The limit of concurrent queries is reached. */
        MAX_CONCURRENT("concurrent queries exceeded maximum"),
        /** {@code cannot assign requested address}: no free local port, or the address is not on this host. */
        NO_LOCAL_ADDRESS("cannot assign requested address"),
        /** {@code too many open files}. */
        FILE_LIMIT("too many open files"),
        /** {@code context deadline exceeded} or {@code context canceled}. */
        DEADLINE("context deadline exceeded", "context canceled"),
        /** The upstream's response could not be used. */
        BAD_RESPONSE("overflow", "bad rdata", "dns: "),
        /** Any other text. */
        OTHER;

        private static final Kind[] ALL = values();

        private final String[] phrases;

        Kind(String... phrases) {
            this.phrases = phrases;
        }

        static Kind of(String text) {
            for (Kind kind : ALL) {
                for (String phrase : kind.phrases) {
                    if (text.contains(phrase)) {
                        return kind;
                    }
                }
            }
            return OTHER;
        }
    }

    /** What was tried when it went wrong. */
    public enum Operation {
        /** A connection was being opened. */
        DIAL,
        /** An answer was awaited. */
        READ,
        /** The query was being sent. */
        WRITE,
        /** The text does not say. */
        NONE
    }

    /**
     * Reads a Go error, for example {@code read udp 10.0.0.1:4000->10.0.0.2:53: i/o timeout}.
     *
     * @param text the error's text
     * @return what it says; {@link Kind#OTHER} when nothing of it is known
     */
    public static UpstreamError parse(String text) {
        int at = operationAt(text);
        if (at < 0) {
            return new UpstreamError(
                    Kind.of(text), Operation.NONE, Optional.empty(), Optional.empty(), Optional.empty());
        }
        TextCursor cursor = new TextCursor(text, at);
        Operation operation = switch (cursor.word()) {
            case "dial" -> Operation.DIAL;
            case "read" -> Operation.READ;
            default -> Operation.WRITE;
        };
        String network = cursor.word();
        Optional<Transport> transport = network.startsWith("udp")
                ? Optional.of(Transport.UDP)
                : network.startsWith("tcp") ? Optional.of(Transport.TCP) : Optional.empty();
        String path = cursor.word();
        String ends = path.endsWith(":") ? path.substring(0, path.length() - 1) : path;
        int arrow = ends.indexOf("->");
        return new UpstreamError(
                Kind.of(text),
                operation,
                transport,
                arrow < 0 ? Optional.empty() : Endpoint.parse(ends.substring(0, arrow)),
                Endpoint.parse(arrow < 0 ? ends : ends.substring(arrow + 2)));
    }

    private static int operationAt(String text) {
        for (String network : NETWORKS) {
            for (int at = text.indexOf(network); at >= 0; at = text.indexOf(network, at + 1)) {
                for (String operation : OPERATIONS) {
                    if (at >= operation.length() && text.startsWith(operation, at - operation.length())) {
                        return at - operation.length();
                    }
                }
            }
        }
        return -1;
    }
}
