package io.github.dnswhy.rules.builtin.nodecache;

import io.github.dnswhy.evidence.CoreDnsLog;
import io.github.dnswhy.evidence.DnsServerEvent;
import io.github.dnswhy.evidence.DnsServerPhrase;
import io.github.dnswhy.evidence.PodDescription;
import io.github.dnswhy.evidence.PodList;
import io.github.dnswhy.model.Evidence;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.rules.Facts;
import io.github.dnswhy.rules.builtin.grounds.Phrases;
import io.github.dnswhy.rules.builtin.grounds.TextEvidence;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What texts tell of the process of a node-local cache: its pods, and how its log ends. */
final class CacheState {
    private static final Set<DnsServerPhrase> EXITS = EnumSet.of(
            DnsServerPhrase.FATAL_OTHER,
            DnsServerPhrase.COREFILE_INVALID,
            DnsServerPhrase.COREFILE_UNREADABLE,
            DnsServerPhrase.FORWARD_TARGET_INVALID,
            DnsServerPhrase.BIND_TARGET_INVALID,
            DnsServerPhrase.ADDRESS_IN_USE,
            DnsServerPhrase.ADDRESS_NOT_LOCAL,
            DnsServerPhrase.FLAGS_INVALID,
            DnsServerPhrase.INTERFACE_FAILED);

    private static final Set<DnsServerPhrase> TEARDOWNS =
            EnumSet.of(DnsServerPhrase.TEARDOWN, DnsServerPhrase.SIGNAL_UNTRAPPED, DnsServerPhrase.SHUTTING_DOWN);

    private final Facts facts;

    CacheState(Facts facts) {
        this.facts = facts;
    }

    /** The lines with which the process died, where its log has any. */
    Optional<Evidence> died(double weight) {
        return last(EXITS, true, "The log of the cache says that the process exited.", weight);
    }

    /** The lines with which it went in order and took its interface with it. */
    Optional<Evidence> tornDown(double weight) {
        return last(TEARDOWNS, false, "The log of the cache says that it ended and removed its interface.", weight);
    }

    private Optional<Evidence> last(Set<DnsServerPhrase> phrases, boolean loops, String text, double weight) {
        for (CoreDnsLog log : facts.evidence().nodeLocalLogs()) {
            List<DnsServerEvent> found = new ArrayList<>();
            for (DnsServerEvent event : log.events()) {
                boolean noticed = event instanceof DnsServerEvent.Noticed n && phrases.contains(n.phrase());
                if (noticed || loops && event instanceof DnsServerEvent.LoopDetected) {
                    found.add(event);
                }
            }
            if (!found.isEmpty()) {
                return Optional.of(TextEvidence.log(text, weight, found));
            }
        }
        return Optional.empty();
    }

    /** Pods of the cache that do not run as they should, on the node of the clients where that is known. */
    Optional<Evidence> sickPods(double weight) {
        Optional<String> node = node();
        for (PodList list : facts.evidence().podLists()) {
            List<PodList.Pod> sick = list.nodeLocalDns().stream()
                    .filter(pod -> !pod.isHealthy() && isOn(pod.node(), node))
                    .toList();
            if (!sick.isEmpty()) {
                PodList.Pod pod = sick.get(0);
                String text = "The pod " + pod.name()
                        + pod.node().map(n -> " on " + n).orElse("") + " is " + pod.status()
                        + ", " + pod.ready() + " of " + pod.containers() + " ready, after "
                        + Phrases.count(pod.restarts(), "restart") + ".";
                return Optional.of(TextEvidence.pods(text, weight, list, sick));
            }
        }
        for (PodDescription pod : facts.evidence().podDescriptions()) {
            for (PodDescription.Container container : pod.containers()) {
                if (pod.isNodeLocalDns() && !container.ready() && isOn(pod.node(), node)) {
                    String text = "The container " + container.name() + " of " + pod.name() + " is not ready, after "
                            + Phrases.count(container.restarts(), "restart") + ".";
                    long line =
                            container.state().map(PodDescription.State::line).orElse(container.line());
                    String state = container
                            .state()
                            .flatMap(PodDescription.State::reason)
                            .orElse("Ready: False");
                    return Optional.of(TextEvidence.line(text, weight, pod.file(), line, state));
                }
            }
        }
        return Optional.empty();
    }

    /** Pods of the cache that all run: the cache of the clients' node among them. */
    Optional<Evidence> soundPods(double weight) {
        Optional<String> node = node();
        for (PodList list : facts.evidence().podLists()) {
            List<PodList.Pod> pods = list.nodeLocalDns().stream()
                    .filter(pod -> isOn(pod.node(), node))
                    .toList();
            if (!pods.isEmpty() && pods.stream().allMatch(PodList.Pod::isHealthy)) {
                String text = node.isPresent()
                        ? "The pod of the cache on " + node.get() + " is Running and ready."
                        : "Every pod of the cache is Running and ready.";
                return Optional.of(TextEvidence.pods(text, weight, list, pods));
            }
        }
        return Optional.empty();
    }

    private static boolean isOn(Optional<String> podNode, Optional<String> node) {
        return node.isEmpty() || podNode.isEmpty() || podNode.equals(node);
    }

    /** The node of the clients, where a table or description of pods tells. */
    private Optional<String> node() {
        List<IpAddress> clients = facts.clients().stream()
                .filter(client -> client.lookups() > 0)
                .map(client -> client.address())
                .toList();
        for (PodList list : facts.evidence().podLists()) {
            for (PodList.Pod pod : list.pods()) {
                if (pod.address().filter(clients::contains).isPresent()) {
                    return pod.node();
                }
            }
        }
        for (PodDescription pod : facts.evidence().podDescriptions()) {
            if (pod.address().filter(clients::contains).isPresent()) {
                return pod.node();
            }
        }
        return Optional.empty();
    }
}
