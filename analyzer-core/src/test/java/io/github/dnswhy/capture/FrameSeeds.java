package io.github.dnswhy.capture;

import io.github.dnswhy.model.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Frames to begin a search from: those of {@link CaptureSeeds}. */
public final class FrameSeeds {
    /** Takes a frame. */
    public interface Taker {
        /** A frame, valid until this returns. */
        void take(Frame frame);
    }

    private static final int LONGEST = 700;
    private static final int MOST = 300;

    private FrameSeeds() {}

    /** Shows all frames, in order. */
    public static void each(Taker taker) {
        for (byte[] capture : CaptureSeeds.all()) {
            try (CaptureReader reader =
                    CaptureReader.open(new ByteArrayInputStream(capture), "seed", 0, Limits.defaults())) {
                while (reader.next()) {
                    taker.take(reader.frame());
                }
            } catch (IOException e) {
                // What cannot be read has no frames.
            }
        }
    }

    /** Copies of the short frames of a link type, no two of the same length. */
    public static List<byte[]> of(int linkType) {
        Set<Integer> lengths = new HashSet<>();
        List<byte[]> frames = new ArrayList<>();
        each(frame -> {
            int length = frame.capturedLength();
            if (frame.linkType() == linkType && length <= LONGEST && frames.size() < MOST && lengths.add(length)) {
                byte[] octets = new byte[length];
                System.arraycopy(frame.buffer(), frame.offset(), octets, 0, length);
                frames.add(octets);
            }
        });
        return frames;
    }
}
