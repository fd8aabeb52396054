package io.github.dnswhy;

import io.github.dnswhy.capture.PcapBuilder;
import io.github.dnswhy.match.WireEvent;
import io.github.dnswhy.match.WireScript;
import io.github.dnswhy.model.IpAddress;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/** Scripts of UDP queries and answers as the octets of a capture. */
final class ScriptCapture {
    private static final byte[] ADDRESS_RECORD = {(byte) 0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 30, 0, 4, 10, 0, 0, 1};
    private static final int NAME_OCTETS = 255;

    private ScriptCapture() {}

    /** A capture of Ethernet frames, in microseconds. */
    static byte[] pcap(WireScript script) {
        return pcap(script, 0, script.events().size());
    }

    /** A capture of some of the events. */
    static byte[] pcap(WireScript script, int from, int to) {
        PcapBuilder pcap = PcapBuilder.ethernet();
        List<WireEvent> events = script.events();
        for (WireEvent e : events.subList(from, to)) {
            long micros = e.time / 1_000;
            pcap.frame(micros / 1_000_000, (int) (micros % 1_000_000), frame(script, e));
        }
        return pcap.build();
    }

    static byte[] frame(WireScript script, WireEvent e) {
        boolean query = e.kind == WireEvent.Kind.QUERY;
        if (!query && e.kind != WireEvent.Kind.RESPONSE) {
            throw new IllegalArgumentException("no frame for " + e.kind);
        }
        byte[] message = message(script, e);
        IpAddress client = script.addresses().address(e.client);
        IpAddress server = script.addresses().address(e.server);
        IpAddress source = query ? client : server;
        IpAddress destination = query ? server : client;
        ByteBuffer frame = ByteBuffer.allocate(14 + (source.isV4() ? 20 : 40) + 8 + message.length);
        frame.put(new byte[12]);
        if (source.isV4()) {
            frame.putShort((short) 0x0800).put((byte) 0x45).put((byte) 0).putShort((short) (28 + message.length));
            frame.putShort((short) e.identification).putShort((short) 0);
            frame.put((byte) e.timeToLive).put((byte) 17).putShort((short) 0);
            frame.putInt((int) source.low()).putInt((int) destination.low());
        } else {
            frame.putShort((short) 0x86DD).putInt(0x6000_0000).putShort((short) (8 + message.length));
            frame.put((byte) 17).put((byte) e.timeToLive);
            frame.putLong(source.high())
                    .putLong(source.low())
                    .putLong(destination.high())
                    .putLong(destination.low());
        }
        frame.putShort((short) (query ? e.clientPort : e.serverPort))
                .putShort((short) (query ? e.serverPort : e.clientPort));
        frame.putShort((short) (8 + message.length)).putShort((short) 0).put(message);
        return frame.array();
    }

    private static byte[] message(WireScript script, WireEvent e) {
        boolean query = e.kind == WireEvent.Kind.QUERY;
        boolean answer = e.answers > 0 && e.type == 1;
        byte[] name = new byte[NAME_OCTETS];
        int length = script.names().copyWire(e.name, name, 0);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int flags = (query ? 0x0100 : 0x8180 | e.rcode) | e.flags;
        out.writeBytes(ByteBuffer.allocate(12)
                .putShort((short) e.id)
                .putShort((short) flags)
                .putShort((short) 1)
                .putShort((short) (answer ? 1 : 0))
                .array());
        out.write(name, 0, length);
        out.writeBytes(ByteBuffer.allocate(4)
                .putShort((short) e.type)
                .putShort((short) 1)
                .array());
        if (answer) {
            out.writeBytes(ADDRESS_RECORD);
        }
        return out.toByteArray();
    }
}
