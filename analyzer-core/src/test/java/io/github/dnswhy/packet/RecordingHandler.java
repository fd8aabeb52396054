package io.github.dnswhy.packet;

import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Transport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Keeps copies of all that a decoder delivers, and checks that every region lies within its buffer. */
final class RecordingHandler implements PacketHandler {
    record Message(
            long frame,
            Transport transport,
            IpAddress source,
            int sourcePort,
            IpAddress destination,
            int destinationPort,
            List<Byte> payload,
            int originalLength,
            boolean first,
            long timeNanos,
            int timeToLive,
            int identification,
            int interfaceIndex,
            int direction) {
        int length() {
            return payload.size();
        }
    }

    record Connection(long frame, int sourcePort, int flags) {}

    record IcmpError(Message error, int type, int code, Message quoted) {}

    final List<Message> datagrams = new ArrayList<>();
    final List<Message> streamMessages = new ArrayList<>();
    final List<Connection> connections = new ArrayList<>();
    final List<IcmpError> icmpErrors = new ArrayList<>();

    @Override
    public void onDatagram(PacketView packet) {
        datagrams.add(message(packet, true));
    }

    @Override
    public void onStreamMessage(PacketView packet, boolean firstOfSegment) {
        streamMessages.add(message(packet, firstOfSegment));
    }

    @Override
    public void onConnection(PacketView packet, int flags) {
        connections.add(new Connection(packet.frameNumber(), packet.sourcePort(), flags));
    }

    @Override
    public void onIcmpError(PacketView error, int type, int code, PacketView quoted) {
        icmpErrors.add(new IcmpError(message(error, true), type, code, message(quoted, true)));
    }

    List<List<Byte>> streamPayloads() {
        return streamMessages.stream().map(Message::payload).toList();
    }

    private static Message message(PacketView p, boolean first) {
        byte[] payload = Arrays.copyOfRange(p.buffer(), p.offset(), p.offset() + p.length());
        if (p.offset() + p.length() > p.buffer().length || p.length() > p.originalLength()) {
            throw new AssertionError("a payload outside its buffer or longer than announced");
        }
        return new Message(
                p.frameNumber(),
                p.transport(),
                new IpAddress(p.sourceHigh(), p.sourceLow()),
                p.sourcePort(),
                new IpAddress(p.destinationHigh(), p.destinationLow()),
                p.destinationPort(),
                bytes(payload),
                p.originalLength(),
                first,
                p.timeNanos(),
                p.timeToLive(),
                p.identification(),
                p.interfaceIndex(),
                p.direction());
    }

    static List<Byte> bytes(byte[] octets) {
        List<Byte> bytes = new ArrayList<>(octets.length);
        for (byte octet : octets) {
            bytes.add(octet);
        }
        return bytes;
    }
}
