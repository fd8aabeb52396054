package io.github.dnswhy;

/** Stand-in. */
public interface Progress {
    /**
     * Called now and then.
     *
     * @param bytesDone octets read
     * @param bytesTotal octets in all, 0 when not known
     */
    void update(long bytesDone, long bytesTotal);
}
