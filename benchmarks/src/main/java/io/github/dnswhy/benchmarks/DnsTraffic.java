package io.github.dnswhy.benchmarks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The traffic of a busy cluster DNS service, the same each time and without end: clients look up services in turn, A and AAAA
 * together from one socket, over UDP and IPv4; they are answered with one to three addresses, NODATA or NXDOMAIN with an SOA
 * record, within a millisecond or, one of 32, some 20 ms. What is lost is asked again once, after 5 s. An answer that is too long
 * is truncated and fetched over TCP.
 */
public final class DnsTraffic {
    /** Lookups of the {@linkplain #packets() sample}. */
    public static final int LOOKUPS = 5_000;

    /** Queries of the sample, repetitions included. */
    public static final int QUERIES = 10_505;

    /** Responses of the sample. */
    public static final int RESPONSES = 9_970;

    /** Packets of the sample. */
    public static final int PACKETS = QUERIES + RESPONSES;

    /** How far later a repetition of the sample begins: no query of the one before is waited for any more. */
    public static final int SECONDS = 81;

    /** Octets of the Ethernet, IPv4 and UDP headers. */
    public static final int HEADERS = Frames.UDP_HEADERS;

    private static final int SERVER = 0x0A60_000A;
    private static final int FIRST_CLIENT = 0x0A80_0100;
    private static final int DNS = 53;
    private static final int LOOKUP_INTERVAL_MICROS = 8_000;
    private static final int PAIR_INTERVAL_MICROS = 20;
    private static final int TIMEOUT_MICROS = 5_000_000;
    private static final int ATTEMPTS = 2;
    private static final int SEGMENT = 1_400;
    private static final int THOUSAND = 1_000;

    /** Larger than any number of names and a prime: names come in an order that has nothing to do with their number. */
    private static final long STRIDE = 2_654_435_761L;

    private final Mix mix;
    private final Frames frames = new Frames();
    private final PriorityQueue<Packet> pending =
            new PriorityQueue<>(Comparator.comparingLong(Packet::micros).thenComparingLong(Packet::ordinal));
    private long lookups;
    private long ordinal;

    /**
     * A captured packet.
     *
     * @param micros since the start of the traffic
     * @param ordinal tells packets of one moment apart
     * @param frame from the Ethernet header on
     */
    public record Packet(long micros, long ordinal, byte[] frame) {}

    /**
     * What the traffic is made of.
     *
     * @param names how many services there are, 1 or more; each is looked up once before the first is looked up again
     * @param clients how many clients take turns, 1 to 8,000,000
     * @param lost how many of a thousand queries are lost, or their answers
     * @param tcp how many of a thousand names with addresses have too many of them for UDP
     */
    public record Mix(int names, int clients, int lost, int tcp) {
        /** What there is unless something else is asked for. */
        public static final Mix USUAL = new Mix(3_000, 200, 50, 0);
    }

    /** The two ends of a lookup, and what it is for. */
    private record Lookup(long number, Frames.Path path, int service) {}

    /**
     * Traffic from its start.
     *
     * @param mix what it is made of
     */
    public DnsTraffic(Mix mix) {
        this.mix = mix;
    }

    /**
     * A sample: the first lookups of the usual mix, with all that follows from them.
     *
     * @return {@link #PACKETS} packets in order of time
     */
    public static List<Packet> packets() {
        List<Packet> packets = packets(Mix.USUAL);
        if (packets.size() != PACKETS) {
            throw new IllegalStateException("the sample has " + packets.size() + " packets");
        }
        return packets;
    }

    /**
     * The first lookups of a mix, with all that follows from them.
     *
     * @param mix what the traffic is made of
     * @return the packets of {@link #LOOKUPS} lookups in order of time
     */
    public static List<Packet> packets(Mix mix) {
        DnsTraffic traffic = new DnsTraffic(mix);
        while (traffic.lookups < LOOKUPS) {
            traffic.lookup();
        }
        List<Packet> packets = new ArrayList<>(PACKETS);
        while (!traffic.pending.isEmpty()) {
            packets.add(traffic.pending.poll());
        }
        return packets;
    }

    /**
     * The name that a lookup asks for.
     *
     * @param lookup its number from 0
     * @param names how many services there are
     * @return the name in wire form
     */
    public static byte[] name(long lookup, int names) {
        return Messages.name(service(lookup, names));
    }

    private static int service(long lookup, int names) {
        return (int) (lookup * STRIDE % names);
    }

