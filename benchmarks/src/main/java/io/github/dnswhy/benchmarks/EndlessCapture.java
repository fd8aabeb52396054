package io.github.dnswhy.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A pcap that repeats the traffic for ever, each time later than before, so that a reader comes into its steady state. */
final class EndlessCapture extends InputStream {
    private static final int FILE_HEADER = 24;
    private static final int RECORD_HEADER = 16;
    private static final int START_SECONDS = 1_700_000_000;

    private final byte[] header = new byte[FILE_HEADER];
    private final ByteBuffer records;
    private final int[] recordStarts;
    private ByteBuffer current;

    EndlessCapture(List<DnsTraffic.Packet> packets) {
        ByteBuffer.wrap(header)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0xA1B2C3D4)
                .putShort((short) 2)
                .putShort((short) 4)
                .putLong(0)
                .putInt(262_144)
                .putInt(1);
        int size =
                packets.stream().mapToInt(p -> RECORD_HEADER + p.frame().length).sum();
        records = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        recordStarts = new int[packets.size()];
        for (int i = 0; i < recordStarts.length; i++) {
            DnsTraffic.Packet packet = packets.get(i);
            recordStarts[i] = records.position();
            records.putInt(START_SECONDS + (int) (packet.micros() / 1_000_000));
            records.putInt((int) (packet.micros() % 1_000_000));
            records.putInt(packet.frame().length).putInt(packet.frame().length);
            records.put(packet.frame());
        }
        records.flip();
        current = ByteBuffer.wrap(header);
    }

    /** Writes the octets of a capture with at least so many packets. */
    private void writeTo(OutputStream out, long packets) throws IOException {
        out.write(header);
        for (long written = 0; written < packets; written += recordStarts.length) {
            out.write(records.array());
            later();
        }
    }

    private void later() {
        for (int start : recordStarts) {
            records.putInt(start, records.getInt(start) + DnsTraffic.SECONDS);
        }
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        read(one, 0, 1);
        return one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (!current.hasRemaining()) {
            if (current == records) {
                later();
                records.rewind();
            }
            current = records;
        }
        int count = Math.min(length, current.remaining());
        current.get(target, offset, count);
        return count;
    }

    /**
     * Writes a capture for measurements of whole processes.
     *
     * @param args the file, and how many packets it shall have at least
     */
    public static void main(String[] args) {
        try (OutputStream out = Files.newOutputStream(Path.of(args[0]))) {
            new EndlessCapture(DnsTraffic.packets()).writeTo(out, Long.parseLong(args[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
