package io.github.dnswhy.inputs;

import io.github.dnswhy.capture.CaptureFormats;
import io.github.dnswhy.evidence.TextClassifier;
import io.github.dnswhy.model.Anomalies;
import io.github.dnswhy.model.InputKind;
import io.github.dnswhy.threads.ThreadDumpReader;
import java.util.Arrays;

/**
 * What octets are, told by the first of them.
 *
 * @param kind what they are
 * @param format the format within the kind; empty when there is none
 * @param archive the format of an archive; {@code null} for anything else
 */
record Recognition(InputKind kind, String format, ArchiveFormat archive) {
    /** What begins with nothing that is known, or does not begin. */
    static final Recognition UNKNOWN = new Recognition(InputKind.UNKNOWN, "", null);

    /** Text must tell what it is in its first octets. */
    static final int HEAD = TextClassifier.PREFIX_BYTES;

    /**
     * Looks at the first octets of an input.
     *
     * @param head the octets, unfolded
     * @param length how many of them there are; {@link #HEAD} are enough
     */
    static Recognition of(byte[] head, int length) {
        if (length == 0) {
            return UNKNOWN;
        }
        if (CaptureFormats.recognises(head, length)) {
            return new Recognition(
                    InputKind.CAPTURE, CaptureFormats.sniff(head, length).orElse(""), null);
        }
        ArchiveFormat archive = ArchiveFormat.of(head, length);
        if (archive != null) {
            return new Recognition(InputKind.ARCHIVE, archive.text, archive);
        }
        byte[] text = head.length == length ? head : Arrays.copyOf(head, length);
        InputKind kind = ThreadDumpReader.looksLikeThreadDump(text, length)
                ? InputKind.THREAD_DUMP
                : TextClassifier.classify(text, length);
        return kind == InputKind.UNKNOWN ? UNKNOWN : new Recognition(kind, "", null);
    }

    /** Counts octets that are unknown here but not to everybody. */
    static void countForeign(byte[] head, int length, Anomalies anomalies) {
        if (CaptureFormats.advice(head, length).isPresent()) {
            InputAnomaly.FORMAT_UNSUPPORTED.count(anomalies);
        }
    }

    /** The format in words, with the compression around it. */
    String formatIn(String compression) {
        return format.isEmpty() || compression.isEmpty() ? format + compression : format + ", " + compression;
    }
}
