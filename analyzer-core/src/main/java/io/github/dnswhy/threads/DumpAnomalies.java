package io.github.dnswhy.threads;

/** Names of what can be odd in a thread dump. They are permanent; places are lines, from 1. */
public final class DumpAnomalies {
    /** A dump whose end is not in the text. */
    public static final String CUT_SHORT = "dump-cut-short";
    /** Threads that the VM counted but the dump does not list. */
    public static final String THREADS_MISSING = "dump-threads-missing";
    /** Lines between the threads of a dump that belong to no form we know. */
    public static final String LINE_NOT_UNDERSTOOD = "dump-line-not-understood";
    /** Threads that stand in the text without the first lines of their dump. */
    public static final String WITHOUT_START = "dump-without-start";
    /** The first lines of a dump without any thread after them. */
    public static final String WITHOUT_THREADS = "dump-without-threads";
    /** JSON that breaks off or is not well-formed. */
    public static final String JSON_BROKEN = "dump-json-broken";
    /** Dumps beyond {@link io.github.dnswhy.model.Limit#DUMPS}. */
    public static final String DUMPS_BEYOND_LIMIT = "dumps-beyond-limit";
    /** Threads beyond {@link io.github.dnswhy.model.Limit#DUMP_THREADS}. */
    public static final String THREADS_BEYOND_LIMIT = "dump-threads-beyond-limit";
    /** Frames of one stack beyond {@value RawThread#MAX_FRAMES}. */
    public static final String FRAMES_BEYOND_LIMIT = "dump-frames-beyond-limit";
    /** Lines cut at {@link io.github.dnswhy.model.Limit#LINE_BYTES}. */
    public static final String LINE_TOO_LONG = "line-too-long";
    /** The input failed before its end. */
    public static final String BROKEN_OFF = "text-broken-off";

    private DumpAnomalies() {}
}
