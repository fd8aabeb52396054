package io.github.dnswhy.report;

/** How a part of the text report looks when colour is on. Never the only bearer of a meaning. */
enum Style {
    PLAIN("0"),
    STRONG("1"),
    DIM("2"),
    BAD("1;31"),
    GOOD("1;32"),
    UNSURE("1;33");

    private final String sequence;

    Style(String parameters) {
        // ECMA-48 SGR; each starts from plain, so that styles never add up.
        sequence = parameters.equals("0")
                ? "\u001b[0m"
                : "\u001b[0;".concat(parameters).concat("m");
    }

    /** The control sequence that switches to this style. */
    String sequence() {
        return sequence;
    }
}
