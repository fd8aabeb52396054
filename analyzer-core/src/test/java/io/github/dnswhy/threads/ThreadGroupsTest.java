package io.github.dnswhy.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.dnswhy.model.Anomalies;
import io.github.dnswhy.model.ThreadSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThreadGroupsTest {
    @Test
    void threadsThatDoTheSameStandTogetherTheLargestGroupFirst() {
        String text = Samples.text("jdk17.txt");
        String follower = text.substring(text.indexOf("\"follower\""), text.indexOf("\"behind-monitor\""));
        ThreadDump dump =
                Samples.one(text.replace(follower, follower + follower.replace("\"follower\"", "\"follower-2\"")));
        List<ThreadSummary.Group> groups = ThreadGroups.of("dump.txt", dump);
        ThreadSummary.Group first = groups.get(0);
        assertEquals("same-host-wait", first.kind());
        assertEquals(2, first.count());
        assertEquals(
                List.of("follower", "follower-2"),
                first.threads().stream().map(t -> t.name()).toList());
        assertEquals(
                "java.net.InetAddress$NameServiceAddresses.get(InetAddress.java:838)",
                first.stack().get(0));
        assertEquals(5, groups.size(), "the VM's own thread has no stack");
    }

    @Test
    void aPoolWithoutDnsIsNotResolution() throws IOException {
        Path directory = SharedDumps.directory().orElse(null);
        assumeTrue(directory != null, "the shared thread dumps are not here");
        ThreadDump dump = SharedDumps.read(directory.resolve("lab-jdk17/slowtcp-not-dns.jstack-l.txt"), new Anomalies())
                .get(0);
        List<ThreadSummary.Group> groups = ThreadGroups.of("slowtcp", dump);
        assertEquals(10, count(groups, "pool"));
        assertEquals(1, count(groups, "native-forward"));
        assertEquals(16, count(groups, "connect"), "the pool's own thread too");
        assertEquals(10, count(groups, "socket-read"));
    }

    private static int count(List<ThreadSummary.Group> groups, String kind) {
        return groups.stream()
                .filter(g -> g.kind().equals(kind))
                .mapToInt(ThreadSummary.Group::count)
                .sum();
    }
}
