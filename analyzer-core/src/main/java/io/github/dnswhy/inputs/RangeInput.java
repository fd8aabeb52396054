package io.github.dnswhy.inputs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** A {@link RangeChannel} as a stream that skips without reading. Not buffered. */
final class RangeInput extends InputStream {
    private final RangeChannel channel;

    RangeInput(RangeChannel channel) {
        this.channel = channel;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        return length == 0 ? 0 : channel.read(ByteBuffer.wrap(target, offset, length));
    }

    @Override
    public long skip(long octets) {
        long skipped = Math.max(0, Math.min(octets, channel.size() - channel.position()));
        channel.position(channel.position() + skipped);
        return skipped;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
