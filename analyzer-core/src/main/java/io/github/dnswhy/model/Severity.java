package io.github.dnswhy.model;

/** How bad a finding is; declared from mild to grave, so that {@code compareTo} orders by gravity. */
public enum Severity {
    /** Worth knowing. */
    INFO,
    /** Degradation, or now and then. */
    MINOR,
    /** A second or more added to lookups. */
    MAJOR,
    /** Lookups fail. */
    CRITICAL
}
