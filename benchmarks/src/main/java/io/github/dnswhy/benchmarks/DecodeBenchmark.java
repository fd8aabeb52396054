package io.github.dnswhy.benchmarks;

import io.github.dnswhy.capture.CaptureReader;
import io.github.dnswhy.dns.DnsMessageView;
import io.github.dnswhy.dns.ResponseDigest;
import io.github.dnswhy.model.Limits;
import io.github.dnswhy.packet.DnsPorts;
import io.github.dnswhy.packet.PacketDecoder;
import io.github.dnswhy.packet.PacketHandler;
import io.github.dnswhy.packet.PacketView;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.pcap4j.packet.DnsPacket;
import org.pcap4j.packet.EthernetPacket;
import org.pcap4j.packet.IllegalRawDataException;
import org.xbill.DNS.Message;
import org.xbill.DNS.Section;

/**
 * From an Ethernet frame to its DNS message and the number of its answers, per packet. Ours reads them from a capture, which is
 * included; pcap4j is given each frame, dnsjava each UDP payload, as arrays of their own.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@OperationsPerInvocation(DnsTraffic.PACKETS)
public class DecodeBenchmark {
    private byte[][] frames;
    private byte[][] payloads;
    private CaptureReader reader;
    private PacketDecoder packets;
    private final AnswerCounter counter = new AnswerCounter();

    /** Counts the records of the answer sections. */
    private static final class AnswerCounter implements PacketHandler {
        private final DnsMessageView message = new DnsMessageView();
        private final ResponseDigest digest = new ResponseDigest();
        private long answers;

        @Override
        public void onDatagram(PacketView packet) {
            message.wrap(packet.buffer(), packet.offset(), packet.length());
            answers += digest.wrap(message).answers();
        }

        @Override
        public void onStreamMessage(PacketView packet, boolean firstOfSegment) {
            throw new IllegalStateException("the traffic has no TCP");
        }

        @Override
        public void onConnection(PacketView packet, int flags) {
            throw new IllegalStateException("the traffic has no TCP");
        }

        @Override
        public void onIcmpError(PacketView error, int type, int code, PacketView quoted) {
            throw new IllegalStateException("the traffic has no ICMP");
        }
    }

    @Setup
    public void generate() throws IOException, IllegalRawDataException {
        List<DnsTraffic.Packet> traffic = DnsTraffic.packets();
        frames = traffic.stream().map(DnsTraffic.Packet::frame).toArray(byte[][]::new);
        payloads = traffic.stream()
                .map(packet -> Arrays.copyOfRange(packet.frame(), DnsTraffic.HEADERS, packet.frame().length))
                .toArray(byte[][]::new);
        reader = CaptureReader.open(new EndlessCapture(traffic), "traffic", 0, Limits.defaults());
        packets = new PacketDecoder(Limits.defaults(), DnsPorts.standard(), counter);
        long expected = dnswhy();
        if (expected == 0 || pcap4j() != expected || dnsjava() != expected) {
            throw new IllegalStateException("not all see " + expected + " answers");
        }
    }

    @Benchmark
    public long dnswhy() throws IOException {
        counter.answers = 0;
        for (int i = 0; i < DnsTraffic.PACKETS && reader.next(); i++) {
            packets.decode(reader.frame());
        }
        return counter.answers;
    }

    @Benchmark
    public long pcap4j() throws IllegalRawDataException {
        long answers = 0;
        for (byte[] frame : frames) {
            DnsPacket message = EthernetPacket.newPacket(frame, 0, frame.length).get(DnsPacket.class);
            answers += message.getHeader().getAnswers().size();
        }
        return answers;
    }

    @Benchmark
    public long dnsjava() throws IOException {
        long answers = 0;
        for (byte[] payload : payloads) {
            answers += new Message(payload).getSection(Section.ANSWER).size();
        }
        return answers;
    }
}
