package io.github.dnswhy.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForeignFormatsTest {
    private static Optional<String> advice(byte[] head) {
        return CaptureFormats.advice(head, head.length);
    }

    private static Optional<String> advice(String text) {
        return advice(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The first octets of files that Wireshark's editcap writes. */
    @ParameterizedTest
    @CsvSource({
        "736e6f6f70000000000000020000000400000047, Solaris snoop",
        "5254535301010100e7070b0002000e0016000d00, Microsoft Network Monitor 1",
        "474d425500020100e7070b0002000e0016000d00, Microsoft Network Monitor 2",
        "5452534e4946462064617461202020201a010012, Sniffer (DOS)",
        "584350003030322e3030310000f1536505000000, Sniffer (Windows)",
        "4f62736572766572506b74427566666572566572, Viavi Observer",
        "aaaaaaaa20000000000001001800000000100018, InfoVista 5View",
        "05564e460500000000f153650600ffff01000100, Visual Networks",
        "01104c000105547261636520446973706c617920, Novell LANalyzer",
        "5452006400000000000000802f746d702f776972, HP-UX nettl",
        "42d200341266228800000000, RADCOM",
        "ac01001c02000400, IXIA lcap",
    })
    void capturesOfOtherToolsAreNamedWithTheCommandThatConverts(String head, String name) {
        byte[] octets = HexFormat.of().parseHex(head);
        assertEquals(
                Optional.of(
                        "a capture of " + name
                                + ", which dnswhy does not read: convert it, for example with 'editcap -F pcapng FILE OUT.pcapng'"),
                advice(octets));
        CaptureFormatException e = assertThrows(CaptureFormatException.class, () -> Captures.read(octets));
        assertTrue(e.getMessage().startsWith("test: a capture of " + name), e.getMessage());
    }

    @Test
    void ibmTracesAreNamed() {
        assertTrue(advice("iptrace 2.0xxxx").orElseThrow().contains("AIX iptrace"));
    }

    @ParameterizedTest
    @CsvSource({
        "1f9d90, compress (.Z)",
        "4c5a4950010c, lzip",
        "5d00008000ffffffffffffffff, lzma",
        "02214c1810000000, lz4 in its legacy format",
        "ff060000734e61507059, snappy",
    })
    void rareCompressionsAreNamed(String head, String name) {
        assertEquals(
                Optional.of("data compressed with " + name + ", which dnswhy does not unpack: unpack it first"),
                advice(HexFormat.of().parseHex(head)));
    }

    @Test
    void capturesThatAreCompressedTwiceAreToldSo() {
        byte[] pcap = PcapBuilder.ethernet().build();
        for (Compression outer : Compression.values()) {
            byte[] twice = Compressed.with(outer, Compressed.with(Compression.XZ, pcap));
            CaptureFormatException e = assertThrows(CaptureFormatException.class, () -> Captures.read(twice));
            assertEquals(
                    "test: data compressed more than once (xz inside), which dnswhy does not unpack: unpack it first",
                    e.getMessage());
        }
    }

    @Test
    void printedPacketsAskForTheCaptureItself() {
        String line = "07:28:01.123456 IP 10.0.0.1.40000 > 10.96.0.10.53: 4711+ A? example.org. (29)\n";
        assertTrue(advice(line).orElseThrow().startsWith("what tcpdump printed: a capture itself is needed"));
        assertTrue(advice("2026-01-02 " + line).isPresent());
        assertTrue(advice("tcpdump: verbose output suppressed\nlistening on eth0\n" + line)
                .isPresent());
        assertTrue(advice(line.replace(" IP ", " eth0  In  IP6 ")).isPresent());
    }

    @Test
    void hexadecimalDumpsAreTold() {
        assertTrue(advice("0000  45 00 00 39 d4 31\n0010  40 11").orElseThrow().startsWith("a hexadecimal dump"));
        assertTrue(advice("\t0x0000:  4500 0039 d431 4000\n").orElseThrow().contains("text2pcap"));
    }

    @Test
    void othersAreNot() {
        assertEquals(Optional.empty(), advice(""));
        assertEquals(Optional.empty(), advice("nameserver 10.0.0.10\n"));
        assertEquals(
                Optional.empty(),
                advice("2026-01-02 07:28:01.123456 INFO IP address is 10.0.0.1 > ok\n".replace(" IP ", " ")));
        assertEquals(Optional.empty(), advice("0000\n0000 and so on\n"));
        assertEquals(Optional.empty(), advice(PcapBuilder.ethernet().build()));
        assertEquals(Optional.empty(), advice(PcapngBuilder.ethernet().build()));
        assertThrows(IndexOutOfBoundsException.class, () -> CaptureFormats.advice(new byte[3], 4));
    }
}
