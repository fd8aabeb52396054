package io.github.dnswhy.benchmarks;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** DNS messages of a cluster, which are asked for services by number. */
final class Messages {
    static final int A = 1;
    static final int AAAA = 28;

    private static final int QUERY = 0x0100;
    private static final int RESPONSE = 0x8180;
    private static final int TRUNCATED = 0x0200;
    private static final int NXDOMAIN = 3;
    private static final int SOA = 6;
    private static final byte[] ZONE = {
        3, 's', 'v', 'c', 7, 'c', 'l', 'u', 's', 't', 'e', 'r', 5, 'l', 'o', 'c', 'a', 'l', 0
    };
    private static final byte[] NOTHING = {};

    /** More addresses than a datagram of 512 octets holds. */
    private static final int MANY = 100;

    private Messages() {}

    static byte[] name(int service) {
        ByteBuffer octets = ByteBuffer.allocate(255);
        label(octets, "service-" + service);
        label(octets, "team-" + service % 40);
        return written(octets.put(ZONE));
    }

    /** The name, type and class that ask for a service. */
    static byte[] question(int service, int type) {
        byte[] name = name(service);
        ByteBuffer octets = ByteBuffer.allocate(name.length + 4);
        return octets.put(name).putShort((short) type).putShort((short) 1).array();
    }

    private static void label(ByteBuffer octets, String label) {
        octets.put((byte) label.length()).put(label.getBytes(StandardCharsets.US_ASCII));
    }

    static byte[] query(int id, byte[] question) {
        return message(id, QUERY, 0, 0, question, NOTHING);
    }

    /** A response without records that asks for TCP. */
    static byte[] truncated(int id, byte[] question) {
        return message(id, RESPONSE | TRUNCATED, 0, 0, question, NOTHING);
    }

    /** A response with more addresses than fit into a datagram. */
    static byte[] manyAddresses(int id, byte[] question, int type) {
        return message(id, RESPONSE, MANY, 0, question, addresses(MANY, type));
    }

    /** Of ten services one does not exist; of those that do, about half have no IPv6 address. */
    static boolean hasAddresses(int service, int type) {
        return exists(service) && (type == A || service % 2 != 0);
    }

    private static boolean exists(int service) {
        return service % 10 != 0;
    }

    static byte[] response(int id, byte[] question, int service, int type) {
        if (!hasAddresses(service, type)) {
            return message(id, exists(service) ? RESPONSE : RESPONSE | NXDOMAIN, 0, 1, question, soa());
        }
        int count = 1 + service % 3;
        return message(id, RESPONSE, count, 0, question, addresses(count, type));
    }

    private static byte[] addresses(int count, int type) {
        ByteBuffer octets = ByteBuffer.allocate(28 * count);
        for (int i = 0; i < count; i++) {
            int length = type == A ? 4 : 16;
            owner(octets, type).putShort((short) length);
            octets.position(octets.position() + length - 1).put((byte) i);
        }
        return written(octets);
    }

    private static byte[] soa() {
        ByteBuffer octets = owner(ByteBuffer.allocate(40), SOA).putShort((short) 24);
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

    private static byte[] written(ByteBuffer octets) {
        byte[] copy = new byte[octets.position()];
        octets.flip().get(copy);
        return copy;
    }
}
