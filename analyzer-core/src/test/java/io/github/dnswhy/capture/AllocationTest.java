package io.github.dnswhy.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.dnswhy.model.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the claim that a frame costs no memory once a reader is under way. */
class AllocationTest {
    private static final int WARM_UP = 20_000;
    private static final int MEASURED = 100_000;
    /** What the JVM itself may allocate once on the way, for example when code is compiled; less than 0.01 octets a frame. */
    private static final long STRAY = 1_000;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static byte[] pcap(int shiftMicros) {
        PcapBuilder file = PcapBuilder.ethernet();
        byte[] octets = new byte[60];
        for (int i = 0; i <= WARM_UP + MEASURED; i++) {
            file.frame(1_700_000_000L + i / 1_000, i % 1_000 * 1_000 + shiftMicros, octets);
        }
        return file.build();
    }

    private static byte[] pcapng() {
        PcapngBuilder file = PcapngBuilder.ethernet();
        byte[] octets = new byte[60];
        for (int i = 0; i <= WARM_UP + MEASURED; i++) {
            file.packet(0, 1_700_000_000_000_000L + i, octets);
        }
        return file.build();
    }

    private static long allocatedPerMeasured(CaptureReader reader) throws IOException {
        for (int i = 0; i < WARM_UP; i++) {
            assertTrue(reader.next());
        }
        long octets = 0;
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < MEASURED; i++) {
            reader.next();
            octets += reader.frame().capturedLength();
        }
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertEquals(60L * MEASURED, octets);
        return allocated;
    }

    private static void assertNothing(long allocated) {
        assertTrue(allocated < STRAY, allocated + " octets for " + MEASURED + " frames");
    }

    @Test
    void framesOfAFileAllocateNothing(@TempDir Path directory) throws IOException {
        for (byte[] octets : List.of(pcap(0), pcapng())) {
            Path file = Files.write(directory.resolve("capture"), octets);
            try (CaptureReader reader = CaptureReader.open(file, 0, Limits.defaults())) {
                assertNothing(allocatedPerMeasured(reader));
            }
        }
    }

    @Test
    void framesOfAGzipFileAllocateNothing() throws IOException {
        byte[] stored = Compressed.with(Compression.GZIP, pcap(0));
        try (CaptureReader reader =
                CaptureReader.open(new ByteArrayInputStream(stored), "test", 0, Limits.defaults())) {
            assertNothing(allocatedPerMeasured(reader));
        }
    }

    @Test
    void mergedFramesAllocateNothing() {
        byte[] first = pcap(0);
        byte[] second = pcap(1);
        List<CaptureSource> sources = List.of(
                CaptureSource.of("first", () -> new ByteArrayInputStream(first)),
                CaptureSource.of("second", () -> new ByteArrayInputStream(second)));
        try (CaptureMerger merger = new CaptureMerger(sources, Limits.defaults())) {
            for (int i = 0; i < WARM_UP; i++) {
                assertTrue(merger.next());
            }
            int switches = 0;
            int last = -1;
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < MEASURED; i++) {
                merger.next();
                int capture = merger.frame().capture();
                switches += capture == last ? 0 : 1;
                last = capture;
            }
            long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
            assertNothing(allocated);
            assertEquals(MEASURED, switches);
        }
    }
}
