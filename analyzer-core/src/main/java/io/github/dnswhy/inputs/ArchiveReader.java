package io.github.dnswhy.inputs;

import java.io.Closeable;

/** Walks the members of one archive in the order in which they are stored. */
interface ArchiveReader extends Closeable {
    /**
     * Moves to the next member; the stream of the one before is of no use any more.
     *
     * @return {@code null} at the end, which may come early: then it has been counted why
     */
    ArchiveMember next();
}