    /**
     * The next packet.
     *
     * @return not before the one before
     */
    public Packet next() {
        while (pending.isEmpty() || pending.peek().micros >= lookups * LOOKUP_INTERVAL_MICROS) {
            lookup();
        }
        return pending.poll();
    }

    private void lookup() {
        long number = lookups++;
        // No client asks for one name again before all others did.
        int client = FIRST_CLIENT + (int) ((number + number / mix.names) % mix.clients);
        int port = 20_000 + (int) (scatter(number) % 40_000);
        Frames.Path path = new Frames.Path(client, port, SERVER, DNS);
        Lookup lookup = new Lookup(number, path, service(number, mix.names));
        long micros = number * LOOKUP_INTERVAL_MICROS;
        exchange(lookup, Messages.A, micros, 1);
        exchange(lookup, Messages.AAAA, micros + PAIR_INTERVAL_MICROS, 1);
    }

    private void exchange(Lookup lookup, int type, long micros, int attempt) {
        int chance = (int) scatter((lookup.number << 8) + type * ATTEMPTS + attempt) & Integer.MAX_VALUE;
        int id = (int) scatter(lookup.number ^ (long) type << 48) & 0xFFFF;
        byte[] question = Messages.question(lookup.service, type);
        byte[] query = Messages.query(id, question);
        add(micros, frames.udp(lookup.path, query));
        if (chance % THOUSAND < mix.lost) {
            if (attempt < ATTEMPTS) {
                exchange(lookup, type, micros + TIMEOUT_MICROS, attempt + 1);
            }
            return;
        }
        int latency = (300 + (chance >>> 8) % 512) * (chance >>> 26 == 0 ? 25 : 1);
        boolean tooLong = Messages.hasAddresses(lookup.service, type)
                && scatter(lookup.service * 256L + type) % THOUSAND < mix.tcp;
        byte[] response =
                tooLong ? Messages.truncated(id, question) : Messages.response(id, question, lookup.service, type);
        add(micros + latency, frames.udp(lookup.path.back(), response));
        if (tooLong) {
            stream(lookup.path, chance, micros + latency + 50, query, Messages.manyAddresses(id, question, type));
        }
    }

    /** The same over TCP: a connection for one query, ended by the client. */
    private void stream(Frames.Path asked, int chance, long start, byte[] query, byte[] response) {
        Frames.Path there = new Frames.Path(asked.source(), 20_000 + chance % 40_000, SERVER, DNS);
        Frames.Path back = there.back();
        byte[] asking = prefixed(query);
        byte[] answer = prefixed(response);
        int client = chance;
        int server = ~chance;
        long micros = start;
        segment(micros, there, client++, 0, Frames.SYN);
        segment(micros += 200, back, server++, client, Frames.SYN | Frames.ACK);
        segment(micros += 10, there, client, server, Frames.ACK);
        add(micros += 10, frames.tcp(there, client, server, Frames.PUSH | Frames.ACK, asking, 0, asking.length));
        client += asking.length;
        for (int from = 0; from < answer.length; from += SEGMENT) {
            int to = Math.min(answer.length, from + SEGMENT);
            add(micros += 200, frames.tcp(back, server, client, Frames.PUSH | Frames.ACK, answer, from, to));
            server += to - from;
        }
        segment(micros += 10, there, client, server, Frames.ACK);
        segment(micros += 10, there, client++, server, Frames.FIN | Frames.ACK);
        segment(micros += 200, back, server++, client, Frames.FIN | Frames.ACK);
        segment(micros + 10, there, client, server, Frames.ACK);
    }

    private void segment(long micros, Frames.Path path, int sequence, int acknowledged, int flags) {
        add(micros, frames.tcp(path, sequence, acknowledged, flags, AttackFrames.NOTHING, 0, 0));
    }

    /** A message after its length, as it goes over TCP. */
    private static byte[] prefixed(byte[] message) {
        byte[] octets = new byte[2 + message.length];
        octets[0] = (byte) (message.length >>> 8);
        octets[1] = (byte) message.length;
        System.arraycopy(message, 0, octets, 2, message.length);
        return octets;
    }

    private void add(long micros, byte[] frame) {
        pending.add(new Packet(micros, ordinal++, frame));
    }

    /** What looks like chance: the finalizer of SplitMix64. */
    private static long scatter(long number) {
        long x = (number + 1) * 0x9E37_79B9_7F4A_7C15L;
        x = (x ^ x >>> 30) * 0xBF58_476D_1CE4_E5B9L;
        x = (x ^ x >>> 27) * 0x94D0_49BB_1331_11EBL;
        return (x ^ x >>> 31) >>> 1;
    }
}
