package io.github.dnswhy.inputs;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;

/**
 * One temporary file for everything that can be read only once but must be opened again: standard input, what lies in compressed
 * archives. It is made when it is needed, readable by its owner alone, in {@code java.io.tmpdir}.
 *
 * <p>Where the system allows it, the file loses its name as soon as it is open, so that it is gone with the process however that
 * ends; elsewhere it is deleted on {@link #close()}. What was kept can be read by several threads at the same time, until then.
 */
final class Spool implements Closeable {
    private static final int BUFFER = 1 << 16;

    private FileChannel file;
    private long end;

    /** Thrown when the spool cannot take more, unlike when its source fails. */
    static final class SpoolException extends IOException {
        private static final long serialVersionUID = 1L;

        SpoolException(IOException cause) {
            super("the temporary file failed: " + cause.getMessage(), cause);
        }
    }

    /**
     * Keeps octets.
     *
     * @param head the first of them, already read
     * @param headLength how many these are
     * @param rest the others
     * @param most how many may be kept
     * @return what was kept; when it is {@code most} long, there may have been more
     * @throws SpoolException if it cannot take them
     */
    Content.Spooled keep(byte[] head, int headLength, SteadyInput rest, long most) throws SpoolException {
        try {
            if (file == null) {
                file = open();
            }
            long start = end;
            write(head, (int) Math.min(headLength, most));
            byte[] buffer = new byte[BUFFER];
            while (end - start < most) {
                int read = rest.read(buffer, 0, (int) Math.min(buffer.length, most - (end - start)));
                if (read < 0) {
                    break;
                }
                write(buffer, read);
            }
            return new Content.Spooled(file, start, end - start);
        } catch (IOException e) {
            throw new SpoolException(e);
        }
    }

    private void write(byte[] octets, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(octets, 0, length);
        while (buffer.hasRemaining()) {
            end += file.write(buffer, end);
        }
    }

    private static FileChannel open() throws IOException {
        Path path = Files.createTempFile("dnswhy-", ".spool");
        try {
            return FileChannel.open(
                    path,
                    EnumSet.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE));
        } catch (IOException e) {
            Files.deleteIfExists(path);
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
