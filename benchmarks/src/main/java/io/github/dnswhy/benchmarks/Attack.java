package io.github.dnswhy.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Traffic that is made to exhaust whoever analyses it: each is {@code size} frames, or a little more. */
enum Attack {
    /** First fragments of distinct datagrams, never completed. */
    FRAGMENTS((out, size) -> {
        for (int i = 0; i < size; i++) {
            out.after(1).fragment(i >>> 16, i, 0, true, new byte[64]);
        }
    }),
    /** The same over IPv6. */
    FRAGMENTS_V6((out, size) -> {
        for (int i = 0; i < size; i++) {
            out.after(1).fragment6(i >>> 8, i, 0, true, new byte[64]);
        }
    }),
    /** One id, fragments that overlap each other. */
    FRAGMENTS_OVERLAPPING((out, size) -> {
        for (int i = 0; i < size; i++) {
            out.after(1).fragment(1, 7, (i * 0x9E37_79B1 >>> 19) * 8 % 65_000, true, new byte[16]);
        }
    }),
    /** Datagrams of 64 KiB in fragments of eight octets, the last first. */
    FRAGMENTS_TINY((out, size) -> {
        for (int i = 0; i < size; i++) {
            int offset = 65_504 - i % 8_188 * 8;
            out.after(1).fragment(1, i / 8_188, offset, offset != 65_504, new byte[8]);
        }
    }),
    /** Connections that are opened and never used. */
    TCP_HALF_OPEN((out, size) -> {
        for (int i = 0; i < size; i++) {
            out.after(1)
                    .tcp(i >>> 15, 1024 + (i & 0x7FFF), AttackFrames.SERVER, i, AttackFrames.SYN, AttackFrames.NOTHING);
        }
    }),
    /** Connections that carry one octet each. */
    TCP_ONE_OCTET((out, size) -> {
        for (int i = 0; i < size / 2; i++) {
            out.after(1)
                    .tcp(i >>> 15, 1024 + (i & 0x7FFF), AttackFrames.SERVER, 0, AttackFrames.SYN, AttackFrames.NOTHING);
            out.tcp(i >>> 15, 1024 + (i & 0x7FFF), AttackFrames.SERVER, 1, AttackFrames.ACK, AttackFrames.ONE);
        }
    }),
    /** One stream in segments of one octet, the last first. */
    TCP_REVERSED((out, size) -> {
        out.tcp(1, 2000, AttackFrames.SERVER, -1, AttackFrames.SYN, AttackFrames.NOTHING);
        for (int i = 0; i < size; i++) {
            out.after(1).tcp(1, 2000, AttackFrames.SERVER, size - i, AttackFrames.ACK, AttackFrames.ONE);
        }
    }),
    /** One stream of which every second octet is missing. */
    TCP_GAPS((out, size) -> {
        out.tcp(1, 2000, AttackFrames.SERVER, -1, AttackFrames.SYN, AttackFrames.NOTHING);
        for (int i = 0; i < size; i++) {
            out.after(1).tcp(1, 2000, AttackFrames.SERVER, 2 * i + 1, AttackFrames.ACK, AttackFrames.ONE);
        }
    }),
    /** One stream whose segments overlap those around them. */
    TCP_OVERLAPPING((out, size) -> {
        out.tcp(1, 2000, AttackFrames.SERVER, -1, AttackFrames.SYN, AttackFrames.NOTHING);
        byte[] octets = new byte[300];
        for (int i = 0; i < size; i++) {
            int jump = (i * 0x9E37_79B1 >>> 16) % 4_000;
            out.after(1).tcp(1, 2000, AttackFrames.SERVER, i * 40 + jump, AttackFrames.ACK, octets);
        }
    }),
    /** Each query for another name. */
    NAMES((out, size) -> {
        for (int i = 0; i < size; i++) {
            ask(out.after(5), 1, 1024 + i % 60_000, AttackFrames.SERVER, i, "n" + i, "test");
        }
    }),
    /** Names of 250 octets. */
    NAMES_LONG((out, size) -> {
        String label = "x".repeat(60);
        for (int i = 0; i < size; i++) {
            ask(out.after(5), 1, 1024 + i % 60_000, AttackFrames.SERVER, i, "n" + i, label, label, label);
        }
    }),
    /** Each query from another client. */
    CLIENTS((out, size) -> {
        for (int i = 0; i < size; i++) {
            ask(out.after(5), 0x0B00_0000 + i, 40_000, AttackFrames.SERVER, 1, "www", "test");
        }
    }),
    /** Each query to another server. */
    SERVERS((out, size) -> {
        for (int i = 0; i < size; i++) {
            ask(out.after(5), 1, 40_000, 0x0B00_0000 + i, i, "www", "test");
        }
    }),
    /** Each query to another server, which answers. */
    SERVERS_ANSWERING((out, size) -> {
        for (int i = 0; i < size / 2; i++) {
            ask(out.after(5), 1, 40_000, 0x0B00_0000 + i, i, "www", "test");
            answer(out.after(500), 1, 40_000, 0x0B00_0000 + i, i, 0, "www", "test");
        }
    }),
    /** Each client asks another server, which answers. */
    PAIRS_ANSWERING((out, size) -> {
        for (int i = 0; i < size / 2; i++) {
            ask(out.after(5), 0x0C00_0000 + i, 40_000, 0x0B00_0000 + i, i, "www", "test");
            answer(out.after(500), 0x0C00_0000 + i, 40_000, 0x0B00_0000 + i, i, 0, "www", "test");
        }
    }),
    /** A thousand servers asked in each of a thousand seconds. */
    SERVERS_IN_TIME((out, size) -> {
        for (int i = 0; i < size; i++) {
            ask(out.after(1_000_000_000L / size), 1 + i % 50, 40_000, i * 7919 % 100_000, i, "www", "test");
        }
    }),
    /** Responses with every code. */
    RCODES((out, size) -> {
        for (int i = 0; i < size / 2; i++) {
            int server = 0x0B00_0000 + i / 4096;
            ask(out.after(5), 1, 40_000, server, i, "www", "test");
            ByteBuffer opt =
                    ByteBuffer.allocate(11).put((byte) 0).putShort((short) 41).putShort((short) 1232);
            opt.putInt((i & 0xFF0) << 20).putShort((short) 0);
            byte[] response = AttackFrames.response(i, i & 0xF, "www", "test");
            response[11] = 1;
            byte[] whole = ByteBuffer.allocate(response.length + 11)
                    .put(response)
                    .put(opt.array())
                    .array();
            out.after(500).udp(server, AttackFrames.DNS, 1, 40_000, whole);
        }
    }),
    /** Responses that nobody asked for. */
    RESPONSES((out, size) -> {
        for (int i = 0; i < size; i++) {
            answer(out.after(5), 1 + i % 1000, 1024 + i % 60_000, AttackFrames.SERVER, i, 0, "n" + i % 1000, "test");
        }
    }),
    /** Each query is answered by seven forgers with other IDs, addresses, ports or names. */
    SPOOFED((out, size) -> {
        for (int i = 0; i < size / 8; i++) {
            ask(out.after(50), 1, 40_000, AttackFrames.SERVER, i, "www", "test");
            for (int j = 1; j <= 5; j++) {
                answer(out.after(1), 1, 40_000, AttackFrames.SERVER, i + j * 4099, 0, "www", "test");
            }
            answer(out.after(1), 1, 40_000, AttackFrames.SERVER + 1 + i % 250, i, 0, "www", "test");
            answer(out.after(1), 1, 40_000, AttackFrames.SERVER, i, 0, "evil", "test");
        }
    }),
    /** Each query comes back as it was. */
    ECHOES((out, size) -> {
        for (int i = 0; i < size / 2; i++) {
            byte[] query = AttackFrames.query(i, "n" + i % 1000, "test");
            out.after(50).udp(1, 40_000, AttackFrames.SERVER, AttackFrames.DNS, query);
            out.after(50).udp(AttackFrames.SERVER, AttackFrames.DNS, 1, 40_000, query);
        }
    }),
    /** One port with every ID open, again and again. */
    IDS((out, size) -> {
        for (int i = 0; i < size; i++) {
            ask(out.after(5), 1, 40_000, AttackFrames.SERVER, i, "n" + (i & 0xFFFF), "test");
        }
    }),
    /** One port and one ID for ever other names. */
    ONE_ID((out, size) -> {
        for (int i = 0; i < size; i++) {
            ask(out.after(5), 1, 40_000, AttackFrames.SERVER, 1, "n" + i, "test");
        }
    }),
    /** Names with one first label, as those of one search walk have. */
    ONE_LABEL((out, size) -> {
        for (int i = 0; i < size; i++) {
            ask(out.after(5), 1, 1024 + i % 60_000, AttackFrames.SERVER, i, "www", "n" + i, "test");
        }
    }),
    /** One question again and again under other IDs. */
    ONE_QUESTION((out, size) -> {
        for (int i = 0; i < size; i++) {
            ask(out.after(5), 1, 1024 + i / 60_000 % 60_000, AttackFrames.SERVER, i * 3, "www", "test");
        }
    }),
    /** Names whose first labels have one sum by 31. */
    LABEL_COLLISIONS((out, size) -> {
        for (int i = 0; i < size; i++) {
            byte[] label = new byte[40];
            for (int bit = 0; bit < 20; bit++) {
                boolean one = (i >>> bit & 1) != 0;
                label[2 * bit] = (byte) (one ? '2' : '1');
                label[2 * bit + 1] = (byte) (one ? '1' : '1' + 31);
            }
            byte[] query = AttackFrames.query(i, label, new byte[] {'t'});
            out.after(5).udp(1, 1024 + i % 60_000, AttackFrames.SERVER, AttackFrames.DNS, query);
        }
    }),
    /** IPv6 clients whose addresses a multiplication folds into one number. */
    ADDRESS_COLLISIONS((out, size) -> {
        for (int i = 0; i < size; i++) {
            long high = 0x2001_0DB8_0000_0000L + i;
            out.after(5).udp6(high, high * 0x9E37_79B9_7F4A_7C15L, 1024 + i, AttackFrames.query(i, "www", "test"));
        }
    }),
    /** Clients, ports and IDs that a multiplication puts into one of 2^18 slots. */
    TRANSACTION_COLLISIONS((out, size) -> {
        int written = 0;
        for (long key = 0; written < size; key++) {
            int ports = (int) (key * 0x1_0000_0001L);
            long product = (1L << 32 | ports & 0xFFFF_FFFFL) * 0x9E37_79B9_7F4A_7C15L;
            if (((int) (product ^ product >>> 32) & 0x3FFFF) == 0 && ports >>> 16 != AttackFrames.DNS) {
                ask(out.after(1), 1, ports >>> 16, AttackFrames.SERVER, ports, "n" + written++ % 1000, "test");
            }
        }
    }),
    /** Ports that differ in their upper half only, as a sign would spread over a client's number. */
    PORTS((out, size) -> {
        for (int i = 0; i < size; i++) {
            ask(out.after(5), i >>> 5, 0x8000 | (i & 31) << 10, AttackFrames.SERVER, 1, "www", "test");
        }
    }),
    /** Clients that repeat one query over and over. */
    RETRIES((out, size) -> {
        int clients = Math.max(1, size / 256);
        for (int i = 0; i < size; i++) {
            ask(out.after(30_000_000L / size), 1 + i % clients, 40_000, AttackFrames.SERVER, 1, "www", "test");
        }
    }),
    /** The same, with an end every now and then, so that the lookups are kept. */
    RETRIES_ENDED((out, size) -> {
        for (int i = 0; i < size; i++) {
            int client = i / 256;
            int port = 1024 + i % 256;
            ask(out.after(10_000), client, port, AttackFrames.SERVER + i % 3, 7, "www", "test");
        }
    }),
    /** IPv4 in IPv4 in IPv4, as deep as a packet takes. */
    TUNNELS((out, size) -> {
        byte[] inner = AttackFrames.ipv4(
                17,
                0,
                0,
                1,
                AttackFrames.SERVER,
                AttackFrames.udpHeader(2000, 53, AttackFrames.query(1, "www", "test")));
        for (int i = 0; i < 1000; i++) {
            inner = AttackFrames.ipv4(4, 0, 0, i, i + 1, inner);
        }
        for (int i = 0; i < size / 100; i++) {
            out.after(5).frame(inner);
        }
    }),
    /** Thousands of VLAN tags. */
    TAGS(true, (out, size) -> {
        ByteBuffer frame = ByteBuffer.allocate(16_000).putLong(0).putInt(0);
        while (frame.remaining() >= 4) {
            frame.putInt(0x8100_0001);
        }
        for (int i = 0; i < size / 100; i++) {
            out.after(5).frame(frame.array());
        }
    }),
    /** Each frame a second before the one before. */
    BACKWARD((out, size) -> {
        for (int i = 0; i < size; i++) {
            ask(out.after(-1_000_000), 1 + i % 100, 40_000, AttackFrames.SERVER, i, "n" + i % 1000, "test");
        }
    }),
    /** To and fro between 1970 and 2106. */
    JUMPS((out, size) -> {
        for (int i = 0; i < size; i++) {
            ask(
                    out.at(i % 3 == 0 ? 0 : i % 3 == 1 ? 0xFFFF_FFFFL : i),
                    1 + i % 100,
                    40_000,
                    AttackFrames.SERVER,
                    i,
                    "www");
        }
    }),
    /** All at one moment. */
    ONE_MOMENT((out, size) -> {
        for (int i = 0; i < size; i++) {
            ask(out, 1 + i % 100, 40_000, AttackFrames.SERVER, i, "n" + i % 1000, "test");
        }
    });

    private final boolean ethernet;
    private final Script script;

    /** Writes its frames. */
    @FunctionalInterface
    interface Script {
        void write(AttackFrames out, int size) throws IOException;
    }

    Attack(Script script) {
        this(false, script);
    }

    Attack(boolean ethernet, Script script) {
        this.ethernet = ethernet;
        this.script = script;
    }

    boolean isEthernet() {
        return ethernet;
    }

    void write(AttackFrames out, int size) throws IOException {
        script.write(out, size);
    }

    private static void ask(AttackFrames out, int client, int port, int server, int id, String... labels)
            throws IOException {
        out.udp(client, port, server, AttackFrames.DNS, AttackFrames.query(id, labels));
    }

    private static void answer(AttackFrames out, int client, int port, int server, int id, int rcode, String... labels)
            throws IOException {
        out.udp(server, AttackFrames.DNS, client, port, AttackFrames.response(id, rcode, labels));
    }
}
