package io.github.dnswhy.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.dnswhy.evidence.EvidenceReader;
import io.github.dnswhy.model.InputKind;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Limits;
import io.github.dnswhy.model.ServerRole;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How the address of a node-local cache is told when it is not the usual one. */
class CacheAddressTest {
    private static final IpAddress OWN = IpAddress.parse("10.0.0.10").orElseThrow();
    private static final IpAddress SERVICE = IpAddress.parse("10.96.0.10").orElseThrow();

    private static ServerRoles roles(InputKind kind, String file, String text) throws IOException {
        EvidenceReader reader = new EvidenceReader(Limits.defaults());
        String conf = "nameserver 10.0.0.10\nnameserver 10.96.0.10\n";
        reader.read(
                InputKind.RESOLV_CONF, "resolv.conf", new ByteArrayInputStream(conf.getBytes(StandardCharsets.UTF_8)));
        reader.read(kind, file, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        return new ServerRoles(Map.of(), reader.toSet(), List.of(), List.of());
    }

    @Test
    void corefileThatOnlyBindsAnAddressIsTheCaches() throws IOException {
        ServerRoles roles =
                roles(InputKind.COREFILE, "Corefile", ".:53 {\n  bind 10.0.0.10\n  forward . 10.96.0.10\n}\n");
        assertEquals(ServerRole.NODE_LOCAL_CACHE, roles.of(OWN));
        assertEquals(ServerRole.CLUSTER_SERVICE, roles.of(SERVICE));
    }

    @Test
    void corefileThatServesTheClustersZoneIsNot() throws IOException {
        ServerRoles roles =
                roles(InputKind.COREFILE, "Corefile", ".:53 {\n  bind 10.0.0.10\n  kubernetes cluster.local\n}\n");
        assertEquals(ServerRole.CLUSTER_SERVICE, roles.of(OWN));
    }

    @Test
    void logOfTheCacheTellsWhereItListens() throws IOException {
        ServerRoles roles = roles(
                InputKind.NODE_LOCAL_DNS_LOG,
                "node-local-dns.log",
                "[INFO] Starting node-cache image: 1.22.28\n[INFO] Added interface - nodelocaldns\n.:53 on 10.0.0.10\n");
        assertEquals(ServerRole.NODE_LOCAL_CACHE, roles.of(OWN));
    }
}
