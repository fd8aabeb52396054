package io.github.dnswhy.rules;

import io.github.dnswhy.facts.GapFacts;
import io.github.dnswhy.model.BlindSpot;
import io.github.dnswhy.model.CaptureFilter;
import io.github.dnswhy.model.ChannelUse;
import io.github.dnswhy.model.Quantities;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Names what the inputs cannot show, with the command that would. */
public final class BlindSpots {
    private static final int GAPS_TOLD = 3;

    private final Facts facts;
    private final Set<String> reached;
    private final List<ChannelUse> channels;

    /**
     * The blind spots of one incident.
     *
     * @param facts what is known
     * @param reached anomalies of bounds that were too small for the captures
     * @param channels other ways to look up names that the captures show
     */
    public BlindSpots(Facts facts, Set<String> reached, List<ChannelUse> channels) {
        this.facts = facts;
        this.channels = List.copyOf(channels);
        this.reached = Set.copyOf(reached);
    }

    /**
     * The blind spots.
     *
     * @return the gravest first
     */
    public List<BlindSpot> list() {
        List<BlindSpot> spots = new ArrayList<>();
        Set<Need> given = facts.given();
        if (!reached.isEmpty()) {
            spots.add(new BlindSpot(
                    "The captures hold more than the bounds allow (" + String.join(", ", new TreeSet<>(reached))
                            + "): some lookups are missing, cut or counted twice.",
                    "run again with larger bounds: see --limits"));
        }
        if (!given.contains(Need.CAPTURE)) {
            spots.add(new BlindSpot(
                    "No capture with DNS in it: waiting threads are seen, not what they waited for.",
                    "kubectl debug POD --image=nicolaka/netshoot --profile=netadmin -c capture -- sleep 600; "
                            + "kubectl exec POD -c capture -- timeout 120 tcpdump -i any -s0 -U -w - "
                            + CaptureFilter.QUOTED
                            + " > app.cap"));
        } else if (facts.capture().icmpErrors() == 0 && facts.capture().unmatchedQueries() > 0) {
            spots.add(new BlindSpot(
                    "No ICMP error is in the capture; the filter 'port 53' hides them, so a refusal looks like silence.",
                    "tcpdump -i any -s0 -w app.cap " + CaptureFilter.QUOTED));
        }
        for (GapFacts gap : facts.capture().gaps().stream().limit(GAPS_TOLD).toList()) {
            spots.add(new BlindSpot(
                    "Nothing was captured from " + gap.from() + " on for " + Quantities.duration(gap.length())
                            + ": what was asked or answered then is not known.",
                    "tcpdump -B 16384 with a narrower filter; keep all pieces of a rotated capture"));
        }
        spots.addAll(new ChannelSpots(facts, channels).list());
        if (facts.capture().dropped().isEmpty() && isPartlyUnanswered()) {
            spots.add(
                    new BlindSpot(
                            "The capture has no drop counters: frames that tcpdump lost look like packets that the network lost.",
                            "read what tcpdump prints at its end ('packets dropped by kernel'), or capture with dumpcap (pcapng)"));
        }
        if (!given.contains(Need.THREAD_DUMP)) {
            spots.add(new BlindSpot(
                    "No thread dump: how many threads waited for names is not known.",
                    "for i in 1 2 3; do jstack -l -e PID > jstack-$i.txt; sleep 5; done"));
        }
        if (!given.contains(Need.RESOLV_CONF)) {
            spots.add(new BlindSpot(
                    "No resolv.conf: timeout, attempts, search list and order of servers are inferred.",
                    "kubectl exec POD -- cat /etc/resolv.conf > resolv.conf"));
        }
        if (!given.contains(Need.DNS_LOG)) {
            spots.add(new BlindSpot(
                    "No log of the DNS servers: why a server did not answer is not seen.",
                    "kubectl -n kube-system logs ds/node-local-dns --previous --timestamps; "
                            + "kubectl -n kube-system logs deploy/coredns --timestamps"));
        }
        if (!given.contains(Need.PODS)) {
            spots.add(new BlindSpot(
                    "No list of pods: whether the cache or CoreDNS restarts is not seen.",
                    "kubectl get pods -n kube-system -o wide"));
        }
        return spots;
    }

    /** Whether a server answered some queries and not others: only then may the capture itself have lost the answers. */
    private boolean isPartlyUnanswered() {
        return facts.servers().stream()
                .anyMatch(s ->
                        s.transactions().unanswered() > 0 && s.transactions().answered() > 0);
    }
}
