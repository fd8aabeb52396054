package io.github.dnswhy.evidence;

/** The level that a log line of CoreDNS or node-cache names. */
public enum LogLevel {
    /** {@code [DEBUG]}. */
    DEBUG,
    /** {@code [INFO]}, and lines without a level. */
    INFO,
    /** {@code [WARNING]}. */
    WARNING,
    /** {@code [ERROR]}. */
    ERROR,
    /** {@code [FATAL]}: the process exits. */
    FATAL
}
