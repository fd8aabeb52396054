package io.github.dnswhy.capture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Builds pcap files octet by octet, sound ones by default. Sizes and times are what is stated, not what is true. */
public final class PcapBuilder {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteOrder order;
    private final int magic;

    private PcapBuilder(int magic, ByteOrder order) {
        this.magic = magic;
        this.order = order;
    }

    /** A little-endian microsecond file of Ethernet frames. */
    public static PcapBuilder ethernet() {
        return of(0xA1B2C3D4, ByteOrder.LITTLE_ENDIAN, 1);
    }

    /** A file of version 2.4 with a snaplen of 262144. */
    public static PcapBuilder of(int magic, ByteOrder order, int network) {
        return of(magic, order, 2, 4, 262_144, network);
    }

    /** A file with everything in its header chosen. */
    public static PcapBuilder of(int magic, ByteOrder order, int major, int minor, int snaplen, int network) {
        PcapBuilder builder = new PcapBuilder(magic, order);
        ByteBuffer header = ByteBuffer.allocate(24).order(order);
        header.putInt(magic)
                .putShort((short) major)
                .putShort((short) minor)
                .putLong(0)
                .putInt(snaplen)
                .putInt(network);
        return builder.raw(header.array());
    }

    /** Adds a frame that was captured whole; the fraction is in the unit of the file. */
    public PcapBuilder frame(long seconds, int fraction, byte... octets) {
        return frame(seconds, fraction, octets.length, octets.length, octets);
    }

    /** Adds a frame with the lengths that are stated. */
    public PcapBuilder frame(long seconds, int fraction, int captured, int original, byte... octets) {
        boolean modified = magic == 0xA1B2CD34;
        ByteBuffer header = ByteBuffer.allocate(modified ? 24 : 16).order(order);
        header.putInt((int) seconds).putInt(fraction).putInt(captured).putInt(original);
        return raw(header.array()).raw(octets);
    }

    /** Adds octets as they are. */
    public PcapBuilder raw(byte... octets) {
        out.writeBytes(octets);
        return this;
    }

    /** The octets so far. */
    public int size() {
        return out.size();
    }

    /** The file. */
    public byte[] build() {
        return out.toByteArray();
    }
}
