package io.github.dnswhy.evidence;

import io.github.dnswhy.model.Anomalies;
import io.github.dnswhy.model.InputKind;
import io.github.dnswhy.model.Limits;
import java.io.ByteArrayInputStream;

/**
 * Tells what a text is by its content, never by its name. Captures, thread dumps and archives are recognised before, by
 * others.
 *
 * <p>Every line votes for the kinds whose form it has; the kind with the weightiest votes wins, provided that they make
 * it certain.
 */
public final class TextClassifier {
    /** How much of a text is worth looking at, in octets. */
    public static final int PREFIX_BYTES = 1 << 16;

    private TextClassifier() {}

    /**
     * Tells what a text is.
     *
     * @param prefix its first octets, decompressed; at most {@value #PREFIX_BYTES} are looked at
     * @param length how many of them there are
     * @return one of the kinds of text, {@link InputKind#TEXT} for another text, {@link InputKind#UNKNOWN} for what is
     * no text
     */
    public static InputKind classify(byte[] prefix, int length) {
        int looked = Math.min(Math.min(prefix.length, length), PREFIX_BYTES);
        if (TextEncoding.detect(prefix, looked) == TextEncoding.BINARY) {
            return InputKind.UNKNOWN;
        }
        TextLines lines =
                new TextLines(new ByteArrayInputStream(prefix, 0, looked), Limits.defaults(), new Anomalies());
        TextVotes votes = new TextVotes();
        while (!votes.decided() && lines.next()) {
            votes.line(lines.text());
        }
        return votes.winner();
    }
}
