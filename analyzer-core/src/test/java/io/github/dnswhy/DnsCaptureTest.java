package io.github.dnswhy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.capture.CaptureFormatException;
import io.github.dnswhy.capture.PcapBuilder;
import io.github.dnswhy.model.Anomaly;
import io.github.dnswhy.model.Limits;
import io.github.dnswhy.model.Transport;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DnsCaptureTest {
    private static final Path CAPTURE = Path.of("..", "samples", "incidents", "node-local-dns-down", "app.cap");

    /** IPv4 and UDP headers: 10.0.0.1 port 40000 to 10.0.0.2, then port, lengths and payload of the test. */
    private static byte[] datagram(int port, byte... payload) {
        byte[] frame = new byte[42 + payload.length];
        frame[12] = 8;
        frame[14] = 0x45;
        frame[17] = (byte) (28 + payload.length);
        frame[23] = 17;
        frame[26] = 10;
        frame[29] = 1;
        frame[30] = 10;
        frame[33] = 2;
        frame[34] = (byte) (40_000 >> 8);
        frame[35] = (byte) 40_000;
        frame[36] = (byte) (port >> 8);
        frame[37] = (byte) port;
        frame[39] = (byte) (8 + payload.length);
        System.arraycopy(payload, 0, frame, 42, payload.length);
        return frame;
    }

    /** A query without a question. */
    private static byte[] header(int id) {
        return new byte[] {(byte) (id >> 8), (byte) id, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    }

    @TempDir
    Path directory;

    @Test
    void everyMessageOfARecordedIncidentIsShown() throws IOException {
        List<Long> frames = new ArrayList<>();
        List<String> responders = new ArrayList<>();
        Set<CapturedMessage> views = new HashSet<>();
        try (DnsCapture capture = DnsCapture.open(CAPTURE)) {
            capture.forEachMessage(seen -> {
                frames.add(seen.frame());
                views.add(seen);
                if (seen.message().isResponse()) {
                    responders.add(seen.source() + ":" + seen.sourcePort());
                }
            });
            assertEquals(468, capture.frames());
        }
        assertEquals(468, frames.size());
        assertEquals(1, frames.get(0));
        assertEquals(468, frames.get(467));
        assertEquals(156, responders.size());
        assertEquals(Set.of("10.96.0.10:53"), Set.copyOf(responders));
        assertEquals(1, views.size());
    }

    @Test
    void aMessageIsShownWithThePacketThatCarriedIt() throws IOException {
        Path file = write(PcapBuilder.ethernet().frame(7, 5, datagram(53, header(0xABCD))));
        List<String> shown = new ArrayList<>();
        try (DnsCapture capture = DnsCapture.open(file)) {
            capture.forEachMessage(seen -> {
                assertSame(Transport.UDP, seen.transport());
                assertEquals(12, seen.originalLength());
                assertEquals(12, seen.message().length());
                assertEquals(7_000_005_000L, seen.timeNanos());
                shown.add(seen.frame() + " " + seen.message().id() + " " + seen.source() + ":" + seen.sourcePort() + " "
                        + seen.destination() + ":" + seen.destinationPort());
            });
            capture.forEachMessage(seen -> shown.add("again"));
        }
        assertEquals(List.of("1 43981 10.0.0.1:40000 10.0.0.2:53"), shown);
    }

    @Test
    void whatBecameOfEachFrameIsTold() throws IOException {
        Path file = write(PcapBuilder.ethernet()
                .frame(1, 0, datagram(53, header(1)))
                .frame(1, 0, datagram(99, header(2)))
                .frame(1, 0, datagram(53, header(3))));
        try (DnsCapture capture = DnsCapture.open(file)) {
            capture.forEachMessage(seen -> {});
            assertEquals(
                    List.of("2 dns from 1", "1 other-port from 2"),
                    capture.frameCounts().stream()
                            .map(row -> row.frames() + " " + row.fate() + " from " + row.firstFrame())
                            .toList());
            assertEquals(file.toString(), capture.frameCounts().get(0).file().orElseThrow());
        }
    }

    @Test
    void tunnelsOnOtherPortsAreReadWhenAskedFor() throws IOException {
        byte[] inner = datagram(53, header(1));
        byte[] vxlan = new byte[8 + inner.length];
        vxlan[0] = 8;
        System.arraycopy(inner, 0, vxlan, 8, inner.length);
        Path file = write(PcapBuilder.ethernet().frame(1, 0, datagram(14_789, vxlan)));
        List<Integer> ids = new ArrayList<>();
        try (DnsCapture capture = DnsCapture.open(file, Limits.defaults(), new int[0], new int[] {14_789})) {
            capture.forEachMessage(seen -> ids.add(seen.message().id()));
        }
        assertEquals(List.of(1), ids);
        assertEquals(List.of(), ids(file));
    }

    @Test
    void portsBeside53AreTakenWhenAskedFor() throws IOException {
        Path file = write(PcapBuilder.ethernet()
                .frame(1, 0, datagram(53, header(1)))
                .frame(1, 0, datagram(1053, header(2)))
                .frame(1, 0, datagram(5354, header(3))));
        assertEquals(List.of(1), ids(file));
        assertEquals(List.of(1, 2), ids(file, 1053));
    }

    @Test
    void whatIsLessThanAHeaderIsCountedAndNotShown() throws IOException {
        Path file =
                write(PcapBuilder.ethernet().frame(1, 0, datagram(53, (byte) 1)).frame(1, 0, datagram(53, header(2))));
        List<Integer> ids = new ArrayList<>();
        try (DnsCapture capture = DnsCapture.open(file)) {
            capture.forEachMessage(seen -> ids.add(seen.message().id()));
            assertEquals(
                    List.of("dns-header-cut"),
                    capture.anomalies().toList().stream().map(Anomaly::name).toList());
        }
        assertEquals(List.of(2), ids);
    }

    @Test
    void whatTheActionThrowsComesOut() throws IOException {
        try (DnsCapture capture = DnsCapture.open(CAPTURE)) {
            IllegalStateException thrown = new IllegalStateException();
            assertSame(
                    thrown,
                    assertThrows(
                            IllegalStateException.class,
                            () -> capture.forEachMessage(seen -> {
                                throw thrown;
                            })));
            assertEquals(1, capture.frames());
        }
    }

    @Test
    void aMissingFileIsAnErrorOfInput() {
        assertThrows(FileNotFoundException.class, () -> DnsCapture.open(directory.resolve("missing.pcap")));
    }

    @Test
    void aFileThatIsNoCaptureIsAnErrorOfItsFormat() throws IOException {
        Path file = Files.writeString(directory.resolve("notes.txt"), "nameserver 10.96.0.10\n");
        IOException thrown = assertThrows(CaptureFormatException.class, () -> DnsCapture.open(file));
        assertTrue(thrown.getMessage().contains("not a packet capture"), thrown.getMessage());
    }

    private Path write(PcapBuilder capture) throws IOException {
        return Files.write(directory.resolve("test.pcap"), capture.build());
    }

    private static List<Integer> ids(Path file, int... ports) throws IOException {
        List<Integer> ids = new ArrayList<>();
        try (DnsCapture capture = DnsCapture.open(file, Limits.defaults(), ports)) {
            capture.forEachMessage(seen -> ids.add(seen.message().id()));
        }
        return ids;
    }
}
