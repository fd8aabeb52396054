package io.github.dnswhy.benchmarks;

import java.nio.ByteBuffer;

/** Ethernet frames with IPv4 and a datagram or segment in them, checksums included where somebody may look at them. */
final class Frames {
    static final int FIN = 1;
    static final int SYN = 2;
    static final int PUSH = 8;
    static final int ACK = 16;

    /** Octets of the Ethernet, IPv4 and UDP headers. */
    static final int UDP_HEADERS = 14 + 20 + 8;

    private static final int ETHERNET = 14;
    private static final int IP = 20;
    private static final int TCP_HEADER = 20;
    private static final int UDP = 17;
    private static final int TCP = 6;

    private int identification;

    /** The ends of a datagram or segment. */
    record Path(int source, int sourcePort, int destination, int destinationPort) {
        Path back() {
            return new Path(destination, destinationPort, source, sourcePort);
        }
    }

    byte[] udp(Path path, byte[] payload) {
        ByteBuffer frame = packet(path, UDP, UDP_HEADERS - ETHERNET - IP + payload.length);
        frame.putShort((short) path.sourcePort).putShort((short) path.destinationPort);
        frame.putShort((short) (8 + payload.length)).putShort((short) 0).put(payload);
        return frame.array();
    }

    byte[] tcp(Path path, int sequence, int acknowledged, int flags, byte[] payload, int from, int to) {
        int length = TCP_HEADER + to - from;
        ByteBuffer frame = packet(path, TCP, length);
        frame.putShort((short) path.sourcePort).putShort((short) path.destinationPort);
        frame.putInt(sequence).putInt(acknowledged).putShort((short) (0x5000 | flags));
        frame.putShort((short) 64_240).putInt(0).put(payload, from, to - from);
        int start = ETHERNET + IP;
        frame.putShort(start + 16, checksum(frame, start - 8, start + length, TCP + length));
        return frame.array();
    }

    /** A frame up to the end of its IPv4 header. */
    private ByteBuffer packet(Path path, int protocol, int length) {
        ByteBuffer frame = ByteBuffer.allocate(ETHERNET + IP + length);
        frame.putLong(0x0200_0000_0001_0200L).putInt(2).putShort((short) 0x0800);
        frame.putShort((short) 0x4500).putShort((short) (IP + length)).putInt(identification++ << 16);
        frame.putShort((short) (0x4000 | protocol)).putShort((short) 0);
        frame.putInt(path.source).putInt(path.destination);
        frame.putShort(ETHERNET + 10, checksum(frame, ETHERNET, ETHERNET + IP, 0));
        return frame;
    }

    /** The checksum of RFC 1071 over a part of the frame and a number. */
    private static short checksum(ByteBuffer frame, int from, int to, int first) {
        int sum = first;
        int at = from;
        for (; at + 1 < to; at += 2) {
            sum += frame.getShort(at) & 0xFFFF;
        }
        if (at < to) {
            sum += (frame.get(at) & 0xFF) << 8;
        }
        sum = (sum & 0xFFFF) + (sum >>> 16);
        return (short) ~(sum + (sum >>> 16));
    }
}
