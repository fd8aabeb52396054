package io.github.dnswhy.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.dnswhy.capture.Frame;
import io.github.dnswhy.capture.FrameFactory;
import io.github.dnswhy.model.Anomalies;
import io.github.dnswhy.model.Limits;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** In steady state no packet allocates, neither on the fast paths nor where octets have to wait. */
class AllocationTest {
    private static final int ROUNDS = 2_000;

    /** Counts and keeps nothing. */
    private static final class CountingHandler implements PacketHandler {
        private long payloads;

        @Override
        public void onDatagram(PacketView packet) {
            payloads++;
        }

        @Override
        public void onStreamMessage(PacketView packet, boolean firstOfSegment) {
            payloads++;
        }

        @Override
        public void onConnection(PacketView packet, int flags) {}

        @Override
        public void onIcmpError(PacketView error, int type, int code, PacketView quoted) {
            payloads++;
        }
    }

    private static void allocatesNothing(int payloadsPerRound, byte[]... frames) {
        CountingHandler handler = new CountingHandler();
        PacketDecoder decoder = new PacketDecoder(Limits.defaults(), DnsPorts.standard(), handler);
        Frame frame = FrameFactory.view(new Anomalies());
        play(decoder, frame, frames);
        play(decoder, frame, frames);
        handler.payloads = 0;
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        threads.getCurrentThreadAllocatedBytes();
        long before = threads.getCurrentThreadAllocatedBytes();
        play(decoder, frame, frames);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertEquals((long) payloadsPerRound * ROUNDS, handler.payloads);
        // Less than one octet a round: what is left is the JVM's own doing, not the decoder's.
        assertTrue(allocated < ROUNDS, allocated + " octets allocated");
    }

    private static void play(PacketDecoder decoder, Frame frame, byte[][] frames) {
        for (int i = 0; i < ROUNDS; i++) {
            for (byte[] octets : frames) {
                // So far apart that the fragments of a round are no repeats of those before.
                long time = frame.timeNanos() + 2 * FragmentTable.REPEAT_NANOS;
                decoder.decode(FrameFactory.show(frame, octets, 0, octets.length, 1, frame.number() + 1, time));
            }
        }
    }

    private static byte[] client(int position, int flags, byte[] payload) {
        return tcp(true, 1001 + position, flags, payload);
    }

    private static byte[] server(int position, int flags, byte[] payload) {
        return tcp(false, 5001 + position, flags, payload);
    }

    private static byte[] tcp(boolean up, int sequence, int flags, byte[] payload) {
        return Wire.ethernet(
                EtherType.IPV4,
                Wire.ipv4(
                        IpProtocol.TCP,
                        up ? Wire.CLIENT : Wire.SERVER,
                        up ? Wire.SERVER : Wire.CLIENT,
                        Wire.tcp(
                                up ? Wire.CLIENT_PORT : Wire.DNS,
                                up ? Wire.DNS : Wire.CLIENT_PORT,
                                sequence,
                                0,
                                flags,
                                payload)));
    }

    @Test
    void datagrams() {
        byte[] udp = Wire.udp(Wire.CLIENT_PORT, Wire.DNS, Wire.message(1, "example"));
        allocatesNothing(
                2,
                Wire.ethernet(EtherType.IPV4, Wire.ipv4(IpProtocol.UDP, 1, 2, udp)),
                Wire.ethernet(0x8100, Wire.vlan(EtherType.IPV6, Wire.ipv6(IpProtocol.UDP, 1, 2, udp))));
    }

    @Test
    void icmpErrors() {
        byte[] quote =
                Wire.ipv4(IpProtocol.UDP, 1, 2, Wire.udp(Wire.CLIENT_PORT, Wire.DNS, Wire.message(1, "example")));
        allocatesNothing(
                1,
                Wire.ethernet(
                        EtherType.IPV4,
                        Wire.ipv4(IpProtocol.ICMP, 2, 1, Wire.concat(Wire.octets(3, 3, 0, 0, 0, 0, 0, 0), quote))));
    }

    @Test
    void connectionsThatComeAndGo() {
        byte[] query = Wire.stream(Wire.message(1, "one"), Wire.message(2, "two"));
        byte[] response = Wire.stream(Wire.response(1, "one", 400), Wire.response(2, "two", 100));
        allocatesNothing(
                4,
                client(-1, TcpSegment.SYN, TcpDialogue.NOTHING),
                server(-1, TcpSegment.SYN | TcpSegment.ACK, TcpDialogue.NOTHING),
                client(0, TcpSegment.ACK, query),
                server(0, TcpSegment.ACK, response),
                client(query.length, TcpSegment.FIN | TcpSegment.ACK, TcpDialogue.NOTHING),
                server(response.length, TcpSegment.FIN | TcpSegment.ACK, TcpDialogue.NOTHING),
                client(query.length + 1, TcpSegment.RST, TcpDialogue.NOTHING));
    }

    @Test
    void messagesThatWaitForTheirRest() {
        byte[] response = Wire.stream(Wire.response(1, "one", 3000));
        allocatesNothing(
                1,
                server(-1, TcpSegment.SYN | TcpSegment.ACK, TcpDialogue.NOTHING),
                server(0, TcpSegment.ACK, Arrays.copyOf(response, 1000)),
                server(2000, TcpSegment.ACK, Arrays.copyOfRange(response, 2000, response.length)),
                server(1000, TcpSegment.ACK, Arrays.copyOfRange(response, 1000, 2000)),
                server(response.length, TcpSegment.RST, TcpDialogue.NOTHING));
    }

    @Test
    void fragments() {
        byte[] udp = Wire.udp(Wire.DNS, Wire.CLIENT_PORT, Wire.response(1, "one", 3000));
        allocatesNothing(
                1,
                Wire.ethernet(
                        EtherType.IPV4,
                        Wire.ipv4Fragment(
                                IpProtocol.UDP, 1, 2, 9, 1480, false, Arrays.copyOfRange(udp, 1480, udp.length))),
                Wire.ethernet(
                        EtherType.IPV4, Wire.ipv4Fragment(IpProtocol.UDP, 1, 2, 9, 0, true, Arrays.copyOf(udp, 1480))));
    }

    @Test
    void whatIsLeftAside() {
        byte[] octets = new byte[40];
        allocatesNothing(
                0,
                Wire.ethernet(EtherType.IPV4, Wire.ipv4(IpProtocol.UDP, 1, 0xE000_00FB, Wire.udp(5353, 5353, octets))),
                Wire.ethernet(EtherType.IPV4, Wire.ipv4(IpProtocol.UDP, 1, 2, Wire.udp(9000, 9001, octets))),
                Wire.ethernet(EtherType.IPV4, Wire.ipv4(IpProtocol.TCP, 1, 2, Wire.tcp(9000, 853, 1, 1, 2, octets))),
                Wire.ethernet(EtherType.IPV4, Wire.ipv4(IpProtocol.TCP, 1, 2, Wire.tcp(9000, 443, 1, 1, 16, octets))),
                Wire.ethernet(EtherType.ARP, octets));
    }

    @Test
    void tunnels() {
        byte[] query = Wire.query(Wire.message(1, "example"));
        byte[] vxlan = Wire.concat(Wire.octets(8, 0, 0, 0, 0, 0, 1, 0), query);
        allocatesNothing(
                1, Wire.ethernet(EtherType.IPV4, Wire.ipv4(IpProtocol.UDP, 1, 2, Wire.udp(9000, 4789, vxlan))));
    }
}
