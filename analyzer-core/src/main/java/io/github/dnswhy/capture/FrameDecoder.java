package io.github.dnswhy.capture;

import java.io.IOException;

/** Reads the records of one file format out of the window. */
interface FrameDecoder {
    /** The window has nothing more for this decoder. */
    int END = 0;
    /** The frame was moved to the next record. */
    int FRAME = 1;
    /** The header of another capture stands at the window's position. */
    int HEADER = 2;

    /**
     * Moves the frame to the next record.
     *
     * @param frame the view to move; its contents are undefined unless {@link #FRAME} is returned
     * @return {@link #END}, {@link #FRAME} or {@link #HEADER}
     * @throws IOException if the input fails
     */
    int next(Frame frame) throws IOException;

    /** Frames that the capturing side says it lost, 0 when it says nothing. */
    long dropped();

    /** Octets of a frame that were captured at most; 0 when there was no such bound. */
    long snaplen();
}
