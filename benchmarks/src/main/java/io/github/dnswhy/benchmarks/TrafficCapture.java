package io.github.dnswhy.benchmarks;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes a capture of any length, for measurements of whole processes: {@code FILE [KEY=NUMBER…]}. The file {@code -} is the
 * standard output. Keys:
 *
 * <ul>
 *   <li>{@code packets}, {@code octets}: where it ends, after a whole packet; with neither, it does not end
 *   <li>{@code names}, {@code clients}, {@code lost}, {@code tcp}: see {@link DnsTraffic.Mix}
 * </ul>
 */
public final class TrafficCapture {
    private static final int BUFFER = 1 << 20;

    private final DnsTraffic traffic;
    private final long packets;
    private final long octets;

    private TrafficCapture(DnsTraffic.Mix mix, long packets, long octets) {
        this.traffic = new DnsTraffic(mix);
        this.packets = packets;
        this.octets = octets;
    }

    /**
     * Writes a capture.
     *
     * @param args the file, and what it shall be
     * @throws IOException if the file cannot be written
     */
    public static void main(String[] args) throws IOException {
        DnsTraffic.Mix usual = DnsTraffic.Mix.USUAL;
        int names = usual.names();
        int clients = usual.clients();
        int lost = usual.lost();
        int tcp = usual.tcp();
        long packets = Long.MAX_VALUE;
        long octets = Long.MAX_VALUE;
        for (int i = 1; i < args.length; i++) {
            int equals = args[i].indexOf('=');
            long number = Long.parseLong(args[i].substring(equals + 1));
            switch (args[i].substring(0, Math.max(equals, 0))) {
                case "packets" -> packets = number;
                case "octets" -> octets = number;
                case "names" -> names = Math.toIntExact(number);
                case "clients" -> clients = Math.toIntExact(number);
                case "lost" -> lost = Math.toIntExact(number);
                case "tcp" -> tcp = Math.toIntExact(number);
                default -> throw new IllegalArgumentException("unknown: " + args[i]);
            }
        }
        TrafficCapture capture = new TrafficCapture(new DnsTraffic.Mix(names, clients, lost, tcp), packets, octets);
        try (OutputStream out = open(args[0])) {
            capture.write(out);
        }
    }

    /**
     * Writes a capture.
     *
     * @param file is overwritten
     * @param mix what the traffic is made of
     * @param packets how many
     * @throws IOException if the file cannot be written
     */
    public static void write(Path file, DnsTraffic.Mix mix, long packets) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            new TrafficCapture(mix, packets, Long.MAX_VALUE).write(out);
        }
    }

    private static OutputStream open(String file) throws IOException {
        return file.equals("-") ? new FileOutputStream(FileDescriptor.out) : Files.newOutputStream(Path.of(file));
    }

    private void write(OutputStream target) throws IOException {
        OutputStream out = new BufferedOutputStream(target, BUFFER);
        ByteBuffer record = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
        byte[] header = Pcap.header(Pcap.ETHERNET);
        out.write(header);
        long written = header.length;
        for (long i = 0; i < packets; i++) {
            DnsTraffic.Packet packet = traffic.next();
            Pcap.put(record.clear(), Pcap.START_SECONDS * 1_000_000L + packet.micros(), packet.frame());
            written += record.position();
            if (written > octets) {
                break;
            }
            out.write(record.array(), 0, record.position());
        }
        out.flush();
    }
}
