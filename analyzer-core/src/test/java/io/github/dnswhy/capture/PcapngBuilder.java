package io.github.dnswhy.capture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Builds pcapng files block by block, sound ones by default. */
public final class PcapngBuilder {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private ByteOrder order;

    /** An empty file of the given byte order; add a section first. */
    public PcapngBuilder(ByteOrder order) {
        this.order = order;
    }

    /** A little-endian file with a section and one Ethernet interface of microseconds. */
    public static PcapngBuilder ethernet() {
        return new PcapngBuilder(ByteOrder.LITTLE_ENDIAN).section().networkInterface(1, 262_144);
    }

    /** Changes the byte order from the next section on. */
    public PcapngBuilder order(ByteOrder next) {
        order = next;
        return this;
    }

    /** Adds a section header of version 1.0 and unknown length. */
    public PcapngBuilder section() {
        return block(
                0x0A0D0D0A,
                buffer(16)
                        .putInt(0x1A2B3C4D)
                        .putShort((short) 1)
                        .putShort((short) 0)
                        .putLong(-1));
    }

    /** Adds an interface description; options as {@link #option} makes them. */
    public PcapngBuilder networkInterface(int linkType, int snaplen, byte[]... options) {
        ByteBuffer body = buffer(8 + length(options))
                .putShort((short) linkType)
                .putShort((short) 0)
                .putInt(snaplen);
        return block(1, put(body, options));
    }

    /** Adds an enhanced packet block of a frame that was captured whole. */
    public PcapngBuilder packet(int interfaceId, long ticks, byte... octets) {
        return packet(interfaceId, ticks, octets.length, octets.length, octets);
    }

    /** Adds an enhanced packet block with the lengths that are stated. */
    public PcapngBuilder packet(
            int interfaceId, long ticks, int captured, int original, byte[] octets, byte[]... options) {
        ByteBuffer body = buffer(20 + padded(octets.length) + length(options)).putInt(interfaceId);
        body.putInt((int) (ticks >>> 32)).putInt((int) ticks).putInt(captured).putInt(original);
        return block(6, put(body.put(octets).position(20 + padded(octets.length)), options));
    }

    /** Adds an obsolete packet block. */
    public PcapngBuilder obsoletePacket(int interfaceId, int drops, long ticks, byte... octets) {
        ByteBuffer body =
                buffer(20 + padded(octets.length)).putShort((short) interfaceId).putShort((short) drops);
        body.putInt((int) (ticks >>> 32))
                .putInt((int) ticks)
                .putInt(octets.length)
                .putInt(octets.length);
        return block(2, body.put(octets));
    }

    /** Adds a simple packet block. */
    public PcapngBuilder simplePacket(int original, byte... octets) {
        return block(3, buffer(4 + padded(octets.length)).putInt(original).put(octets));
    }

    /** Adds interface statistics. */
    public PcapngBuilder statistics(int interfaceId, byte[]... options) {
        return block(5, put(buffer(12 + length(options)).putInt(interfaceId).putLong(0), options));
    }

    /** Adds a block with a body of any kind, a multiple of four octets long. */
    public PcapngBuilder block(int type, byte... body) {
        return block(type, ByteBuffer.wrap(body));
    }

    private PcapngBuilder block(int type, ByteBuffer body) {
        int length = body.array().length + 12;
        ByteBuffer block =
                buffer(length).putInt(type).putInt(length).put(body.array()).putInt(length);
        return raw(block.array());
    }

    /** An option in the current byte order, padded. */
    public byte[] option(int code, byte... value) {
        return buffer(4 + padded(value.length))
                .putShort((short) code)
                .putShort((short) value.length)
                .put(value)
                .array();
    }

    /** An option that holds a 64-bit number. */
    public byte[] longOption(int code, long value) {
        return option(code, buffer(8).putLong(value).array());
    }

    /** Adds octets as they are. */
    public PcapngBuilder raw(byte... octets) {
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

    private ByteBuffer buffer(int length) {
        return ByteBuffer.allocate(length).order(order);
    }

    private static ByteBuffer put(ByteBuffer body, byte[]... options) {
        for (byte[] option : options) {
            body.put(option);
        }
        return body;
    }

    private static int length(byte[]... options) {
        int sum = 0;
        for (byte[] option : options) {
            sum += option.length;
        }
        return sum;
    }

    private static int padded(int length) {
        return length + 3 & ~3;
    }
}
