package io.github.dnswhy.capture;

import java.nio.charset.StandardCharsets;

/**
 * Tells formats that are not read here but that others could make readable: captures of other tools, what such tools print, and
 * rare compressions. Most begin with a magic; those without one (ERF, ETW) are not told.
 */
final class ForeignFormats {
    private static final String CONVERT =
            ", which dnswhy does not read: convert it, for example with 'editcap -F pcapng FILE OUT.pcapng'";
    private static final String UNPACK = ", which dnswhy does not unpack: unpack it first";
    private static final String RECORD = ": a capture itself is needed, recorded with 'tcpdump -w FILE'";
    private static final String DUMP =
            ": turn it into a capture with 'text2pcap FILE OUT.pcap', or better record one with" + " 'tcpdump -w FILE'";

    /** Magics as ISO 8859-1 text, each followed by what it is the magic of. */
    private static final String[] CAPTURES = {
        "snoop\0\0\0", "a capture of Solaris snoop",
        "RTSS", "a capture of Microsoft Network Monitor 1",
        "GMBU", "a capture of Microsoft Network Monitor 2",
        "iptrace 1.0", "a capture of AIX iptrace",
        "iptrace 2.0", "a capture of AIX iptrace",
        "TRSNIFF data", "a capture of Sniffer (DOS)",
        "XCP\0", "a capture of Sniffer (Windows)",
        "VL\0\0", "a capture of NetXray",
        "\u007Fver", "a capture of Savvius Omnipeek",
        "ObserverPktBuffe", "a capture of Viavi Observer",
        "\u00AA\u00AA\u00AA\u00AA", "a capture of InfoVista 5View",
        "\u0005VNF", "a capture of Visual Networks",
        "\u0001\u0010L\0", "a capture of Novell LANalyzer",
        "TR\0d\0", "a capture of HP-UX nettl",
        "TR\0dT", "a capture of HP-UX nettl",
        "B\u00D2\0004\u0012f\"\u0088", "a capture of RADCOM",
        "\u001C\0\u0001\u00AB", "a capture of IXIA lcap",
        "\u001C\0\u0001\u00AC", "a capture of IXIA lcap",
        "\u00AB\u0001\0\u001C", "a capture of IXIA lcap",
        "\u00AC\u0001\0\u001C", "a capture of IXIA lcap",
        "btsnoop\0", "a Bluetooth capture (btsnoop)",
    };

    private static final String[] COMPRESSIONS = {
        "\u001F\u009D", "data compressed with compress (.Z)",
        "\u001F\u00A0", "data compressed with compress -H",
        "LZIP", "data compressed with lzip",
        "]\0\0", "data compressed with lzma",
        "\u0002!L\u0018", "data compressed with lz4 in its legacy format",
        "\u00FF\u0006\0\0sNaPpY", "data compressed with snappy",
    };

    private ForeignFormats() {}

    /** What the octets are and what to do about it; {@code null} when they are nothing that is known. */
    static String advice(byte[] head, int length) {
        String start = new String(head, 0, length, StandardCharsets.ISO_8859_1);
        String capture = named(CAPTURES, start);
        if (capture != null) {
            return capture + CONVERT;
        }
        String compression = named(COMPRESSIONS, start);
        if (compression != null) {
            return compression + UNPACK;
        }
        Compression again = Compression.of(head, length);
        if (again != null) {
            return "data compressed more than once (" + again.text + " inside)" + UNPACK;
        }
        return printed(start);
    }

    private static String named(String[] magics, String start) {
        for (int i = 0; i < magics.length; i += 2) {
            if (start.startsWith(magics[i])) {
                return magics[i + 1];
            }
        }
        return null;
    }

    /** Judges the first line that has anything to say: tools print a line or two of their own before. */
    private static String printed(String start) {
        int lines = 0;
        for (int at = 0; at < start.length() && lines < 4; lines++) {
            int end = start.indexOf('\n', at);
            String line = (end < 0 ? start.substring(at) : start.substring(at, end)).strip();
            if (isPacketLine(line)) {
                return "what tcpdump printed" + RECORD;
            }
            if (isHexLine(line)) {
                return "a hexadecimal dump" + DUMP;
            }
            at = end < 0 ? start.length() : end + 1;
        }
        return null;
    }

    /** {@code 07:28:01.123456 IP 10.0.0.1.40000 > …}, perhaps with a date before. */
    private static boolean isPacketLine(String line) {
        int protocol = line.indexOf(" IP ");
        protocol = protocol < 0 ? line.indexOf(" IP6 ") : protocol;
        int dot = line.indexOf('.');
        return protocol > 0
                && dot > 0
                && dot < protocol
                && line.indexOf(" > ", protocol) > 0
                && digits(line, dot + 1, protocol) >= 6;
    }

    /** {@code 0000  45 00 …} or {@code 0x0000:  4500 …}. */
    private static boolean isHexLine(String line) {
        int at = line.startsWith("0x") ? 2 : 0;
        int zeros = 0;
        while (at < line.length() && line.charAt(at) == '0') {
            zeros++;
            at++;
        }
        if (zeros < 4 || at == line.length() || (line.charAt(at) != ' ' && line.charAt(at) != ':')) {
            return false;
        }
        String octets = line.substring(at + 1).strip();
        return octets.length() >= 5
                && digits(octets, 0, 2) == 2
                && (octets.charAt(2) == ' ' ? digits(octets, 3, 5) == 2 : digits(octets, 2, 4) == 2);
    }

    /** How many hexadecimal digits stand in a row. */
    private static int digits(String text, int from, int to) {
        int count = 0;
        while (from + count < Math.min(to, text.length()) && Character.digit(text.charAt(from + count), 16) >= 0) {
            count++;
        }
        return count;
    }
}
