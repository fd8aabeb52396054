package io.github.dnswhy.evidence;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a log of CoreDNS or of NodeLocal DNSCache (a CoreDNS of its own) tells.
 *
 * @param file the file as given
 * @param nodeLocal whether it is the log of a node-local cache
 * @param lines how many lines it has
 * @param first time of its first stamped line
 * @param last time of its last stamped line
 * @param events what happened, in order of lines; the latest when there were more than the limit
 * @param droppedEvents how many earlier ones were left out
 * @param queries the query log, in order of lines; the latest when there were more than the limit
 * @param droppedQueries how many earlier ones were left out
 * @param rcodes how many query lines ended with each RCODE, those left out included
 * @param configurations the effective Corefiles that node-cache printed
 */
public record CoreDnsLog(
        String file,
        boolean nodeLocal,
        long lines,
        Optional<LogTime> first,
        Optional<LogTime> last,
        List<DnsServerEvent> events,
        long droppedEvents,
        List<QueryLine> queries,
        long droppedQueries,
        Map<String, Long> rcodes,
        List<Corefile> configurations) {
    /** Copies the lists. */
    public CoreDnsLog {
        events = List.copyOf(events);
        queries = List.copyOf(queries);
        rcodes = Map.copyOf(rcodes);
        configurations = List.copyOf(configurations);
    }

    /**
     * The events of one kind.
     *
     * @param kind the kind
     * @param <E> the kind
     * @return them in order of lines
     */
    public <E extends DnsServerEvent> List<E> events(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /**
     * The places where a phrase stands.
     *
     * @param phrase the phrase
     * @return them in order of lines
     */
    public List<DnsServerEvent.Noticed> noticed(DnsServerPhrase phrase) {
        Stream<DnsServerEvent.Noticed> all = events(DnsServerEvent.Noticed.class).stream();
        return all.filter(event -> event.phrase() == phrase).toList();
    }

    /**
     * How often the process began within this log.
     *
     * @return the number of starts, 0 when the log begins after the start
     */
    public int starts() {
        int nodeCache = 0;
        int coreDns = 0;
        for (DnsServerEvent.Started start : events(DnsServerEvent.Started.class)) {
            if (start.nodeCache()) {
                nodeCache++;
            } else {
                coreDns++;
            }
        }
        // node-cache prints its own banner first; then the CoreDNS within prints another, if it gets that far.
        return Math.max(nodeCache, coreDns);
    }

    /**
     * How many queries failed, as plugin errors counts them.
     *
     * @param kind the reason
     * @return the number of failures, consolidated lines multiplied
     */
    public long failures(UpstreamError.Kind kind) {
        long failures = 0;
        for (DnsServerEvent event : events) {
            if (event instanceof DnsServerEvent.QueryFailed failed
                    && failed.error().kind() == kind) {
                failures++;
            } else if (event instanceof DnsServerEvent.QueriesFailed failed
                    && failed.error().kind() == kind) {
                failures += failed.count();
            }
        }
        return failures;
    }
}
