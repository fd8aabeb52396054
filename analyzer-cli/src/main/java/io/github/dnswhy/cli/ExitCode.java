package io.github.dnswhy.cli;

/** What the process tells its caller. An interrupt is the JVM's own 130. */
final class ExitCode {
    /** The command did what it was asked, whatever the verdict. */
    static final int DONE = 0;
    /** A finding is at or above what {@code --fail-on} names. */
    static final int FINDING = 1;
    /** The command line is wrong, no input exists, or the output cannot be written. */
    static final int USAGE = 2;
    /** Inputs exist, but none holds anything that can be analyzed. */
    static final int NOTHING_USABLE = 3;
    /** A bug of dnswhy. */
    static final int BUG = 70;

    private ExitCode() {}
}
