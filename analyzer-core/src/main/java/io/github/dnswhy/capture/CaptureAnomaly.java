package io.github.dnswhy.capture;

import io.github.dnswhy.model.Anomalies;
import io.github.dnswhy.model.Place;

/** What can be damaged or odd about a capture as a file. The names are permanent; places are octets of the (decompressed) capture. */
public enum CaptureAnomaly {
    /** The input ends inside a frame: a capture that was still being written, or an incomplete copy. */
    FRAME_CUT_SHORT("frame-cut-short", "the capture ends inside a frame"),
    /** The input ends inside a pcapng block. */
    BLOCK_CUT_SHORT("block-cut-short", "the capture ends inside a pcapng block"),
    /** A frame claims more octets than any frame may have. */
    CAPTURED_LENGTH_EXCEEDS_LIMIT("captured-length-exceeds-limit", "a frame claims more octets than a frame may have"),
    /** The length of a frame does not lead to another frame, or leads past the end though other frames follow. */
    FRAME_LENGTH_INVALID("frame-length-invalid", "the length of a frame does not lead to the next frame"),
    /** A frame claims more captured octets than its pcapng block holds; what the block holds is used. */
    CAPTURED_LENGTH_EXCEEDS_BLOCK("captured-length-exceeds-block", "a frame claims more octets than its block holds"),
    /** A frame claims that more was captured than was on the wire. */
    CAPTURED_LENGTH_EXCEEDS_ORIGINAL("captured-length-exceeds-original", "more was captured than was on the wire"),
    /** Zeros stand where a frame should: a file that was enlarged before it was written. */
    ZERO_FILLED("zero-filled", "zeros stand where a frame should"),
    /** The length of a pcapng block is impossible, or its two copies differ. */
    BLOCK_LENGTH_INVALID("block-length-invalid", "the length of a pcapng block is impossible"),
    /** The length of a pcapng block is no multiple of four; its content is used. */
    BLOCK_LENGTH_UNALIGNED("block-length-unaligned", "the length of a pcapng block is no multiple of four"),
    /** The length of a pcapng option leads out of its block; the options before it are used. */
    OPTION_LENGTH_INVALID("option-length-invalid", "a pcapng option leads out of its block"),
    /** Damaged octets were passed over: reading went on at the place given. */
    READING_RESUMED("reading-resumed", "damaged octets were passed over, reading went on here"),
    /** Another capture follows within the same input; it is read as a continuation. */
    CAPTURE_APPENDED("capture-appended", "another capture was appended to this one"),
    /** The file format's version is none that is known; it is read as the newest known one. */
    VERSION_UNKNOWN("version-unknown", "the capture has an unknown format version"),
    /** A frame's time has a fraction of more than a second, or does not fit; the nearest time is used. */
    TIMESTAMP_OUT_OF_RANGE("timestamp-out-of-range", "the time of a frame is impossible"),
    /** A frame has no time of its own (pcapng simple packet block); that of the frame before it is used. */
    TIMESTAMP_MISSING("timestamp-missing", "a frame has no time of its own"),
    /** A frame or statistics block names an interface that its section does not describe; it is passed over. */
    INTERFACE_UNKNOWN("interface-unknown", "a block names an interface that is not described"),
    /** A section describes more interfaces than the limit; the frames of the others are passed over. */
    INTERFACES_EXCEED_LIMIT("interfaces-exceed-limit", "a section describes more interfaces than the limit"),
    /** The compressed data ends too early; what was unfolded before is used. */
    COMPRESSED_DATA_CUT("compressed-data-cut", "the compressed data ends too early"),
    /** The compressed data is damaged; what was unfolded before is used. */
    COMPRESSED_DATA_DAMAGED("compressed-data-damaged", "the compressed data is damaged"),
    /** A checksum of the compressed data differs; the data is used. */
    COMPRESSED_CHECKSUM_MISMATCH("compressed-checksum-mismatch", "a checksum of the compressed data differs"),
    /** The compressed data asks for more memory than unpacking may take: a very large window or dictionary. */
    COMPRESSION_MEMORY_EXCEEDS_LIMIT(
            "compression-memory-exceeds-limit", "the compressed data asks for too much memory: unpack it first"),
    /** Something that is not compressed data follows the compressed data; it is not read. */
    COMPRESSED_DATA_TRAILED("compressed-data-trailed", "something else follows the compressed data"),
    /** The input unfolds to more octets than the limit; the rest is not read. */
    INPUT_EXCEEDS_LIMIT("input-exceeds-limit", "a compressed input unfolds to more octets than the limit"),
    /** The input unfolds at a higher ratio than the limit; the rest is not read. */
    COMPRESSION_RATIO_EXCEEDS_LIMIT(
            "compression-ratio-exceeds-limit", "a compressed input unfolds at a ratio beyond the limit"),
    /** Reading failed in the middle of the capture; what was read before is used. */
    READ_FAILED("read-failed", "reading failed in the middle of the capture");

    private final String text;
    private final String meaning;

    CaptureAnomaly(String text, String meaning) {
        this.text = text;
        this.meaning = meaning;
    }

    /**
     * The permanent name.
     *
     * @return the name in kebab-case
     */
    public String text() {
        return text;
    }

    /**
     * What it means.
     *
     * @return one line for people
     */
    public String meaning() {
        return meaning;
    }

    void countAt(long offset, Anomalies anomalies) {
        anomalies.add(text, Place.Unit.OFFSET, offset);
    }
}
