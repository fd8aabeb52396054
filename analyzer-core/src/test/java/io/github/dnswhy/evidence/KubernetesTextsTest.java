package io.github.dnswhy.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.model.InputKind;
import io.github.dnswhy.model.IpAddress;
import java.time.Duration;
import java.time.LocalTime;
import java.time.MonthDay;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class KubernetesTextsTest {
    private static KubeProxyLog kubeProxy(String text) {
        return Samples.read(InputKind.KUBE_PROXY_LOG, text).kubeProxyLogs().get(0);
    }

    @Test
    void theProxierInUseIsTheMode() {
        KubeProxyLog log = kubeProxy(Samples.KUBE_PROXY_LOG);
        assertEquals(Optional.of(KubeProxyLog.Mode.NFTABLES), log.mode());
        assertEquals(2, log.statements().size());
        KubeProxyLog.Statement effective = log.statements().get(1);
        assertEquals(3, effective.at().line());
        assertEquals(
                Optional.of(new KubeProxyLog.KlogTime(MonthDay.of(11, 20), LocalTime.of(0, 8, 48, 818_918_000))),
                effective.klogTime());
        assertEquals(OptionalLong.of(131_072), log.conntrackMax());
        assertEquals(Optional.of("v1.31.4"), log.version());
    }

    @Test
    void oldAndNewWordingsOfTheModeAreKnown() {
        String header = "I0723 17:14:34.940248       1 server_others.go:183] ";
        assertEquals(
                Optional.of(KubeProxyLog.Mode.IPVS),
                kubeProxy(header + "Using ipvs Proxier.\n").mode());
        assertEquals(
                Optional.of(KubeProxyLog.Mode.IPTABLES),
                kubeProxy(header + "Using iptables Proxier.\n").mode());
        assertEquals(
                Optional.of(KubeProxyLog.Mode.IPTABLES),
                kubeProxy(header + "\"Using iptables proxy\"\n").mode());
        assertEquals(
                Optional.of(KubeProxyLog.Mode.IPTABLES),
                kubeProxy(header + "Flag proxy-mode=\"\" unknown, assuming iptables proxy\n")
                        .mode());
        KubeProxyLog fallback = kubeProxy(
                "E0723 17:14:34.940248       1 server_others.go:183] can't use the IPVS proxier: no module\n");
        assertEquals(KubeProxyLog.Meaning.FALLBACK, fallback.statements().get(0).meaning());
        assertEquals(Optional.empty(), kubeProxy(header + "Using node IP\n").mode());
    }

    @Test
    void podsAreReadByTheirColumns() {
        PodList list =
                Samples.read(InputKind.KUBECTL_PODS, Samples.PODS).podLists().get(0);
        assertEquals(3, list.pods().size());
        PodList.Pod crashing = list.nodeLocalDns().get(0);
        assertEquals(Optional.of("kube-system"), crashing.namespace());
        assertEquals("CrashLoopBackOff", crashing.status());
        assertEquals(0, crashing.ready());
        assertEquals(1, crashing.containers());
        assertEquals(37, crashing.restarts());
        assertEquals(Optional.of(Duration.ofSeconds(131)), crashing.lastRestart());
        assertEquals(Optional.of(Duration.ofHours(49)), crashing.age());
        assertEquals(IpAddress.parse("192.168.49.3"), crashing.address());
        assertEquals(Optional.of("worker-3"), crashing.node());
        assertEquals(3, crashing.line());
        assertFalse(crashing.isHealthy());
        assertEquals(1, list.clusterDns().size(), "the autoscaler serves no DNS");
        assertTrue(list.clusterDns().get(0).isHealthy());
        assertEquals(Optional.empty(), list.pods().get(2).node());
    }

    @Test
    void tablesWithoutHeaderNamespaceOrWideColumnsAreRead() {
        List<PodList.Pod> narrow = Samples.read(
                        InputKind.KUBECTL_PODS,
                        "NAME READY STATUS RESTARTS AGE\nnodelocaldns-djhvc 0/1 CrashLoopBackOff 578 (2m47s ago) 2d1h\n")
                .podLists()
                .get(0)
                .pods();
        assertTrue(narrow.get(0).isNodeLocalDns());
        assertEquals(578, narrow.get(0).restarts());
        assertEquals(Optional.empty(), narrow.get(0).namespace());
        List<PodList.Pod> bare = Samples.read(
                        InputKind.KUBECTL_PODS,
                        "kube-system   nodelocaldns-djhvc   0/1   CrashLoopBackOff   578 (2m47s ago)   2d1h   10.77.48.133   n5\n")
                .podLists()
                .get(0)
                .pods();
        assertEquals(Optional.of("kube-system"), bare.get(0).namespace());
        assertEquals(Optional.of("n5"), bare.get(0).node());
    }

    @Test
    void rowsOfOtherTablesAreNoPods() {
        EvidenceSet evidence = Samples.read(
                InputKind.KUBECTL_PODS,
                Samples.PODS
                        + "\nNAME                      TYPE        CLUSTER-IP   EXTERNAL-IP   PORT(S)   AGE\nservice/kube-dns          ClusterIP   10.96.0.10   <none>        53/UDP    41d\n");
        assertEquals(3, evidence.podLists().get(0).pods().size());
    }

    @Test
    void aDescribedPodTellsStatesAndEvents() {
        PodDescription pod = Samples.read(InputKind.KUBECTL_DESCRIBE, Samples.DESCRIPTION)
                .podDescriptions()
                .get(0);
        assertEquals("node-local-dns-8xkgp", pod.name());
        assertTrue(pod.isNodeLocalDns());
        assertEquals(Optional.of("worker-3"), pod.node());
        assertEquals(IpAddress.parse("192.168.49.3"), pod.address());
        PodDescription.Container container = pod.containers().get(0);
        assertEquals(1, pod.containers().size());
        assertEquals("node-cache", container.name());
        assertEquals(37, container.restarts());
        assertFalse(container.ready());
        assertTrue(container.hasReason("CrashLoopBackOff"));
        assertTrue(container.hasReason("OOMKilled"));
        assertEquals(OptionalInt.of(137), container.lastState().orElseThrow().exitCode());
        assertEquals(3, pod.events().size());
        PodDescription.Event backOff = pod.events("BackOff").get(0);
        assertTrue(backOff.warning());
        assertEquals(171, backOff.count());
        assertEquals(Optional.of(Duration.ofMinutes(13)), backOff.age());
        assertEquals("Back-off restarting failed container  node-cache", backOff.message());
        assertTrue(pod.events("Unhealthy").get(0).message().startsWith("Liveness probe failed"));
    }

    @Test
    void severalDescribedPodsAndTheOldFormOfEventsAreRead() {
        String old =
                "Name:\t\tkube-dns-86f4d74b45-59dsd\nNamespace:\tkube-system\nNode:\t\tminikube/10.1.1.1\nIP:\t\t10.2.2.2\nContainers:\n  kubedns:\n"
                        + "    State:\t\tRunning\n    Ready:\t\tTrue\n    Restart Count:\t2\nEvents:\n"
                        + "  FirstSeen\tLastSeen\tCount\tFrom\tSubObjectPath\tType\tReason\tMessage\n"
                        + "  5d\t\t47m\t5998\tkubelet, n1\tspec.containers{kubedns}\tWarning\tUnhealthy\tLiveness probe failed: refused\n";
        List<PodDescription> pods = Samples.read(InputKind.KUBECTL_DESCRIBE, Samples.DESCRIPTION + "\n\n" + old)
                .podDescriptions();
        assertEquals(2, pods.size());
        assertTrue(pods.get(1).isClusterDns());
        assertEquals(2, pods.get(1).containers().get(0).restarts());
        PodDescription.Event event = pods.get(1).events().get(0);
        assertEquals("Unhealthy", event.reason());
        assertEquals(5998, event.count());
        assertEquals(Optional.of(Duration.ofMinutes(47)), event.age());
        assertEquals("Liveness probe failed: refused", event.message());
    }

    @Test
    void tableAndDescriptionInOneFileAreBothRead() {
        EvidenceSet evidence = Samples.read(InputKind.KUBECTL_PODS, Samples.PODS + "\n" + Samples.DESCRIPTION);
        assertEquals(3, evidence.podLists().get(0).pods().size());
        assertEquals(1, evidence.podDescriptions().size());
    }
}
