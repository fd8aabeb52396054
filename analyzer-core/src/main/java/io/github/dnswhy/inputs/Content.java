package io.github.dnswhy.inputs;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.Inflater;

/** Where the octets of an input are stored. */
sealed interface Content {
    /** A length that is not known. */
    long UNKNOWN_LENGTH = -1;

    /** Opens the octets from the start. */
    InputStream open() throws IOException;

    /** How many there are at most, or {@link #UNKNOWN_LENGTH}. */
    long length();

    /** Whether it can be opened more than once. */
    default boolean reopenable() {
        return true;
    }

    /** Octets on disk, any of which can be reached at once. */
    sealed interface Seekable extends Content {
        /** Opens them for reading anywhere. */
        RangeChannel channel() throws IOException;

        /** A part of them; what lies behind their end is left off. */
        Seekable part(long offset, long length);
    }

    /** A file. It is read to its end even when it has grown since. */
    record WholeFile(Path path, long length) implements Seekable {
        @Override
        public InputStream open() throws IOException {
            // At less cost than a channel's stream when it is read into large arrays.
            return path.getFileSystem() == FileSystems.getDefault()
                    ? new FileInputStream(path.toFile())
                    : Files.newInputStream(path);
        }

        @Override
        public RangeChannel channel() throws IOException {
            return new RangeChannel(FileChannel.open(path, StandardOpenOption.READ), true, 0, length);
        }

        @Override
        public Seekable part(long offset, long partLength) {
            return new FilePart(path, offset, clipped(offset, partLength, length));
        }
    }

    /** A part of a file. */
    record FilePart(Path path, long offset, long length) implements Seekable {
        @Override
        public InputStream open() throws IOException {
            return new RangeInput(channel());
        }

        @Override
        public RangeChannel channel() throws IOException {
            return new RangeChannel(FileChannel.open(path, StandardOpenOption.READ), true, offset, length);
        }

        @Override
        public Seekable part(long from, long partLength) {
            return new FilePart(path, offset + from, clipped(from, partLength, length));
        }
    }

    /** A part of the spool, which stays open for all of them. */
    record Spooled(FileChannel spool, long offset, long length) implements Seekable {
        @Override
        public InputStream open() {
            return new RangeInput(channel());
        }

        @Override
        public RangeChannel channel() {
            return new RangeChannel(spool, false, offset, length);
        }

        @Override
        public Seekable part(long from, long partLength) {
            return new Spooled(spool, offset + from, clipped(from, partLength, length));
        }
    }

    /** A deflated member of a zip. However many octets it unfolds to, no more are given than the zip says. */
    record Deflated(Seekable stored, long length) implements Content {
        @Override
        public InputStream open() throws IOException {
            return new DeflatedInput(stored.open(), new Inflater(true), length);
        }
    }

    /** A stream that can be read once. */
    record Once(InputStream stream) implements Content {
        @Override
        public InputStream open() {
            return stream;
        }

        @Override
        public long length() {
            return UNKNOWN_LENGTH;
        }

        @Override
        public boolean reopenable() {
            return false;
        }
    }

    private static long clipped(long offset, long length, long whole) {
        return Math.max(0, Math.min(length, whole - offset));
    }
}
