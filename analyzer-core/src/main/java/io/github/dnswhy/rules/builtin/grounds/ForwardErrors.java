package io.github.dnswhy.rules.builtin.grounds;

import io.github.dnswhy.evidence.CoreDnsLog;
import io.github.dnswhy.evidence.DnsServerEvent;
import io.github.dnswhy.evidence.UpstreamError;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.rules.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * What the logs of DNS servers say of queries that they could not forward, for one reason.
 *
 * @param events the failures, in the order of the logs
 * @param upstreams whom they name
 */
public record ForwardErrors(List<DnsServerEvent> events, List<IpAddress> upstreams) {
    /** Copies the lists. */
    public ForwardErrors {
        events = List.copyOf(events);
        upstreams = List.copyOf(upstreams);
    }

    /** The failures for this reason, in all logs. */
    public static ForwardErrors of(Facts facts, UpstreamError.Kind kind) {
        return of(facts.evidence().dnsLogs(), kind);
    }

    /** The failures for this reason, in these logs. */
    public static ForwardErrors of(List<CoreDnsLog> logs, UpstreamError.Kind kind) {
        List<DnsServerEvent> events = new ArrayList<>();
        TreeSet<IpAddress> upstreams = new TreeSet<>();
        for (CoreDnsLog log : logs) {
            for (DnsServerEvent event : log.events()) {
                UpstreamError error = event instanceof DnsServerEvent.QueryFailed one
                        ? one.error()
                        : event instanceof DnsServerEvent.QueriesFailed many ? many.error() : null;
                if (error != null && error.kind() == kind) {
                    events.add(event);
                    error.upstream().ifPresent(end -> upstreams.add(end.address()));
                }
            }
        }
        return new ForwardErrors(events, List.copyOf(upstreams));
    }
}
