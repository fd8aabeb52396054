package io.github.dnswhy.packet;

import java.util.Arrays;

/** Plays the segments of one TCP connection between {@link Wire#CLIENT} and {@link Wire#SERVER}. */
final class TcpDialogue {
    static final int FIN = TcpSegment.FIN;
    static final int SYN = TcpSegment.SYN;
    static final int RST = TcpSegment.RST;
    static final int ACK = TcpSegment.ACK;
    static final byte[] NOTHING = new byte[0];

    final DecoderBench bench;
    final int clientInitial;
    final int serverInitial;

    TcpDialogue(DecoderBench bench, int clientInitial, int serverInitial) {
        this.bench = bench;
        this.clientInitial = clientInitial;
        this.serverInitial = serverInitial;
    }

    TcpDialogue() {
        this(new DecoderBench(), 1000, 5000);
    }

    TcpDialogue handshake() {
        client(-1, SYN, NOTHING);
        server(-1, SYN | ACK, NOTHING);
        return client(0, ACK, NOTHING);
    }

    /** A segment of the client; the position counts from the first octet behind the SYN. */
    TcpDialogue client(int position, int flags, byte[] payload) {
        return client(position, 0, flags, payload);
    }

    TcpDialogue client(int position, int acknowledged, int flags, byte[] payload) {
        bench.ipv4(Wire.ipv4(
                IpProtocol.TCP,
                Wire.CLIENT,
                Wire.SERVER,
                Wire.tcp(
                        Wire.CLIENT_PORT,
                        Wire.DNS,
                        clientInitial + 1 + position,
                        serverInitial + 1 + acknowledged,
                        flags,
                        payload)));
        return this;
    }

    TcpDialogue server(int position, int flags, byte[] payload) {
        return server(position, 0, flags, payload);
    }

    TcpDialogue server(int position, int acknowledged, int flags, byte[] payload) {
        bench.ipv4(serverSegment(position, acknowledged, flags, payload));
        return this;
    }

    byte[] serverSegment(int position, int acknowledged, int flags, byte[] payload) {
        return Wire.ipv4(
                IpProtocol.TCP,
                Wire.SERVER,
                Wire.CLIENT,
                Wire.tcp(
                        Wire.DNS,
                        Wire.CLIENT_PORT,
                        serverInitial + 1 + position,
                        clientInitial + 1 + acknowledged,
                        flags,
                        payload));
    }

    /** The octets of a stream from one position to another, as the server sends them. */
    TcpDialogue serverPart(byte[] stream, int from, int to) {
        return server(from, ACK, Arrays.copyOfRange(stream, from, to));
    }
}
