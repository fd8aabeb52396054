package io.github.dnswhy.capture;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a capture comes from: a file, a member of an archive, a stream that can be read once. Opened only when needed. */
public final class CaptureSource {
    /** Opens the octets of a source. */
    @FunctionalInterface
    public interface Opener {
        /**
         * Opens them from the start.
         *
         * @return a new stream, owned by the caller
         * @throws IOException if it cannot be opened
         */
        InputStream open() throws IOException;
    }

    private static final long UNKNOWN_SIZE = Long.MAX_VALUE;
    private static final int SMALLEST_WINDOW = 4_096;

    private final String name;
    private final Opener opener;
    private final boolean reopenable;
    private final long size;

    private CaptureSource(String name, Opener opener, boolean reopenable, long size) {
        this.name = name;
        this.opener = opener;
        this.reopenable = reopenable;
        this.size = size;
    }

    /**
     * A file.
     *
     * @param file the file
     * @return a source with the name of the file as given
     */
    public static CaptureSource of(Path file) {
        return of(file.toString(), file);
    }

    /**
     * A file that is shown under another name.
     *
     * @param name what to call it
     * @param file the file; anything but a regular file is opened once only
     * @return a source
     */
    public static CaptureSource of(String name, Path file) {
        boolean regular = Files.isRegularFile(file);
        return new CaptureSource(name, () -> stream(file), regular, regular ? size(file) : UNKNOWN_SIZE);
    }

    /**
     * Something that can be opened again and again, for example a member of an archive.
     *
     * @param name what to call it
     * @param opener gives the same octets each time
     * @return a source
     */
    public static CaptureSource of(String name, Opener opener) {
        return new CaptureSource(name, opener, true, UNKNOWN_SIZE);
    }

    /**
     * Something that can be opened again and again and whose size is known.
     *
     * @param name what to call it
     * @param octets how many there are
     * @param opener gives the same octets each time
     * @return a source
     */
    public static CaptureSource of(String name, long octets, Opener opener) {
        return new CaptureSource(name, opener, true, octets);
    }

    /**
     * A stream that can be read once, for example standard input.
     *
     * @param name what to call it
     * @param in the stream, closed by whoever reads the source
     * @return a source
     */
    public static CaptureSource once(String name, InputStream in) {
        return new CaptureSource(name, () -> in, false, UNKNOWN_SIZE);
    }

    /**
     * What the source is called.
     *
     * @return the name for reports and errors
     */
    public String name() {
        return name;
    }

    boolean reopenable() {
        return reopenable;
    }

    /** Octets that a window on the source should have: no more than there are to read, as small files come in thousands. */
    int window(int most) {
        return (int) Math.max(SMALLEST_WINDOW, Math.min(size, most));
    }

    InputStream open() throws IOException {
        return opener.open();
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return UNKNOWN_SIZE;
        }
    }

    /** The octets of a file. {@code FileInputStream} reads into a large array at less cost than a channel's stream does. */
    static InputStream stream(Path file) throws IOException {
        return file.getFileSystem() == FileSystems.getDefault()
                ? new FileInputStream(file.toFile())
                : Files.newInputStream(file);
    }
}
