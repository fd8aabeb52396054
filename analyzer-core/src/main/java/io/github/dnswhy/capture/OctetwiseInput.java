package io.github.dnswhy.capture;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * Reads a decompressor octet by octet, so that what it gives before damage is not lost: the bzip2 one forgets how far it came when
 * it throws within an array. It goes by single octets inside anyway.
 */
final class OctetwiseInput extends FilterInputStream {
    private Exception pending;

    OctetwiseInput(InputStream in) {
        super(in);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (pending != null) {
            throw new IOException(pending);
        }
        int held = 0;
        try {
            while (held < length) {
                int octet = in.read();
                if (octet < 0) {
                    return held > 0 ? held : -1;
                }
                target[offset + held++] = (byte) octet;
            }
        } catch (IOException | RuntimeException e) {
            if (held == 0) {
                throw e;
            }
            pending = e;
        }
        return held;
    }
}
