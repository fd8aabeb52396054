package io.github.dnswhy;

/** Is told how far the reading of captures has come. */
@FunctionalInterface
public interface Progress {
    /**
     * Called now and then from the decoding thread.
     *
     * @param bytesDone octets of captures read, as stored
     * @param bytesTotal octets of all captures, 0 when not known
     */
    void update(long bytesDone, long bytesTotal);
}
