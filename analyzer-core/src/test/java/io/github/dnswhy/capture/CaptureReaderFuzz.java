package io.github.dnswhy.capture;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** The two capture readers on inputs that are evolved to reach all of their code. */
class CaptureReaderFuzz {
    static Stream<byte[]> pcapSeeds() {
        return CaptureSeeds.of(CaptureFormats.Plain.PCAP);
    }

    static Stream<byte[]> pcapngSeeds() {
        return CaptureSeeds.of(CaptureFormats.Plain.PCAPNG);
    }

    @MethodSource("pcapSeeds")
    @FuzzTest(maxDuration = "10m")
    void pcap(byte[] octets) throws IOException {
        if (CaptureFormats.plain(octets, 0, octets.length) == CaptureFormats.Plain.PCAP) {
            ReaderChecks.check(octets, octets.length);
        }
    }

    @MethodSource("pcapngSeeds")
    @FuzzTest(maxDuration = "10m")
    void pcapng(byte[] octets) throws IOException {
        if (CaptureFormats.plain(octets, 0, octets.length) == CaptureFormats.Plain.PCAPNG) {
            ReaderChecks.check(octets, octets.length);
        }
    }
}
