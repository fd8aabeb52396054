package io.github.dnswhy.dns;

import java.util.Objects;
import java.util.Optional;

/**
 * The data of a record, an EDNS option or a DSO TLV as text.
 *
 * @param text one line of printable ASCII; of what is not as its type demands, octets that lose nothing
 * @param problem what is wrong with it and what could be read before, one line of printable ASCII; empty when it is sound
 */
public record RdataText(String text, Optional<String> problem) {
    /** Demands both. */
    public RdataText {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(problem, "problem");
    }

    static RdataText sound(String text) {
        return new RdataText(text, Optional.empty());
    }
}
