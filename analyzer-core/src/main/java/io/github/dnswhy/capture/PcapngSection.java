package io.github.dnswhy.capture;

import static io.github.dnswhy.capture.ByteWindow.int64;
import static io.github.dnswhy.capture.ByteWindow.unsignedInt;
import static io.github.dnswhy.capture.ByteWindow.unsignedShort;

import io.github.dnswhy.model.Anomalies;
import java.util.Arrays;

/** The interfaces of the current section of a pcapng, and what earlier sections summed up to. */
final class PcapngSection {
    private static final int OPTION_END = 0;
    private static final int IF_TSRESOL = 9;
    private static final int IF_TSOFFSET = 14;
    private static final int EPB_DROPCOUNT = 4;
    /** The drops count of an obsolete packet block that tells none. */
    private static final int DROPS_UNKNOWN = 0xFFFF;

    private static final int ISB_IFDROP = 5;
    private static final int ISB_OSDROP = 7;

    private final int maxInterfaces;
    private final Anomalies anomalies;
    private InterfaceDescription[] interfaces = new InterfaceDescription[4];
    private int count;
    private boolean bigEndian;
    private long droppedBefore;
    private long snaplen;

    PcapngSection(int maxInterfaces, Anomalies anomalies) {
        this.maxInterfaces = maxInterfaces;
        this.anomalies = anomalies;
    }

    /** Starts another section with the section header block at an index. */
    void begin(byte[] bytes, int at, long offset, boolean bigEndian) {
        this.bigEndian = bigEndian;
        droppedBefore = dropped();
        Arrays.fill(interfaces, 0, count, null);
        count = 0;
        // Version 1.2 was written by some and is the same as 1.0.
        int minor = unsignedShort(bytes, at + 14, bigEndian);
        if (unsignedShort(bytes, at + 12, bigEndian) != 1 || minor != 0 && minor != 2) {
            CaptureAnomaly.VERSION_UNKNOWN.countAt(offset, anomalies);
        }
    }

    /** Adds the interface of an interface description block. */
    void describe(byte[] bytes, int at, int length, long offset) {
        if (count == maxInterfaces) {
            CaptureAnomaly.INTERFACES_EXCEED_LIMIT.countAt(offset, anomalies);
            return;
        }
        long octets = unsignedInt(bytes, at + 12, bigEndian);
        InterfaceDescription added = new InterfaceDescription(unsignedShort(bytes, at + 8, bigEndian), octets);
        snaplen = Math.max(snaplen, octets);
        if (count == interfaces.length) {
            interfaces = Arrays.copyOf(interfaces, count * 2);
        }
        interfaces[count++] = added;
        int end = at + length - 4;
        for (int option = at + 16; hasOption(bytes, option, end, offset); option = afterOption(bytes, option)) {
            int octetsOfValue = unsignedShort(bytes, option + 2, bigEndian);
            switch (unsignedShort(bytes, option, bigEndian)) {
                case IF_TSRESOL -> {
                    if (octetsOfValue >= 1) {
                        added.resolution(bytes[option + 4] & 0xFF);
                    }
                }
                case IF_TSOFFSET -> {
                    if (octetsOfValue >= 8 && !added.offset(int64(bytes, option + 4, bigEndian))) {
                        CaptureAnomaly.TIMESTAMP_OUT_OF_RANGE.countAt(offset, anomalies);
                    }
                }
                default -> {
                    // Names, addresses, filters: not needed to read frames.
                }
            }
        }
    }

    /** Takes over the counters of an interface statistics block; a later block of the same interface replaces an earlier one. */
    void statistics(byte[] bytes, int at, int length, long offset) {
        InterfaceDescription of = find(ByteWindow.int32(bytes, at + 8, bigEndian), offset);
        int end = at + length - 4;
        for (int option = at + 20;
                of != null && hasOption(bytes, option, end, offset);
                option = afterOption(bytes, option)) {
            if (unsignedShort(bytes, option + 2, bigEndian) >= 8) {
                switch (unsignedShort(bytes, option, bigEndian)) {
                    case ISB_IFDROP -> of.droppedByInterface = counter(bytes, option + 4);
                    case ISB_OSDROP -> of.droppedBySystem = counter(bytes, option + 4);
                    default -> {
                        // Times, and octets received or delivered.
                    }
                }
            }
        }
    }

    /** Takes what an obsolete packet block says was lost before it. */
    void droppedBefore(int id, int frames) {
        if (frames != DROPS_UNKNOWN) {
            interfaces[id].droppedBetween += frames;
        }
    }

    /** Takes what the options of a packet block say was lost before it. */
    void packetOptions(InterfaceDescription of, byte[] bytes, int options, int end, long offset) {
        for (int option = options; hasOption(bytes, option, end, offset); option = afterOption(bytes, option)) {
            if (unsignedShort(bytes, option, bigEndian) == EPB_DROPCOUNT
                    && unsignedShort(bytes, option + 2, bigEndian) >= 8) {
                of.droppedBetween = InterfaceDescription.saturatingSum(of.droppedBetween, counter(bytes, option + 4));
            }
        }
    }

    /** The interface with an id, {@code null} and counted when the section does not describe it. */
    InterfaceDescription find(int id, long offset) {
        if (Integer.compareUnsigned(id, count) < 0) {
            return interfaces[id];
        }
        CaptureAnomaly.INTERFACE_UNKNOWN.countAt(offset, anomalies);
        return null;
    }

    long dropped() {
        long sum = droppedBefore;
        for (int i = 0; i < count; i++) {
            sum = InterfaceDescription.saturatingSum(sum, interfaces[i].dropped());
        }
        return sum;
    }

    long snaplen() {
        return snaplen;
    }

    private boolean hasOption(byte[] bytes, int option, int end, long offset) {
        if (end - option < 4 || unsignedShort(bytes, option, bigEndian) == OPTION_END) {
            return false;
        }
        if (unsignedShort(bytes, option + 2, bigEndian) > end - option - 4) {
            CaptureAnomaly.OPTION_LENGTH_INVALID.countAt(offset, anomalies);
            return false;
        }
        return true;
    }

    private int afterOption(byte[] bytes, int option) {
        return option + 4 + (unsignedShort(bytes, option + 2, bigEndian) + 3 & ~3);
    }

    /** A 64-bit counter; one beyond 2^63 is held at that. */
    private long counter(byte[] bytes, int at) {
        long value = int64(bytes, at, bigEndian);
        return value < 0 ? Long.MAX_VALUE : value;
    }
}
