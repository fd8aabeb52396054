package io.github.dnswhy.cli;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Standard output, which tells a reader that left from a disk that is full. */
final class StandardOutput extends FilterOutputStream {
    private static final int BUFFER = 1 << 16;
    private static final int TYPE_MASK = 0170000;
    private static final int FIFO = 0010000;
    private static final int SOCKET = 0140000;

    StandardOutput(OutputStream out) {
        super(new BufferedOutputStream(out, BUFFER));
    }

    @Override
    public void write(int octet) throws IOException {
        try {
            out.write(octet);
        } catch (IOException e) {
            throw meaning(e);
        }
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
        try {
            out.write(octets, offset, length);
        } catch (IOException e) {
            throw meaning(e);
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException e) {
            throw meaning(e);
        }
    }

    /** The message of the system is in the user's language, so the kind of descriptor decides: a pipe never fills up. */
    private static IOException meaning(IOException e) {
        try {
            int type = (int) Files.getAttribute(Path.of("/dev/stdout"), "unix:mode") & TYPE_MASK;
            return type == FIFO || type == SOCKET ? new ClosedOutputException(e) : e;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException notUnix) {
            String message = String.valueOf(e.getMessage());
            return message.contains("pipe") ? new ClosedOutputException(e) : e;
        }
    }
}
