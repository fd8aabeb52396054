package io.github.dnswhy.packet;

import io.github.dnswhy.benchmarks.DnsTraffic;
import io.github.dnswhy.capture.HeldFrames;
import io.github.dnswhy.model.Limits;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Frames to payloads, per packet: link layer, IPv4, and UDP or the streams of TCP. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@OperationsPerInvocation(DnsTraffic.PACKETS)
public class PacketBenchmark {
    /** How many of a thousand answers are fetched over TCP; with 100 some third of the packets are TCP. */
    @Param({"0", "100"})
    public int tcp;

    private final Counter counter = new Counter();
    private HeldFrames frames;
    private PacketDecoder packets;

    /** Counts what comes out. */
    private static final class Counter implements PacketHandler {
        private long octets;

        @Override
        public void onDatagram(PacketView packet) {
            octets += packet.length();
        }

        @Override
        public void onStreamMessage(PacketView packet, boolean firstOfSegment) {
            octets += packet.length();
        }

        @Override
        public void onConnection(PacketView packet, int flags) {
            octets += flags;
        }

        @Override
        public void onIcmpError(PacketView error, int type, int code, PacketView quoted) {
            throw new IllegalStateException("the traffic has no ICMP");
        }
    }

    @Setup
    public void open() {
        DnsTraffic.Mix usual = DnsTraffic.Mix.USUAL;
        frames = new HeldFrames(
                DnsTraffic.packets(new DnsTraffic.Mix(usual.names(), usual.clients(), usual.lost(), tcp)));
        packets = new PacketDecoder(Limits.defaults(), DnsPorts.standard(), counter);
    }

    @Benchmark
    public long decode() {
        for (int i = 0; i < DnsTraffic.PACKETS; i++) {
            packets.decode(frames.next());
        }
        return counter.octets;
    }
}
