package io.github.dnswhy.dns;

import io.github.dnswhy.benchmarks.DnsTraffic;
import java.nio.ByteBuffer;
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

/** A payload to its header, question and the digest of its records, per message. Half of them are queries. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@OperationsPerInvocation(DnsTraffic.PACKETS)
public class MessageBenchmark {
    private final DnsMessageView message = new DnsMessageView();
    private final ResponseDigest digest = new ResponseDigest();
    private byte[] octets;
    private int[] starts;

    @Setup
    public void lay() {
        List<DnsTraffic.Packet> packets = DnsTraffic.packets();
        ByteBuffer all = ByteBuffer.allocate(
                packets.stream().mapToInt(packet -> packet.frame().length).sum());
        starts = new int[packets.size() + 1];
        for (int i = 0; i < packets.size(); i++) {
            byte[] frame = packets.get(i).frame();
            starts[i + 1] = all.put(frame, DnsTraffic.HEADERS, frame.length - DnsTraffic.HEADERS)
                    .position();
        }
        octets = all.array();
    }

    @Benchmark
    public long header() {
        long hashes = 0;
        for (int i = 0; i < DnsTraffic.PACKETS; i++) {
            message.wrap(octets, starts[i], starts[i + 1] - starts[i]);
            hashes += message.firstLabelHash();
        }
        return hashes;
    }

    @Benchmark
    public long headerAndRecords() {
        long answers = 0;
        for (int i = 0; i < DnsTraffic.PACKETS; i++) {
            message.wrap(octets, starts[i], starts[i + 1] - starts[i]);
            answers += digest.wrap(message).answers();
        }
        return answers;
    }
}
