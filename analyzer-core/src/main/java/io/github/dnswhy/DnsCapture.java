package io.github.dnswhy;

import io.github.dnswhy.capture.CaptureFormatException;
import io.github.dnswhy.capture.CaptureReader;
import io.github.dnswhy.capture.Frame;
import io.github.dnswhy.model.Anomalies;
import io.github.dnswhy.model.FrameCount;
import io.github.dnswhy.model.Limits;
import io.github.dnswhy.packet.DnsPorts;
import io.github.dnswhy.packet.PacketDecoder;
import io.github.dnswhy.packet.TunnelPorts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * The DNS messages of one capture, without copies and without a judgement: tunnels are peeled, fragments joined, TCP streams
 * followed, and what they carry is shown in place.
 *
 * <pre>{@code
 * try (DnsCapture capture = DnsCapture.open(Path.of("app.pcap"))) {
 *     capture.forEachMessage(seen -> ids.add(seen.message().id()));
 * }
 * }</pre>
 *
 * <p>Forward only, in the order of the frames. Nothing is allocated per message in steady state. Not thread-safe.
 */
public final class DnsCapture implements AutoCloseable {
    private final CaptureReader reader;
    private final MessageFeed feed = new MessageFeed();
    private final PacketDecoder packets;
    private final String name;

    private DnsCapture(Path file, Limits limits, DnsPorts ports, TunnelPorts tunnels) throws IOException {
        reader = CaptureReader.open(file, 0, limits);
        name = file.toString();
        packets = new PacketDecoder(limits, ports, tunnels, feed);
    }

    /**
     * Opens a capture, by the default bounds and port 53.
     *
     * @param file pcap or pcapng, plain or compressed
     * @return the capture before its first message, to be closed
     * @throws CaptureFormatException if the content cannot be read as a capture at all
     * @throws IOException if the file cannot be read
     */
    public static DnsCapture open(Path file) throws IOException {
        return open(file, Limits.defaults());
    }

    /**
     * Opens a capture.
     *
     * @param file pcap or pcapng, plain or compressed
     * @param limits bounds of frames, fragments, TCP streams and unpacking
     * @param dnsPorts ports that carry DNS beside 53, 1..65535 each
     * @return the capture before its first message, to be closed
     * @throws CaptureFormatException if the content cannot be read as a capture at all
     * @throws IOException if the file cannot be read
     */
    public static DnsCapture open(Path file, Limits limits, int... dnsPorts) throws IOException {
        return open(file, limits, dnsPorts, new int[0]);
    }

    /**
     * Opens a capture of tunnels on ports that nobody assigned.
     *
     * @param file pcap or pcapng, plain or compressed
     * @param limits bounds of frames, fragments, TCP streams and unpacking
     * @param dnsPorts ports that carry DNS beside 53, 1..65535 each
     * @param tunnelPorts UDP ports that carry VXLAN, VXLAN-GPE, Geneve or GTP-U beside the assigned ones, 1..65535 each
     * @return the capture before its first message, to be closed
     * @throws CaptureFormatException if the content cannot be read as a capture at all
     * @throws IOException if the file cannot be read
     */
    public static DnsCapture open(Path file, Limits limits, int[] dnsPorts, int[] tunnelPorts) throws IOException {
        int[] ports = Arrays.copyOf(dnsPorts, dnsPorts.length + 1);
        ports[dnsPorts.length] = DnsPorts.STANDARD;
        return new DnsCapture(file, limits, DnsPorts.of(ports), TunnelPorts.and(tunnelPorts));
    }

    /**
     * Shows every message that is left: queries, responses and copies of both, as often as they were captured. Octets on a DNS
     * port that are fewer than a header are no message; they are counted among the {@linkplain #anomalies() anomalies}. What an
     * ICMP error quotes is no message either.
     *
     * <p>What the action throws ends the reading and comes out here.
     *
     * @param action gets the same view each time, which is valid until the action returns
     * @throws IOException if the file fails; what was shown before is good
     */
    public void forEachMessage(Consumer<? super CapturedMessage> action) throws IOException {
        feed.to(action);
        Frame frame = reader.frame();
        while (reader.next()) {
            packets.decode(frame);
        }
        packets.finish();
    }

    /**
     * Frames so far, those without DNS included.
     *
     * @return 0 or more
     */
    public long frames() {
        return reader.frames();
    }

    /**
     * What became of the frames so far: each is counted once, by its headers and by why it was carried on or left aside.
     *
     * @return by interface and link type, the most frequent first
     */
    public List<FrameCount> frameCounts() {
        return packets.frames(List.of(name));
    }

    /**
     * What was damaged or odd so far. A capture that ends in the middle of a frame, or is damaged somewhere, is no error: it is
     * told here.
     *
     * @return live counters
     */
    public Anomalies anomalies() {
        return reader.anomalies();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
