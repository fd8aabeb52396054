package io.github.dnswhy.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.dnswhy.capture.CaptureFormatException;
import io.github.dnswhy.capture.CaptureReader;
import io.github.dnswhy.capture.Frame;
import io.github.dnswhy.capture.FrameFactory;
import io.github.dnswhy.model.Anomalies;
import io.github.dnswhy.model.FrameCount;
import io.github.dnswhy.model.Limit;
import io.github.dnswhy.model.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every frame is counted once, under a name. */
class FrameAccountingTest {
    private static final byte[] MESSAGE = Wire.message(4711, "example");

    private static void becomes(String stackAndFate, DecoderBench bench) {
        assertEquals(stackAndFate, bench.onlyFate());
    }

    private static DecoderBench udp(int source, int destination, byte[] payload) {
        return new DecoderBench().ipv4(Wire.ipv4(IpProtocol.UDP, 1, 2, Wire.udp(source, destination, payload)));
    }

    private static DecoderBench tcp(int flags, byte[] payload) {
        return new DecoderBench()
                .ipv4(Wire.ipv4(IpProtocol.TCP, 1, 2, Wire.tcp(Wire.CLIENT_PORT, Wire.DNS, 1, 0, flags, payload)));
    }

    @Test
    void whatIsCarriedFurtherHasAFate() {
        becomes("ethernet/ipv4/udp dns", udp(Wire.CLIENT_PORT, Wire.DNS, MESSAGE));
        becomes("ethernet/ipv4/tcp dns", tcp(TcpSegment.ACK, Wire.stream(MESSAGE)));
        becomes("ethernet/ipv4/tcp dns-connection", tcp(TcpSegment.SYN, new byte[0]));
        byte[] quote = Wire.ipv4(IpProtocol.UDP, 1, 2, Wire.udp(Wire.CLIENT_PORT, Wire.DNS, MESSAGE));
        byte[] unreachable = Wire.concat(Wire.octets(3, 3, 0, 0, 0, 0, 0, 0), quote);
        becomes(
                "ethernet/ipv4/icmp dns-icmp-error",
                new DecoderBench().ipv4(Wire.ipv4(IpProtocol.ICMP, 2, 1, unreachable)));
        becomes(
                "ethernet/ipv6 fragment",
                new DecoderBench().ipv6(Wire.ipv6Fragment(IpProtocol.UDP, 1, 2, 9, 0, true, new byte[16])));
    }

    @Test
    void whatIsLeftAsideHasAFateThatSaysWhy() {
        becomes("ethernet/ipv4/udp other-port", udp(5000, 5001, MESSAGE));
        becomes(
                "ethernet/ipv4/icmp other-icmp",
                new DecoderBench().ipv4(Wire.ipv4(IpProtocol.ICMP, 1, 2, new byte[8])));
        becomes("ethernet/ipv4/esp encrypted", new DecoderBench().ipv4(Wire.ipv4(IpProtocol.ESP, 1, 2, new byte[8])));
        becomes("ethernet/ipv4 other-transport", new DecoderBench().ipv4(Wire.ipv4(200, 1, 2, new byte[8])));
        becomes("ethernet/arp not-ip", new DecoderBench().ethernet(Wire.ethernet(EtherType.ARP, new byte[28])));
        becomes("ethernet not-ip", new DecoderBench().ethernet(Wire.ethernet(0x88CC, new byte[28])));
        becomes("802.11 encrypted", new DecoderBench().frame(105, Wire.concat(Wire.octets(0x08, 0x41), new byte[60])));
        becomes(" link-type-unsupported", new DecoderBench().frame(147, MESSAGE));
        becomes(" link-short", new DecoderBench().ethernet(new byte[13]));
        becomes("ethernet/ipv4 headers-cut", new DecoderBench().frame(1, Wire.query(MESSAGE), 30));
        becomes("ethernet/ipv4 ip-malformed", new DecoderBench().ipv4(new byte[40]));
        becomes(
                "ethernet/ipv4/udp udp-malformed",
                new DecoderBench().ipv4(Wire.ipv4(IpProtocol.UDP, 1, 2, new byte[7])));
        becomes("ethernet/ipv4/udp udp-empty", udp(Wire.CLIENT_PORT, Wire.DNS, new byte[0]));
        becomes(
                "ethernet/ipv4/tcp tcp-malformed",
                new DecoderBench().ipv4(Wire.ipv4(IpProtocol.TCP, 1, 2, new byte[19])));
        byte[] deep = Wire.ipv4(IpProtocol.UDP, 1, 2, Wire.udp(1, 53, MESSAGE));
        for (int i = 0; i < 3; i++) {
            deep = Wire.ipv4(IpProtocol.IPV4, 1, 2, deep);
        }
        Limits two = Limits.defaults().with(Limit.TUNNEL_DEPTH, 2);
        becomes("ethernet/ipv4/ipv4/ipv4 tunnel-depth", new DecoderBench(two).ipv4(deep));
    }

