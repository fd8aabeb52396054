package io.github.dnswhy.packet;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Builds packets octet by octet, checksums left zero. */
final class Wire {
    static final int CLIENT = 0x0A00_0001;
    static final int SERVER = 0x0A00_0035;
    static final int CLIENT_PORT = 40_000;
    static final int DNS = 53;

    private Wire() {}

    static byte[] concat(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteBuffer all = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }

    static byte[] octets(int... values) {
        byte[] octets = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            octets[i] = (byte) values[i];
        }
        return octets;
    }

    static byte[] ethernet(int type, byte[] payload) {
        return concat(new byte[12], octets(type >> 8, type), payload);
    }

    static byte[] vlan(int innerType, byte[] payload) {
        return concat(octets(0, 100, innerType >> 8, innerType), payload);
    }

    static byte[] ipv4(int protocol, int source, int destination, byte[] payload) {
        return ipv4(protocol, source, destination, 7, 0, 20 + payload.length, new byte[0], payload);
    }

    static byte[] ipv4Fragment(
            int protocol, int source, int destination, int id, int offset, boolean more, byte[] payload) {
        int flagsAndOffset = offset >> 3 | (more ? 0x2000 : 0);
        return ipv4(protocol, source, destination, id, flagsAndOffset, 20 + payload.length, new byte[0], payload);
    }

    static byte[] ipv4(
            int protocol,
            int source,
            int destination,
            int id,
            int flagsAndOffset,
            int total,
            byte[] options,
            byte[] payload) {
        return ByteBuffer.allocate(20 + options.length + payload.length)
                .put((byte) (0x45 + options.length / 4))
                .put((byte) 0)
                .putShort((short) total)
                .putShort((short) id)
                .putShort((short) flagsAndOffset)
                .put((byte) 64)
                .put((byte) protocol)
                .putShort((short) 0)
                .putInt(source)
                .putInt(destination)
                .put(options)
                .put(payload)
                .array();
    }

    /** From 2001:db8::a00:1 to 2001:db8::a00:35 and the like. */
    static byte[] ipv6(int nextHeader, int source, int destination, byte[] payload) {
        return ipv6(nextHeader, source, destination, payload.length, payload);
    }

    static byte[] ipv6(int nextHeader, int source, int destination, int length, byte[] payload) {
        return ByteBuffer.allocate(40 + payload.length)
                .putInt(0x6000_0000)
                .putShort((short) length)
                .put((byte) nextHeader)
                .put((byte) 61)
                .putLong(0x2001_0DB8_0000_0000L)
                .putLong(source)
                .putLong(0x2001_0DB8_0000_0000L)
                .putLong(destination)
                .put(payload)
                .array();
    }

    static byte[] ipv6Fragment(
            int nextHeader, int source, int destination, int id, int offset, boolean more, byte[] payload) {
        byte[] header = ByteBuffer.allocate(8)
                .put((byte) nextHeader)
                .put((byte) 0)
                .putShort((short) (offset | (more ? 1 : 0)))
                .putInt(id)
                .array();
        return ipv6(44, source, destination, concat(header, payload));
    }

    static byte[] udp(int sourcePort, int destinationPort, byte[] payload) {
        return udp(sourcePort, destinationPort, 8 + payload.length, payload);
    }

    static byte[] udp(int sourcePort, int destinationPort, int length, byte[] payload) {
        return ByteBuffer.allocate(8 + payload.length)
                .putShort((short) sourcePort)
                .putShort((short) destinationPort)
                .putShort((short) length)
                .putShort((short) 0)
                .put(payload)
                .array();
    }

    static byte[] tcp(
            int sourcePort, int destinationPort, int sequence, int acknowledgment, int flags, byte[] payload) {
        return ByteBuffer.allocate(20 + payload.length)
                .putShort((short) sourcePort)
                .putShort((short) destinationPort)
                .putInt(sequence)
                .putInt(acknowledgment)
                .put((byte) 0x50)
                .put((byte) flags)
                .putShort((short) 64_000)
                .putInt(0)
                .put(payload)
                .array();
    }

    /** From the client to the server in IPv4 over Ethernet. */
    static byte[] query(byte[] message) {
        return ethernet(EtherType.IPV4, ipv4(IpProtocol.UDP, CLIENT, SERVER, udp(CLIENT_PORT, DNS, message)));
    }

    /** A query for a name of one label. */
    static byte[] message(int id, String label) {
        return message(id, 0x0100, label, 0);
    }

    /** A response to it, padded with an additional record of that many octets of data. */
    static byte[] response(int id, String label, int padding) {
        return message(id, 0x8180, label, padding);
    }

    private static byte[] message(int id, int flags, String label, int padding) {
        byte[] text = label.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer message = ByteBuffer.allocate(18 + text.length + (padding > 0 ? 11 + padding : 0))
                .putShort((short) id)
                .putShort((short) flags)
                .putShort((short) 1)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) (padding > 0 ? 1 : 0))
                .put((byte) text.length)
                .put(text)
                .put((byte) 0)
                .putShort((short) 1)
                .putShort((short) 1);
        if (padding > 0) {
            message.put((byte) 0)
                    .putShort((short) 16)
                    .putShort((short) 1)
                    .putInt(0)
                    .putShort((short) padding);
        }
        return message.array();
    }

    /** Messages as a TCP stream, each after its length. */
    static byte[] stream(byte[]... messages) {
        byte[] stream = new byte[0];
        for (byte[] message : messages) {
            stream = concat(stream, octets(message.length >> 8, message.length), message);
        }
        return stream;
    }
}
