package io.github.dnswhy.packet;

/** The TCP streams that hold octets, by when they began to. */
final class Holders {
    private TcpStream oldest;
    private TcpStream newest;

    /** The stream that has held octets for longest, or null. */
    TcpStream oldest() {
        return oldest;
    }

    /** Adds or removes a stream, after it may have begun or ceased to hold octets. */
    void update(TcpStream stream) {
        boolean holds = stream.holds();
        if (holds && !stream.isHolder) {
            add(stream);
        } else if (!holds && stream.isHolder) {
            remove(stream);
        }
    }

    private void add(TcpStream stream) {
        stream.isHolder = true;
        stream.olderHolder = newest;
        stream.newerHolder = null;
        if (newest == null) {
            oldest = stream;
        } else {
            newest.newerHolder = stream;
        }
        newest = stream;
    }

    private void remove(TcpStream stream) {
        stream.isHolder = false;
        if (stream.olderHolder == null) {
            oldest = stream.newerHolder;
        } else {
            stream.olderHolder.newerHolder = stream.newerHolder;
        }
        if (stream.newerHolder == null) {
            newest = stream.olderHolder;
        } else {
            stream.newerHolder.olderHolder = stream.olderHolder;
        }
        stream.olderHolder = null;
        stream.newerHolder = null;
    }
}
