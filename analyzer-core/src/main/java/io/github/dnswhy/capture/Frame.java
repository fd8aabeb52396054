package io.github.dnswhy.capture;

import io.github.dnswhy.model.Anomalies;
import java.util.Arrays;

/**
 * View of one captured record. One instance per reader, moved by it: valid until the reader advances, not thread-safe.
 *
 * <p>{@link #buffer()} is the reader's window, read only; the octets of the frame are
 * {@code [offset, offset + capturedLength)}.
 */
public final class Frame {
    byte[] buffer;
    int offset;
    int capturedLength;
    long originalLength;
    long timeNanos;
    long number;
    long fileOffset;
    int linkType;
    int interfaceId;
    boolean timed;
    final int capture;
    final Anomalies anomalies;

    /**
     * A view for one capture.
     *
     * @param capture index of the capture among the captures of the analysis, from 0
     * @param anomalies where anomalies of this capture are counted
     */
    Frame(int capture, Anomalies anomalies) {
        this.capture = capture;
        this.anomalies = anomalies;
    }

    /** A copy that owns its octets, for frames that must wait. */
    Frame copy() {
        Frame copy = new Frame(capture, anomalies);
        copy.buffer = Arrays.copyOfRange(buffer, offset, offset + capturedLength);
        copy.capturedLength = capturedLength;
        copy.originalLength = originalLength;
        copy.timeNanos = timeNanos;
        copy.number = number;
        copy.fileOffset = fileOffset;
        copy.linkType = linkType;
        copy.interfaceId = interfaceId;
        copy.timed = timed;
        return copy;
    }

    /**
     * The window that holds the frame.
     *
     * @return the reader's buffer, not to be written or kept
     */
    public byte[] buffer() {
        return buffer;
    }

    /**
     * Where the frame starts in the window.
     *
     * @return absolute index of the first octet
     */
    public int offset() {
        return offset;
    }

    /**
     * Octets that were captured.
     *
     * @return the captured length, at most the original length in a sound file
     */
    public int capturedLength() {
        return capturedLength;
    }

    /**
     * Octets that were on the wire.
     *
     * @return the original length
     */
    public long originalLength() {
        return originalLength;
    }

    /**
     * When the frame was captured. A frame without a time of its own has that of the frame before it, 0 when there is none.
     *
     * @return nanoseconds since the epoch, UTC
     */
    public long timeNanos() {
        return timeNanos;
    }

    /**
     * Whether the capture tells a time for this very frame. Simple packet blocks of pcapng have none.
     *
     * @return false when {@link #timeNanos()} is only the time of the frame before
     */
    public boolean timed() {
        return timed;
    }

    /**
     * The frame's number as Wireshark counts, which numbers custom and journal blocks of pcapng too.
     *
     * @return from 1 within its capture, ascending
     */
    public long number() {
        return number;
    }

    /**
     * Where the record starts in the (decompressed) capture.
     *
     * @return octets from the start
     */
    public long fileOffset() {
        return fileOffset;
    }

    /**
     * The link type of the frame's interface.
     *
     * @return a {@code LINKTYPE_…} number
     */
    public int linkType() {
        return linkType;
    }

    /**
     * The interface of the frame in a pcapng section.
     *
     * @return the interface id from 0; 0 in a pcap
     */
    public int interfaceId() {
        return interfaceId;
    }

    /**
     * Which capture the frame belongs to.
     *
     * @return index among the captures of the analysis, from 0
     */
    public int capture() {
        return capture;
    }

    /**
     * Where to count what is odd about the frame.
     *
     * @return the anomalies of its capture
     */
    public Anomalies anomalies() {
        return anomalies;
    }
}
