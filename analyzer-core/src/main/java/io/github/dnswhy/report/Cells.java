package io.github.dnswhy.report;

import io.github.dnswhy.model.IpAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The cells of one row as texts, in the notation of the JSON form; reused from row to row. Not thread-safe. */
final class Cells {
    private final String[] texts;
    private final StringBuilder scratch = new StringBuilder(64);
    private int size;

    Cells(int columns) {
        texts = new String[columns];
    }

    void clear() {
        size = 0;
    }

    /** The cell of a column, never null once the row is written. */
    String get(int column) {
        return texts[column];
    }

    Cells text(String text) {
        texts[size++] = text;
        return this;
    }

    Cells text(Optional<String> text) {
        return text(text.orElse(""));
    }

    /** Several texts in one cell. */
    Cells texts(List<String> list) {
        if (list.size() == 1) {
            return text(list.get(0));
        }
        scratch.setLength(0);
        for (int i = 0; i < list.size(); i++) {
            scratch.append(i == 0 ? "" : " ").append(list.get(i));
        }
        return text(scratch.toString());
    }

    Cells number(long number) {
        return text(Long.toString(number));
    }

    /** A number that is not there when it is 0. */
    Cells numberUnlessZero(long number) {
        return number == 0 ? empty() : number(number);
    }

    Cells flag(boolean flag) {
        return text(flag ? "true" : "false");
    }

    Cells time(Instant time) {
        return text(Rfc3339.text(time));
    }

    Cells millis(Duration duration) {
        scratch.setLength(0);
        Decimal.appendThousandths(scratch, Decimal.micros(duration));
        return text(scratch.toString());
    }

    /** A number meant to be 0..1; what is outside is cut. */
    Cells share(double share) {
        scratch.setLength(0);
        Decimal.appendThousandths(scratch, Decimal.shareThousandths(share));
        return text(scratch.toString());
    }

    Cells millis(Optional<Duration> duration) {
        return duration.isPresent() ? millis(duration.get()) : empty();
    }

    Cells address(IpAddress address) {
        return text(address.toString());
    }

    Cells constant(Enum<?> constant) {
        return text(EnumText.kebab(constant));
    }

    Cells empty() {
        return text("");
    }
}
