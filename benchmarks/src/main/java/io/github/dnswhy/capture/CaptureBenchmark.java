package io.github.dnswhy.capture;

import io.github.dnswhy.benchmarks.DnsTraffic;
import io.github.dnswhy.benchmarks.EndlessCapture;
import io.github.dnswhy.model.Limits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
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

/** Octets to frames, per packet. What is compressed is opened anew each time, so a reader's buffers are part of it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@OperationsPerInvocation(DnsTraffic.PACKETS)
public class CaptureBenchmark {
    private final EndlessCapture capture = new EndlessCapture(DnsTraffic.packets());
    private byte[] compressed;
    private CaptureReader reader;

    @Setup
    public void open() throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(octets)) {
            gzip.write(capture.once());
        }
        compressed = octets.toByteArray();
        reader = CaptureReader.open(capture, "traffic", 0, Limits.defaults());
        if (gzip() != pcap()) {
            throw new IllegalStateException("not all frames are read");
        }
    }

    @Benchmark
    public long pcap() throws IOException {
        return read(reader);
    }

    @Benchmark
    public long gzip() throws IOException {
        try (CaptureReader unpacked =
                CaptureReader.open(new ByteArrayInputStream(compressed), "traffic.gz", 0, Limits.defaults())) {
            return read(unpacked);
        }
    }

    private static long read(CaptureReader from) throws IOException {
        long octets = 0;
        for (int i = 0; i < DnsTraffic.PACKETS && from.next(); i++) {
            octets += from.frame().capturedLength();
        }
        return octets;
    }
}
