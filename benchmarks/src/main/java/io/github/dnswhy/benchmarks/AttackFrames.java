package io.github.dnswhy.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes a pcap frame by frame: raw IP (LINKTYPE_RAW) or Ethernet, with nothing but what an attack needs. */
final class AttackFrames {
    static final int DNS = 53;
    static final int SYN = 2;
    static final int ACK = 16;
    static final int SERVER = 0x0A00_000A;
    static final byte[] NOTHING = {};
    static final byte[] ONE = {1};

    private static final int UDP = 17;
    private static final int TCP = 6;
    private static final int FRAGMENT_HEADER = 44;
    private static final int MILLION = 1_000_000;

    private final OutputStream out;
    private final ByteBuffer record = ByteBuffer.allocate(1 << 17);
    private long micros = Pcap.START_SECONDS * (long) MILLION;

    AttackFrames(OutputStream out, boolean ethernet) throws IOException {
        this.out = out;
        out.write(Pcap.header(ethernet ? Pcap.ETHERNET : Pcap.RAW));
    }

    /** The next frames are so much later; a negative time is earlier. */
    AttackFrames after(long addedMicros) {
        micros += addedMicros;
        return this;
    }

    /** The next frames are captured then. */
    AttackFrames at(long seconds) {
        micros = seconds * MILLION;
        return this;
    }

    /** A frame as it is. */
    void frame(byte[] octets) throws IOException {
        record.clear().order(ByteOrder.LITTLE_ENDIAN);
        Pcap.put(record, micros, octets);
        out.write(record.array(), 0, record.position());
    }

    /** A datagram between IPv4 hosts. */
    void udp(int source, int sourcePort, int destination, int destinationPort, byte[] payload) throws IOException {
        frame(ipv4(UDP, 0, 0, source, destination, udpHeader(sourcePort, destinationPort, payload)));
    }

    /** A datagram between IPv6 hosts; the first from an address of two words to a fixed one. */
    void udp6(long high, long low, int sourcePort, byte[] payload) throws IOException {
        byte[] udp = udpHeader(sourcePort, DNS, payload);
        frame(ipv6(UDP, high, low, udp));
    }

    /** A TCP segment between IPv4 hosts, to port 53. */
    void tcp(int source, int sourcePort, int destination, int sequence, int flags, byte[] payload) throws IOException {
        ByteBuffer tcp = ByteBuffer.allocate(20 + payload.length);
        tcp.putShort((short) sourcePort).putShort((short) DNS).putInt(sequence).putInt(0);
        tcp.putShort((short) (0x5000 | flags))
                .putShort((short) 0xFFFF)
                .putInt(0)
                .put(payload);
        frame(ipv4(TCP, 0, 0, source, destination, tcp.array()));
    }

    /** A fragment of an IPv4 datagram. */
    void fragment(int source, int id, int offset, boolean more, byte[] payload) throws IOException {
        frame(ipv4(UDP, id, offset >>> 3 | (more ? 0x2000 : 0), source, SERVER, payload));
    }

    /** A fragment of an IPv6 datagram. */
    void fragment6(long low, int id, int offset, boolean more, byte[] payload) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(8 + payload.length);
        header.put((byte) UDP)
                .put((byte) 0)
                .putShort((short) (offset | (more ? 1 : 0)))
                .putInt(id)
                .put(payload);
        frame(ipv6(FRAGMENT_HEADER, 0x2001_0DB8_0000_0000L, low, header.array()));
    }

    static byte[] ipv4(int protocol, int id, int fragment, int source, int destination, byte[] payload) {
        ByteBuffer ip = ByteBuffer.allocate(20 + payload.length);
        ip.putShort((short) 0x4500).putShort((short) (20 + payload.length));
        ip.putShort((short) id)
                .putShort((short) fragment)
                .put((byte) 64)
                .put((byte) protocol)
                .putShort((short) 0);
        ip.putInt(source).putInt(destination).put(payload);
        return ip.array();
    }

    private static byte[] ipv6(int next, long high, long low, byte[] payload) {
        ByteBuffer ip = ByteBuffer.allocate(40 + payload.length);
        ip.putInt(0x6000_0000).putShort((short) payload.length).put((byte) next).put((byte) 64);
        ip.putLong(high)
                .putLong(low)
                .putLong(0x2001_0DB8_0000_0000L)
                .putLong(0xA)
                .put(payload);
        return ip.array();
    }

    static byte[] udpHeader(int source, int destination, byte[] payload) {
        ByteBuffer udp = ByteBuffer.allocate(8 + payload.length);
        udp.putShort((short) source).putShort((short) destination);
        udp.putShort((short) (8 + payload.length)).putShort((short) 0).put(payload);
        return udp.array();
    }

    /** A query for an A record of a name of these labels. */
    static byte[] query(int id, byte[]... labels) {
        return message(id, 0x0100, labels);
    }

    static byte[] query(int id, String... labels) {
        return query(id, octets(labels));
    }

    /** A response without records. */
    static byte[] response(int id, int rcode, String... labels) {
        return message(id, 0x8180 | rcode, octets(labels));
    }

    private static byte[] message(int id, int flags, byte[]... labels) {
        ByteBuffer octets = ByteBuffer.allocate(300);
        octets.putShort((short) id)
                .putShort((short) flags)
                .putShort((short) 1)
                .putShort((short) 0)
                .putInt(0);
        for (byte[] label : labels) {
            octets.put((byte) label.length).put(label);
        }
        octets.put((byte) 0).putShort((short) 1).putShort((short) 1);
        byte[] message = new byte[octets.position()];
        octets.flip().get(message);
        return message;
    }

    private static byte[][] octets(String... labels) {
        byte[][] octets = new byte[labels.length][];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = labels[i].getBytes(StandardCharsets.ISO_8859_1);
        }
        return octets;
    }
}
