package io.github.dnswhy.benchmarks;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A classic pcap, little-endian, with times in microseconds. */
final class Pcap {
    static final int ETHERNET = 1;
    static final int RAW = 101;

    /** Octets of the header of a record. */
    static final int RECORD_HEADER = 16;

    /** When all generated traffic begins, in seconds since the epoch. */
    static final int START_SECONDS = 1_700_000_000;

    private static final int FILE_HEADER = 24;
    private static final int MILLION = 1_000_000;

    private Pcap() {}

    /** The header of the file, for one of the link types above. */
    static byte[] header(int linkType) {
        ByteBuffer header = ByteBuffer.allocate(FILE_HEADER).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(0xA1B2C3D4)
                .putShort((short) 2)
                .putShort((short) 4)
                .putLong(0)
                .putInt(262_144)
                .putInt(linkType);
        return header.array();
    }

    /**
     * Appends a frame with its header.
     *
     * @param target has to be little-endian
     * @param micros since the epoch
     */
    static void put(ByteBuffer target, long micros, byte[] frame) {
        target.putInt((int) Math.floorDiv(micros, MILLION)).putInt(Math.floorMod(micros, MILLION));
        target.putInt(frame.length).putInt(frame.length).put(frame);
    }
}
