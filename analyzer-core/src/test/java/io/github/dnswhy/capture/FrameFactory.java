package io.github.dnswhy.capture;

import io.github.dnswhy.model.Anomalies;

/** Makes frames out of bytes, for tests of the stages behind the readers. */
public final class FrameFactory {
    private FrameFactory() {}

    /** A view that {@link #show} moves. */
    public static Frame view(Anomalies anomalies) {
        return new Frame(0, anomalies);
    }

    /** Moves a view to a frame that occupies the end of a window, so that reading beyond it fails. */
    public static Frame show(
            Frame frame, byte[] window, int offset, long originalLength, int linkType, long number, long timeNanos) {
        frame.buffer = window;
        frame.offset = offset;
        frame.capturedLength = window.length - offset;
        frame.originalLength = originalLength;
        frame.linkType = linkType;
        frame.number = number;
        frame.timeNanos = timeNanos;
        return frame;
    }

    /** Moves a view to a frame amid other octets of a window. */
    public static Frame showAmid(Frame frame, byte[] window, int offset, int captured, int linkType, long timeNanos) {
        show(frame, window, offset, captured, linkType, 1, timeNanos);
        frame.capturedLength = captured;
        return frame;
    }
}
