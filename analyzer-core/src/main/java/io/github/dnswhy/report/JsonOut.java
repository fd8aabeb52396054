package io.github.dnswhy.report;

import io.github.dnswhy.model.IpAddress;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.SerializableString;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;

/**
 * Writes the values of the model as the JSON contract wants them: RFC 3339 times, milliseconds with at most three
 * decimals, RFC 5952 addresses, enums in kebab-case, and no key without a value.
 *
 * <p>The output is plain ASCII, everything else being escaped: JSON that ends in a terminal cannot steer it, and no
 * reader can mistake its encoding. A lone surrogate, which no UTF-8 can carry, becomes U+FFFD. Not thread-safe.
 */
final class JsonOut {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .characterEscapes(new EscapeDelete())
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
            .build();

    private final JsonGenerator generator;
    private final byte[] time = new byte[Rfc3339.LENGTH];
    private final StringBuilder number = new StringBuilder(Decimal.MAX_LENGTH);
    private final char[] digits = new char[Decimal.MAX_LENGTH];
    private final EncodedTexts names = new EncodedTexts();
    private final EncodedTexts constants = new EncodedTexts();
    private final EncodedTexts addresses = new EncodedTexts();

    private JsonOut(OutputStream out, ObjectWriteContext context) {
        generator = FACTORY.createGenerator(context, out, JsonEncoding.UTF8);
    }

    /**
     * Starts one document that spreads over lines.
     *
     * @param out where to; flushed by {@link #flush}, never closed
     */
    static JsonOut document(OutputStream out) {
        return new JsonOut(out, new Indented());
    }

    /**
     * Starts values of one line each.
     *
     * @param out where to; flushed by {@link #flush}, never closed
     * @param separator what stands between two of them
     */
    static JsonOut lines(OutputStream out, String separator) {
        return new JsonOut(out, new Lines(separator));
    }

    /** Opens an object as a value of its own or as an element of an array. */
    void startObject() {
        generator.writeStartObject();
    }

    void startObject(String name) {
        generator.writeName(names.of(name));
        generator.writeStartObject();
    }

    void endObject() {
        generator.writeEndObject();
    }

    void startArray() {
        generator.writeStartArray();
    }

    void startArray(String name) {
        generator.writeName(names.of(name));
        generator.writeStartArray();
    }

    void endArray() {
        generator.writeEndArray();
    }

    void text(String name, String value) {
        generator.writeName(names.of(name));
        element(value);
    }

    void text(String name, Optional<String> value) {
        if (value.isPresent()) {
            text(name, value.get());
        }
    }

    /** A text that is left out when it is empty. */
    void textUnlessEmpty(String name, String value) {
        if (!value.isEmpty()) {
            text(name, value);
        }
    }

    void texts(String name, List<String> values) {
        startArray(name);
        for (int i = 0; i < values.size(); i++) {
            element(values.get(i));
        }
        endArray();
    }

    /** A text as an element of an array. */
    void element(String value) {
        generator.writeString(wellFormed(value));
    }

    /** A number as an element of an array. */
    void element(long value) {
        generator.writeNumber(value);
    }

    void number(String name, long value) {
        generator.writeName(names.of(name));
        generator.writeNumber(value);
    }

    /** A count under a name that comes from the input. */
    void entry(String foreignName, long value) {
        generator.writeName(wellFormed(foreignName));
        generator.writeNumber(value);
    }

    void flag(String name, boolean value) {
        generator.writeName(names.of(name));
        generator.writeBoolean(value);
    }

    /** A number with at most three decimals; left out when it is none. */
    void decimal(String name, double value) {
        if (Double.isFinite(value)) {
            generator.writeName(names.of(name));
            thousandths(Decimal.thousandths(value));
        }
    }

    /** A number meant to be 0..1; what is outside is cut. */
    void share(String name, double value) {
        generator.writeName(names.of(name));
        thousandths(Decimal.shareThousandths(value));
    }

    void millis(String name, Duration value) {
        generator.writeName(names.of(name));
        thousandths(Decimal.micros(value));
    }

    private void thousandths(long value) {
        if (value % 1_000 == 0) {
            generator.writeNumber(value / 1_000);
            return;
        }
        number.setLength(0);
        Decimal.appendThousandths(number, value);
        number.getChars(0, number.length(), digits, 0);
        generator.writeNumber(digits, 0, number.length());
    }

    void time(String name, Instant value) {
        generator.writeName(names.of(name));
        Rfc3339.write(value, time);
        generator.writeRawUTF8String(time, 0, Rfc3339.LENGTH);
    }

    void time(String name, Optional<Instant> value) {
        if (value.isPresent()) {
            time(name, value.get());
        }
    }

    void address(String name, IpAddress value) {
        generator.writeName(names.of(name));
        element(value);
    }

    private void element(IpAddress value) {
        generator.writeString(addresses.of(value));
    }

    void addresses(String name, List<IpAddress> values) {
        startArray(name);
        for (int i = 0; i < values.size(); i++) {
            element(values.get(i));
        }
        endArray();
    }

    /** A constant in lower-case kebab form. */
    void constant(String name, Enum<?> value) {
        generator.writeName(names.of(name));
        generator.writeString(constants.of(value));
    }

    /** Octets outside of any value, ASCII. */
    void raw(String ascii) {
        generator.writeRaw(ascii);
    }

    /** Hands all that was written to the stream and flushes it. */
    void flush() {
        generator.flush();
    }

    /**
     * The stream's own error out of the generator's.
     *
     * @param wrapped what the generator threw
     * @return what the stream threw
     */
    static IOException unwrap(JacksonIOException wrapped) {
        return wrapped.getCause();
    }

    /** The text itself, or a copy with U+FFFD for each surrogate without its other half. */
    private static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1))) {
                    i++;
                } else {
                    return repaired(text);
                }
            }
        }
        return text;
    }

    private static String repaired(String text) {
        StringBuilder copy = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            boolean lone = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
            copy.appendCodePoint(lone ? 0xFFFD : point);
            i += Character.charCount(point);
        }
        return copy.toString();
    }

    /** DEL is the one control character that JSON lets through and that is not above ASCII. */
    private static final class EscapeDelete extends CharacterEscapes {
        private static final long serialVersionUID = 1;

        private final int[] codes = standardAsciiEscapesForJSON();

        EscapeDelete() {
            codes[0x7F] = ESCAPE_STANDARD;
        }

        @Override
        public int[] getEscapeCodesForAscii() {
            return codes;
        }

        @Override
        public SerializedString getEscapeSequence(int character) {
            return null; // never asked: no code is ESCAPE_CUSTOM
        }
    }

    /** Values of one line, with a separator of our choice between them. */
    private static final class Lines extends ObjectWriteContext.Base {
        private final SerializedString separator;

        Lines(String separator) {
            this.separator = new SerializedString(separator);
        }

        @Override
        public SerializableString getRootValueSeparator(SerializableString standard) {
            return separator;
        }
    }

    /** Objects over lines, arrays within a line, a line feed on every system. */
    private static final class Indented extends ObjectWriteContext.Base {
        private final PrettyPrinter printer = new DefaultPrettyPrinter(Separators.createDefaultInstance()
                        .withObjectNameValueSpacing(Separators.Spacing.AFTER)
                        .withObjectEmptySeparator("")
                        .withArrayEmptySeparator(""))
                .withObjectIndenter(new DefaultIndenter("  ", "\n"));

        @Override
        public PrettyPrinter getPrettyPrinter() {
            return printer;
        }

        @Override
        public boolean hasPrettyPrinter() {
            return true;
        }
    }
}
