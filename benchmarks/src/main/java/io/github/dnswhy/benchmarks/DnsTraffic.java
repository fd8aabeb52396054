package io.github.dnswhy.benchmarks;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The traffic of a busy cluster DNS service, the same each time: many clients look up some thousand names, A and AAAA together
 * from one socket, over UDP and IPv4; they are answered with one to three addresses, NODATA or NXDOMAIN with an SOA record, or
 * not at all.
 */
final class DnsTraffic {
    static final int QUERIES = 10_000;

    /** One query of this many is never answered. */
    static final int UNANSWERED = 20;

    static final int RESPONSES = QUERIES - QUERIES / UNANSWERED;
    static final int PACKETS = QUERIES + RESPONSES;

    /** How far later a repetition of the whole begins: no query of the one before is waited for any more. */
    static final int SECONDS = 41;

    /** Octets of the Ethernet, IPv4 and UDP headers. */
    static final int HEADERS = 14 + 20 + 8;

    private static final int NAMES = 3_000;
    private static final int CLIENTS = 200;
    private static final int LOOKUP_INTERVAL_MICROS = 8_000;
    private static final int PAIR_INTERVAL_MICROS = 20;
    private static final int LATENCY_MICROS = 700;
    private static final int SERVER = 0x0A60_000A;

    private final List<Packet> packets = new ArrayList<>(PACKETS);

    /**
     * A captured packet.
     *
     * @param micros since the start of the traffic
     * @param frame from the Ethernet header on
     */
    record Packet(long micros, byte[] frame) {}

    private DnsTraffic() {}

    /** Generates it all, in order of time. */
    static List<Packet> packets() {
        DnsTraffic traffic = new DnsTraffic();
        for (int i = 0; i < QUERIES; i++) {
            traffic.exchange(i);
        }
        traffic.packets.sort(Comparator.comparingLong(Packet::micros));
        return traffic.packets;
    }

    private void exchange(int i) {
        int lookup = i / 2;
        boolean ipv4 = i % 2 == 0;
        long micros = (long) lookup * LOOKUP_INTERVAL_MICROS + (ipv4 ? 0 : PAIR_INTERVAL_MICROS);
        int scattered = lookup * 0x9E37_79B1;
        int id = scattered + i % 2;
        int name = (scattered >>> 8) % NAMES;
        byte[] question = question(name, ipv4);
        add(micros, i, scattered, true, message(id, 0x0100, 0, 0, question, new byte[0]));
        if (i % UNANSWERED == 0) {
            return;
        }
        byte[] response;
        if (name % 10 == 0) {
            response = message(id, 0x8183, 0, 1, question, soa());
        } else if (!ipv4 && name % 2 == 0) {
            response = message(id, 0x8180, 0, 1, question, soa());
        } else {
            int count = 1 + name % 3;
            response = message(id, 0x8180, count, 0, question, addresses(count, ipv4));
        }
        add(micros + LATENCY_MICROS, i, scattered, false, response);
    }

    private static byte[] question(int name, boolean ipv4) {
        ByteBuffer octets = ByteBuffer.allocate(300);
        for (String label : List.of("service-" + name, "team-" + name % 40, "svc", "cluster", "local")) {
            octets.put((byte) label.length()).put(label.getBytes(StandardCharsets.US_ASCII));
        }
        octets.put((byte) 0).putShort((short) (ipv4 ? 1 : 28)).putShort((short) 1);
        return written(octets);
    }

    private static byte[] addresses(int count, boolean ipv4) {
        ByteBuffer octets = ByteBuffer.allocate(300);
        for (int i = 0; i < count; i++) {
            int length = ipv4 ? 4 : 16;
            owner(octets, ipv4 ? 1 : 28).putShort((short) length);
            octets.position(octets.position() + length - 1).put((byte) i);
        }
        return written(octets);
    }

    private static byte[] soa() {
        ByteBuffer octets = owner(ByteBuffer.allocate(300), 6).putShort((short) 24);
        octets.putShort((short) 0xC00C).putShort((short) 0xC00C);
        for (int number : new int[] {1, 7_200, 1_800, 86_400, 30}) {
            octets.putInt(number);
        }
        return written(octets);
    }

    /** A record up to its RDLENGTH; its owner is a pointer to the question. */
    private static ByteBuffer owner(ByteBuffer octets, int type) {
        return octets.putShort((short) 0xC00C)
                .putShort((short) type)
                .putShort((short) 1)
                .putInt(30);
    }

    private static byte[] message(int id, int flags, int answers, int authorities, byte[] question, byte[] records) {
        ByteBuffer octets = ByteBuffer.allocate(12 + question.length + records.length);
        octets.putShort((short) id).putShort((short) flags).putShort((short) 1).putShort((short) answers);
        octets.putShort((short) authorities).putShort((short) 0).put(question).put(records);
        return octets.array();
    }

    private void add(long micros, int i, int scattered, boolean query, byte[] message) {
        int client = 0x0AF4_0100 + i / 2 % CLIENTS;
        short port = (short) (20_000 + (scattered >>> 16) % 40_000);
        ByteBuffer octets = ByteBuffer.allocate(HEADERS + message.length);
        octets.putLong(0x0200_0000_0001_0200L).putInt(2).putShort((short) 0x0800);
        octets.putShort((short) 0x4500).putShort((short) (28 + message.length)).putInt(i << 16);
        octets.putInt(0x4011_0000).putInt(query ? client : SERVER).putInt(query ? SERVER : client);
        octets.putShort(24, headerChecksum(octets));
        octets.putShort(query ? port : 53).putShort(query ? 53 : port);
        octets.putShort((short) (8 + message.length)).putShort((short) 0).put(message);
        packets.add(new Packet(micros, octets.array()));
    }

    private static short headerChecksum(ByteBuffer frame) {
        int sum = 0;
        for (int at = 14; at < 34; at += 2) {
            sum += frame.getShort(at) & 0xFFFF;
        }
        return (short) ~(sum + (sum >>> 16));
    }

    private static byte[] written(ByteBuffer octets) {
        byte[] copy = new byte[octets.position()];
        octets.flip().get(copy);
        return copy;
    }
}
