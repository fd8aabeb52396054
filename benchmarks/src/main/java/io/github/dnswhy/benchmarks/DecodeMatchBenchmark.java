package io.github.dnswhy.benchmarks;

import io.github.dnswhy.capture.CaptureReader;
import io.github.dnswhy.dns.NameTable;
import io.github.dnswhy.match.AddressTable;
import io.github.dnswhy.match.EventDecoder;
import io.github.dnswhy.match.OpenTransaction;
import io.github.dnswhy.match.TransactionListener;
import io.github.dnswhy.match.TransactionMatcher;
import io.github.dnswhy.match.WireEvent;
import io.github.dnswhy.model.Limit;
import io.github.dnswhy.model.Limits;
import io.github.dnswhy.packet.DnsPorts;
import io.github.dnswhy.packet.PacketDecoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.pcap4j.packet.DnsQuestion;
import org.pcap4j.packet.EthernetPacket;
import org.pcap4j.packet.IllegalRawDataException;
import org.pcap4j.packet.IpV4Packet;
import org.pcap4j.packet.UdpPacket;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;

/**
 * From an Ethernet frame to queries paired with their responses, per packet. Ours reads them from a capture, which is included.
 * The others pair in a {@link HashMap}; they know neither repetitions nor copies nor timeouts, and their map starts empty each
 * time. dnsjava is given the UDP payload, and the client from fixed places of the frame.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@OperationsPerInvocation(DnsTraffic.PACKETS)
public class DecodeMatchBenchmark {
    private static final int SOURCE = 26;
    private static final int DESTINATION = 30;
    private static final int SOURCE_PORT = 34;
    private static final int DESTINATION_PORT = 36;

    private long[] times;
    private byte[][] frames;
    private byte[][] payloads;
    private CaptureReader reader;
    private PacketDecoder packets;
    private final ResponseCounter counter = new ResponseCounter();

    /** What makes a transaction, whatever a library calls an address and a name. */
    private record Key(Object client, int port, int id, Object name, int type) {}

    private static final class ResponseCounter implements TransactionListener {
        private long responses;

        @Override
        public void onAttempt(OpenTransaction transaction, WireEvent event) {}

        @Override
        public void onSighting(OpenTransaction transaction) {}

        @Override
        public void onResponse(OpenTransaction transaction, WireEvent event) {
            responses++;
        }

        @Override
        public void onRepeatedResponse(OpenTransaction transaction, WireEvent event) {}

        @Override
        public void onRejected(OpenTransaction transaction, WireEvent event) {}

        @Override
        public void onUnmatchedResponse(WireEvent event) {}

        @Override
        public void onClosed(OpenTransaction transaction, boolean atEnd) {}
    }

    @Setup
    public void generate() throws IOException, IllegalRawDataException {
        List<DnsTraffic.Packet> traffic = DnsTraffic.packets();
        times = traffic.stream().mapToLong(DnsTraffic.Packet::micros).toArray();
        frames = traffic.stream().map(DnsTraffic.Packet::frame).toArray(byte[][]::new);
        payloads = traffic.stream()
                .map(packet -> Arrays.copyOfRange(packet.frame(), DnsTraffic.HEADERS, packet.frame().length))
                .toArray(byte[][]::new);
        Limits limits = Limits.defaults();
        reader = CaptureReader.open(new EndlessCapture(traffic), "traffic", 0, limits);
        TransactionMatcher matcher = new TransactionMatcher(limits.size(Limit.OPEN_TRANSACTIONS), counter);
        EventDecoder events = new EventDecoder(
                new NameTable(limits), new AddressTable(limits), 1, null, (event, shard) -> matcher.accept(event));
        packets = new PacketDecoder(limits, DnsPorts.standard(), events);
        if (dnswhy() != DnsTraffic.RESPONSES || pcap4j() != DnsTraffic.RESPONSES || dnsjava() != DnsTraffic.RESPONSES) {
            throw new IllegalStateException("not all pair " + DnsTraffic.RESPONSES + " responses");
        }
    }

    @Benchmark
    public long dnswhy() throws IOException {
        counter.responses = 0;
        for (int i = 0; i < DnsTraffic.PACKETS && reader.next(); i++) {
            packets.decode(reader.frame());
        }
        return counter.responses;
    }

    @Benchmark
    public long pcap4j() throws IllegalRawDataException {
        Map<Key, Long> open = new HashMap<>();
        long responses = 0;
        for (int i = 0; i < frames.length; i++) {
            EthernetPacket frame = EthernetPacket.newPacket(frames[i], 0, frames[i].length);
            IpV4Packet.IpV4Header ip = frame.get(IpV4Packet.class).getHeader();
            UdpPacket.UdpHeader udp = frame.get(UdpPacket.class).getHeader();
            DnsPacket.DnsHeader message = frame.get(DnsPacket.class).getHeader();
            DnsQuestion question = message.getQuestions().get(0);
            boolean response = message.isResponse();
            Key key = new Key(
                    response ? ip.getDstAddr() : ip.getSrcAddr(),
                    (response ? udp.getDstPort() : udp.getSrcPort()).valueAsInt(),
                    message.getId(),
                    question.getQName(),
                    question.getQType().value());
            responses += pair(open, key, response, times[i]);
        }
        return responses;
    }

    @Benchmark
    public long dnsjava() throws IOException {
        Map<Key, Long> open = new HashMap<>();
        long responses = 0;
        for (int i = 0; i < payloads.length; i++) {
            Message message = new Message(payloads[i]);
            Record question = message.getQuestion();
            boolean response = message.getHeader().getFlag(Flags.QR);
            ByteBuffer frame = ByteBuffer.wrap(frames[i]);
            Key key = new Key(
                    frame.getInt(response ? DESTINATION : SOURCE),
                    frame.getShort(response ? DESTINATION_PORT : SOURCE_PORT),
                    message.getHeader().getID(),
                    question.getName(),
                    question.getType());
            responses += pair(open, key, response, times[i]);
        }
        return responses;
    }

    private static int pair(Map<Key, Long> open, Key key, boolean response, long time) {
        if (!response) {
            open.putIfAbsent(key, time);
            return 0;
        }
        Long asked = open.remove(key);
        return asked != null && asked <= time ? 1 : 0;
    }
}
