package io.github.dnswhy.threads;

/** Reads the lines of one dump of one form. */
interface DumpParser {
    /**
     * Reads the next line; any line is fine, what is not the dump's is passed over.
     *
     * @param line the line, without what the container's runtime put before it
     * @param number its number, from 1
     */
    void accept(String line, int number);

    /** Whether all threads of the dump have been read, as far as its form can tell. */
    boolean threadsEnded();

    /**
     * Ends the dump.
     *
     * @return what was read
     */
    RawDump finish();
}
