package io.github.dnswhy.threads;

/** The host in the name of a thread: no frame has one, but some libraries name their threads after it. */
final class Hosts {
    private static final String OKHTTP = "OkHttp http";
    private static final String MONGO = "cluster-ClusterId{";

    private Hosts() {}

    /**
     * Finds a host.
     *
     * @param name a thread's name
     * @return the host, null when the name has none
     */
    static String of(String name) {
        if (name.startsWith(OKHTTP)) {
            int start = name.indexOf("://");
            return start < 0 ? null : host(name, start + 3);
        }
        int close = name.startsWith(MONGO) ? name.indexOf("}-") : -1;
        int port = name.lastIndexOf(':');
        return close < 0 || port < close ? null : host(name.substring(0, port), close + 2);
    }

    private static String host(String text, int start) {
        int end = start;
        while (end < text.length() && isHost(text.charAt(end))) {
            end++;
        }
        return end == start ? null : text.substring(start, end);
    }

    private static boolean isHost(char c) {
        return c == '.' || c == '-' || c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
