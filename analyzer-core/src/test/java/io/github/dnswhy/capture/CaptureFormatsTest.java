package io.github.dnswhy.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureFormatsTest {
    private static final byte[] PCAP =
            PcapBuilder.ethernet().frame(1, 2, new byte[60]).build();
    private static final byte[] PCAPNG = PcapngBuilder.ethernet().build();

    @Test
    void plainCapturesAreRecognised() {
        assertTrue(CaptureFormats.recognises(PCAP, 12));
        assertTrue(CaptureFormats.recognises(PCAPNG, 12));
        assertEquals(Optional.of("pcap"), CaptureFormats.sniff(PCAP, PCAP.length));
        assertEquals(Optional.of("pcapng"), CaptureFormats.sniff(PCAPNG, PCAPNG.length));
    }

    @Test
    void compressedCapturesAreToldByWhatIsInside() {
        for (Compression compression : Compression.values()) {
            byte[] pcapng = Compressed.with(compression, PCAPNG);
            assertFalse(CaptureFormats.recognises(pcapng, pcapng.length));
            assertEquals(Optional.of("pcapng, " + compression.text), CaptureFormats.sniff(pcapng, pcapng.length));
            byte[] text = Compressed.with(compression, "nameserver 10.0.0.10\n".getBytes(StandardCharsets.US_ASCII));
            assertEquals(Optional.empty(), CaptureFormats.sniff(text, text.length));
        }
    }

    @Test
    void onlyTheLengthGivenIsLookedAt() {
        assertFalse(CaptureFormats.recognises(PCAP, 3));
        assertFalse(CaptureFormats.recognises(PCAPNG, 11));
        assertEquals(Optional.empty(), CaptureFormats.sniff(PCAP, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> CaptureFormats.recognises(new byte[4], 5));
    }

    @Test
    void otherContentIsNone() {
        byte[] text = "\n\r\r\n looks like a section header".getBytes(StandardCharsets.US_ASCII);
        assertEquals(Optional.empty(), CaptureFormats.sniff(text, text.length));
        byte[] broken = {0x1F, (byte) 0x8B, 8, 0, 1, 2, 3, 4, 5, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7};
        assertEquals(Optional.empty(), CaptureFormats.sniff(broken, broken.length));
    }

    @Test
    void filesAreToldByContentNotByName(@TempDir Path directory) throws IOException {
        Path file = Files.write(directory.resolve("notes.txt"), Compressed.with(Compression.BZIP2, PCAP));
        assertEquals(Optional.of("pcap, bzip2"), CaptureFormats.sniff(file));
        Path empty = Files.write(directory.resolve("empty.pcap"), new byte[0]);
        assertEquals(Optional.empty(), CaptureFormats.sniff(empty));
        assertThrows(IOException.class, () -> CaptureFormats.sniff(directory.resolve("absent.pcap")));
    }
}
