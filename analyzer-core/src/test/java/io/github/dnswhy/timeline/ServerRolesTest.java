package io.github.dnswhy.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.dnswhy.evidence.EvidenceReader;
import io.github.dnswhy.evidence.EvidenceSet;
import io.github.dnswhy.facts.ServerFacts;
import io.github.dnswhy.model.InputKind;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Limits;
import io.github.dnswhy.model.ServerRole;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a server is in the cluster: said by the user, by texts, by who asks it, by its address. */
class ServerRolesTest {
    private static IpAddress address(String text) {
        return IpAddress.parse(text).orElseThrow();
    }

    private static ServerFacts asked(String address, long rounds) {
        ServerFacts.Rounds turns = new ServerFacts.Rounds(
                0, rounds, 0, 0, 0, 0, 0, 0, 0, 0, Duration.ZERO, Duration.ZERO, 0, Duration.ZERO, 0, 0, 0);
        return new ServerFacts(
                address(address),
                ServerRole.OTHER,
                false,
                new ServerFacts.Transactions(1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0),
                Map.of(),
                Optional.empty(),
                Instant.EPOCH,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO,
                turns,
                ServerFacts.Losses.NONE,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static EvidenceSet text(InputKind kind, String text) throws IOException {
        EvidenceReader reader = new EvidenceReader(Limits.defaults());
        reader.read(kind, "file", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        return reader.toSet();
    }

    private static ServerRole role(EvidenceSet evidence, String address, ServerFacts... asked) {
        return new ServerRoles(Map.of(), evidence, List.of(asked), List.of()).of(address(address));
    }

    @Test
    void whatTheUserSaysComesFirst() {
        IpAddress cache = address("169.254.20.10");
        ServerRoles roles = new ServerRoles(Map.of(cache, ServerRole.OTHER), EvidenceSet.EMPTY, List.of(), List.of());
        assertEquals(ServerRole.OTHER, roles.of(cache));
    }

    @Test
    void linkLocalAddressIsTheNodesCacheUnlessACloudOwnsIt() {
        assertEquals(ServerRole.NODE_LOCAL_CACHE, role(EvidenceSet.EMPTY, "169.254.20.10"));
        assertEquals(ServerRole.NODE_LOCAL_CACHE, role(EvidenceSet.EMPTY, "169.254.25.10"));
        assertEquals(ServerRole.UPSTREAM, role(EvidenceSet.EMPTY, "169.254.169.253", asked("169.254.169.253", 5)));
        assertEquals(ServerRole.UPSTREAM, role(EvidenceSet.EMPTY, "169.254.169.254", asked("169.254.169.254", 5)));
    }

    @Test
    void routerThatAnnouncesItselfForDnsIsNoCache() {
        assertEquals(ServerRole.OTHER, role(EvidenceSet.EMPTY, "fe80::1", asked("fe80::1", 5)));
    }

    @Test
    void nameserverOfAPodIsTheClustersServiceWhenItsAddressIsPrivate() throws IOException {
        EvidenceSet conf =
                text(InputKind.RESOLV_CONF, "nameserver 10.96.0.10\nnameserver 1.1.1.1\nnameserver fd00::10\n");
        assertEquals(ServerRole.CLUSTER_SERVICE, role(conf, "10.96.0.10"));
        assertEquals(ServerRole.CLUSTER_SERVICE, role(conf, "fd00::10"));
        assertEquals(ServerRole.OTHER, role(conf, "1.1.1.1"));
    }

    @Test
    void withoutResolvConfTheServerThatLookupsAskIsTheService() {
        for (String address : List.of("10.96.0.10", "172.20.0.10", "192.168.0.10", "100.64.0.10", "fd00::10")) {
            assertEquals(ServerRole.CLUSTER_SERVICE, role(EvidenceSet.EMPTY, address, asked(address, 5)), address);
        }
        for (String address : List.of("8.8.8.8", "172.32.0.1", "100.63.0.1", "2606:4700::1111")) {
            assertEquals(ServerRole.OTHER, role(EvidenceSet.EMPTY, address, asked(address, 5)), address);
        }
    }

    @Test
    void serverThatOnlyForwardersAskIsTheirUpstream() {
        assertEquals(ServerRole.UPSTREAM, role(EvidenceSet.EMPTY, "10.0.0.2", asked("10.0.0.2", 0)));
    }

    @Test
    void targetOfAForwardIsUpstreamUnlessAPodIsConfiguredToAskIt() throws IOException {
        EvidenceSet corefile = text(InputKind.COREFILE, ".:53 {\n  bind 169.254.20.10\n  forward . 10.0.0.2\n}\n");
        EvidenceSet conf = text(InputKind.RESOLV_CONF, "nameserver 169.254.20.10\n");
        assertEquals(ServerRole.UPSTREAM, role(corefile.and(conf), "10.0.0.2", asked("10.0.0.2", 3)));
        assertEquals(ServerRole.NODE_LOCAL_CACHE, role(corefile.and(conf), "169.254.20.10"));
    }

    @Test
    void addressBehindTheServiceIsItsEndpoint() {
        ServerRoles roles = new ServerRoles(
                Map.of(), EvidenceSet.EMPTY, List.of(asked("10.96.0.10", 5)), List.of(asked("10.244.2.7", 0)));
        assertEquals(ServerRole.CLUSTER_ENDPOINT, roles.of(address("10.244.2.7")));
        assertEquals(ServerRole.CLUSTER_SERVICE, roles.of(address("10.96.0.10")));
    }

    @Test
    void podOfTheClustersDnsIsAnEndpoint() throws IOException {
        EvidenceSet pods = text(
                InputKind.KUBECTL_PODS,
                "NAME                       READY   STATUS    RESTARTS   AGE   IP           NODE\n"
                        + "coredns-5d78c9869d-abcde   1/1     Running   0          5d    10.244.2.7   node-2\n");
        assertEquals(ServerRole.CLUSTER_ENDPOINT, role(pods, "10.244.2.7", asked("10.244.2.7", 5)));
    }
}
