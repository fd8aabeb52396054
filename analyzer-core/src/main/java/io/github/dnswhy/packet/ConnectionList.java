package io.github.dnswhy.packet;

/** TCP connections in the order of their latest segments. */
final class ConnectionList {
    private TcpConnection oldest;
    private TcpConnection newest;

    TcpConnection oldest() {
        return oldest;
    }

    void add(TcpConnection connection) {
        connection.list = this;
        connection.older = newest;
        connection.newer = null;
        if (newest == null) {
            oldest = connection;
        } else {
            newest.newer = connection;
        }
        newest = connection;
    }

    void remove(TcpConnection connection) {
        if (connection.older == null) {
            oldest = connection.newer;
        } else {
            connection.older.newer = connection.newer;
        }
        if (connection.newer == null) {
            newest = connection.older;
        } else {
            connection.newer.older = connection.older;
        }
        connection.list = null;
        connection.older = null;
        connection.newer = null;
    }

    void touch(TcpConnection connection) {
        if (connection != newest) {
            remove(connection);
            add(connection);
        }
    }
}
