package io.github.dnswhy.benchmarks;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A pcap in memory that repeats a sample of traffic for ever, each time later than before, so that a reader comes into its steady
 * state and nothing but reading is measured.
 */
public final class EndlessCapture extends InputStream {
    private final ByteBuffer header = ByteBuffer.wrap(Pcap.header(Pcap.ETHERNET));
    private final ByteBuffer records;
    private final int[] recordStarts;
    private ByteBuffer current;

    /**
     * A capture before its first octet.
     *
     * @param packets the sample, of {@link DnsTraffic#SECONDS} at most
     */
    public EndlessCapture(List<DnsTraffic.Packet> packets) {
        int size = packets.stream()
                .mapToInt(p -> Pcap.RECORD_HEADER + p.frame().length)
                .sum();
        records = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        recordStarts = new int[packets.size()];
        for (int i = 0; i < recordStarts.length; i++) {
            DnsTraffic.Packet packet = packets.get(i);
            recordStarts[i] = records.position();
            Pcap.put(records, Pcap.START_SECONDS * 1_000_000L + packet.micros(), packet.frame());
        }
        records.flip();
        current = header;
    }

    /**
     * A capture of the sample alone.
     *
     * @return its octets
     */
    public byte[] once() {
        ByteBuffer octets = ByteBuffer.allocate(header.capacity() + records.capacity());
        return octets.put(header.array()).put(records.array()).array();
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

    private void later() {
        for (int start : recordStarts) {
            records.putInt(start, records.getInt(start) + DnsTraffic.SECONDS);
        }
    }
}
