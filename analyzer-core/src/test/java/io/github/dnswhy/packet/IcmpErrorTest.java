package io.github.dnswhy.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Transport;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class IcmpErrorTest {
    private static final int ROUTER = 0x0A00_00FE;
    private static final byte[] MESSAGE = Wire.message(4711, "example");
    private static final byte[] UDP = Wire.udp(Wire.CLIENT_PORT, Wire.DNS, MESSAGE);

    private static byte[] icmp(int type, int code, byte[] quote) {
        return Wire.concat(Wire.octets(type, code, 0, 0, 0, 0, 0, 0), quote);
    }

    private static RecordingHandler.IcmpError only(DecoderBench bench) {
        assertEquals(1, bench.handler.icmpErrors.size());
        assertEquals(0, bench.handler.datagrams.size());
        return bench.handler.icmpErrors.get(0);
    }

    @Test
    void theQuotedQueryIsTold() {
        byte[] quote = Wire.ipv4(IpProtocol.UDP, Wire.CLIENT, Wire.SERVER, UDP);
        RecordingHandler.IcmpError error =
                only(new DecoderBench().ipv4(Wire.ipv4(IpProtocol.ICMP, ROUTER, Wire.CLIENT, icmp(3, 1, quote))));
        assertEquals(3, error.type());
        assertEquals(1, error.code());
        assertEquals(IpAddress.v4(ROUTER), error.error().source());
        assertEquals(IpAddress.v4(Wire.CLIENT), error.error().destination());
        assertEquals(0, error.error().sourcePort());
        assertEquals(0, error.error().length());
        assertEquals(IpAddress.v4(Wire.CLIENT), error.quoted().source());
        assertEquals(IpAddress.v4(Wire.SERVER), error.quoted().destination());
        assertEquals(Wire.CLIENT_PORT, error.quoted().sourcePort());
        assertEquals(Wire.DNS, error.quoted().destinationPort());
        assertEquals(Transport.UDP, error.quoted().transport());
        assertEquals(RecordingHandler.bytes(MESSAGE), error.quoted().payload());
    }

    @Test
    void everyTypeThatQuotesIsRead() {
        byte[] quote = Wire.ipv4(IpProtocol.UDP, Wire.CLIENT, Wire.SERVER, UDP);
        byte[] quote6 = Wire.ipv6(IpProtocol.UDP, 1, 2, UDP);
        for (int type : new int[] {3, 4, 11, 12}) {
            assertEquals(
                    type,
                    only(new DecoderBench().ipv4(Wire.ipv4(IpProtocol.ICMP, 1, 2, icmp(type, 0, quote))))
                            .type());
        }
        for (int type = 1; type <= 4; type++) {
            RecordingHandler.IcmpError error =
                    only(new DecoderBench().ipv6(Wire.ipv6(IpProtocol.ICMPV6, 1, 2, icmp(type, 0, quote6))));
            assertEquals(256 + type, error.type());
            assertEquals(RecordingHandler.bytes(MESSAGE), error.quoted().payload());
        }
    }

    @Test
    void eightQuotedOctetsAreEnough() {
        byte[] udp = Arrays.copyOf(Wire.ipv4(IpProtocol.UDP, Wire.CLIENT, Wire.SERVER, UDP), 28);
        RecordingHandler.Message quoted = only(new DecoderBench()
                        .ipv4(Wire.ipv4(IpProtocol.ICMP, ROUTER, Wire.CLIENT, icmp(3, 3, udp))))
                .quoted();
        assertEquals(Wire.DNS, quoted.destinationPort());
        assertEquals(0, quoted.length());
        assertEquals(MESSAGE.length, quoted.originalLength());
        byte[] tcp = Arrays.copyOf(
                Wire.ipv4(
                        IpProtocol.TCP,
                        Wire.CLIENT,
                        Wire.SERVER,
                        Wire.tcp(Wire.CLIENT_PORT, Wire.DNS, 1, 2, 2, MESSAGE)),
                28);
        quoted = only(new DecoderBench().ipv4(Wire.ipv4(IpProtocol.ICMP, ROUTER, Wire.CLIENT, icmp(3, 3, tcp))))
                .quoted();
        assertEquals(Transport.TCP, quoted.transport());
        assertEquals(Wire.CLIENT_PORT, quoted.sourcePort());
    }

    @Test
    void extensionsBehindTheQuoteAreNotPartOfIt() {
        byte[] quote = Arrays.copyOf(
                Wire.ipv4(
                        IpProtocol.UDP,
                        Wire.CLIENT,
                        Wire.SERVER,
                        Wire.udp(Wire.CLIENT_PORT, Wire.DNS, Wire.response(1, "example", 200))),
                128);
        byte[] error = icmp(11, 0, Wire.concat(quote, new byte[40]));
        error[5] = 32;
        RecordingHandler.Message quoted = only(new DecoderBench()
                        .ipv4(Wire.ipv4(IpProtocol.ICMP, ROUTER, Wire.CLIENT, error)))
                .quoted();
        assertEquals(100, quoted.length());
    }

    @Test
    void errorsAboutOtherPacketsAndEchoesAreLeftAside() {
        byte[] web = Wire.ipv4(IpProtocol.UDP, Wire.CLIENT, Wire.SERVER, Wire.udp(1000, 443, MESSAGE));
        byte[] laterFragment = Wire.ipv4Fragment(IpProtocol.UDP, 1, 2, 3, 80, false, UDP);
        DecoderBench bench = new DecoderBench()
                .ipv4(Wire.ipv4(IpProtocol.ICMP, 1, 2, icmp(3, 3, web)))
                .ipv4(Wire.ipv4(IpProtocol.ICMP, 1, 2, icmp(3, 3, laterFragment)))
                .ipv4(Wire.ipv4(IpProtocol.ICMP, 1, 2, icmp(8, 0, UDP)))
                .ipv4(Wire.ipv4(IpProtocol.ICMP, 1, 2, icmp(3, 3, new byte[5])))
                .ipv4(Wire.ipv4(IpProtocol.ICMP, 1, 2, new byte[5]));
        assertEquals(0, bench.handler.icmpErrors.size());
        assertEquals(5, bench.count(PacketCount.ICMP_OTHER));
    }
}