    @Test
    void fragmentsAreCountedWhereTheyEnd() {
        byte[] udp = Wire.udp(Wire.CLIENT_PORT, Wire.DNS, MESSAGE);
        byte[] first = Wire.ipv4Fragment(IpProtocol.UDP, 1, 2, 9, 0, true, Arrays.copyOf(udp, 16));
        byte[] last = Wire.ipv4Fragment(IpProtocol.UDP, 1, 2, 9, 16, false, Arrays.copyOfRange(udp, 16, udp.length));
        byte[] bad = Wire.ipv4Fragment(IpProtocol.UDP, 1, 2, 10, 65_528, false, new byte[16]);
        DecoderBench bench =
                new DecoderBench().ipv4(first).ipv4(last).ipv4(last).ipv4(bad);
        assertEquals(
                List.of(
                        "ethernet/ipv4 fragment 1 from 1",
                        "ethernet/ipv4 fragment-rejected 1 from 4",
                        "ethernet/ipv4 fragment-repeated 1 from 3",
                        "ethernet/ipv4/udp dns 1 from 2"),
                bench.decoder.frames(List.of("")).stream()
                        .map(row -> row.stack() + ' ' + row.fate() + ' ' + row.frames() + " from " + row.firstFrame())
                        .toList());
    }

    @Test
    void framesOutsideTheTimeAreCountedToo() {
        PacketDecoder decoder = new PacketDecoder(Limits.defaults(), DnsPorts.standard(), new RecordingHandler());
        Frame frame = FrameFactory.view(new Anomalies());
        decoder.leaveOut(FrameFactory.show(frame, MESSAGE, 0, MESSAGE.length, 1, 1, 0));
        assertEquals(1, decoder.frames(List.of("")).get(0).frames());
        assertEquals("outside-time", decoder.frames(List.of("")).get(0).fate());
    }

    @Test
    void rowsAreBoundedAndNothingIsLostBeyondThem() {
        PacketDecoder decoder = new PacketDecoder(Limits.defaults(), DnsPorts.standard(), new RecordingHandler());
        Frame frame = FrameFactory.view(new Anomalies());
        int frames = FrameTally.MAX_SOURCES + 100;
        for (int i = 0; i < frames; i++) {
            decoder.decode(FrameFactory.show(frame, MESSAGE, 0, MESSAGE.length, 1_000_000 + i, i + 1, 0));
        }
        List<FrameCount> rows = decoder.frames(List.of(""));
        assertEquals(FrameTally.MAX_SOURCES + 1, rows.size());
        assertEquals(100, rows.get(rows.size() - 1).frames());
        assertTrue(rows.get(rows.size() - 1).file().isEmpty());
        assertEquals(frames, rows.stream().mapToLong(FrameCount::frames).sum());
    }

    @Test
    void stacksAreBounded() {
        LayerPath path = new LayerPath();
        Protocol[] protocols = {Protocol.IPV4, Protocol.IPV6, Protocol.GRE, Protocol.VLAN};
        for (int stack = 0; stack < 1 << 12; stack++) {
            path.begin();
            for (int bits = stack; bits > 0; bits >>= 2) {
                path.enter(protocols[bits & 3]);
            }
            assertTrue(path.number() < LayerPath.MAX_PATHS);
        }
        assertEquals("...", path.text(path.number()));
        path.begin();
        path.enter(Protocol.IPV6);
        assertEquals("ipv6", path.text(path.number()));
    }

    /** Whatever is damaged: what the reader gives and what the rows sum up to is the same. */
    @Test
    void everyFrameOfTheCorpusIsInOneRow() throws IOException {
        Path captures = corpus();
        List<Path> files;
        try (Stream<Path> walk = Files.walk(captures)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        long frames = 0;
        for (Path file : files) {
            frames += framesOf(file);
        }
        assertTrue(frames > 10_000, "the corpus should hold thousands of frames, not " + frames);
    }

    private static long framesOf(Path file) throws IOException {
        PacketDecoder decoder = new PacketDecoder(Limits.defaults(), DnsPorts.standard(), new RecordingHandler());
        try (CaptureReader reader = CaptureReader.open(file, 0, Limits.defaults())) {
            while (reader.next()) {
                decoder.decode(reader.frame());
            }
            List<FrameCount> rows = decoder.frames(List.of(file.toString()));
            assertEquals(
                    reader.frames(), rows.stream().mapToLong(FrameCount::frames).sum(), file::toString);
            return reader.frames();
        } catch (CaptureFormatException e) {
            return 0;
        }
    }

    private static Path corpus() {
        String property = System.getProperty("dnswhy.shared");
        Path shared = property == null ? null : Path.of(property);
        for (Path at = Path.of("").toAbsolutePath(); shared == null && at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("shared/corpus"))) {
                shared = at.resolve("shared");
            }
        }
        assumeTrue(shared != null, "no directory shared/corpus beside the repository");
        return shared.resolve("corpus/captures");
    }
}
