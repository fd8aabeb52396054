package io.github.dnswhy.inputs;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * A member of an archive as the archive describes it, which need not be true.
 *
 * @param name its path as stored
 * @param type what it is
 * @param length its octets when unfolded, {@link Content#UNKNOWN_LENGTH} if not told
 * @param offset where the archive speaks of it, octets from its start
 * @param inPlace its octets where they are stored, if they can be reached at any time
 * @param stream its octets, to be read before the reader moves on
 */
record ArchiveMember(String name, Type type, long length, long offset, Optional<Content> inPlace, Opener stream) {
    /** What a member is. */
    enum Type {
        FILE,
        DIRECTORY,
        /** A link, a device, a pipe. */
        SPECIAL,
        ENCRYPTED,
        /** Stored in a way that is not read. */
        UNSUPPORTED
    }

    /** Opens the octets of a member. */
    @FunctionalInterface
    interface Opener {
        InputStream open() throws IOException;
    }

    /** A member without octets that could be read. */
    static ArchiveMember without(String name, Type type, long offset) {
        return new ArchiveMember(name, type, 0, offset, Optional.empty(), InputStream::nullInputStream);
    }
}
