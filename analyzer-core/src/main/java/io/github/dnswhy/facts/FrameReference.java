package io.github.dnswhy.facts;

/**
 * A frame of one of the captures.
 *
 * @param capture index among the captures of the analysis, from 0
 * @param frame frame number, from 1
 */
public record FrameReference(int capture, long frame) implements Comparable<FrameReference> {
    @Override
    public int compareTo(FrameReference other) {
        int byCapture = Integer.compare(capture, other.capture);
        return byCapture != 0 ? byCapture : Long.compare(frame, other.frame);
    }
}
