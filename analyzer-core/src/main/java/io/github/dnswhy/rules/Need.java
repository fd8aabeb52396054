package io.github.dnswhy.rules;

/** Inputs that a rule needs or can use. */
public enum Need {
    /** A packet capture with DNS in it. */
    CAPTURE("a packet capture with DNS in it"),
    /** A thread dump. */
    THREAD_DUMP("a thread dump"),
    /** A resolv.conf. */
    RESOLV_CONF("the pod's /etc/resolv.conf"),
    /** A Corefile. */
    COREFILE("the Corefile of the cache or of CoreDNS"),
    /** A log of CoreDNS or node-local-dns. */
    DNS_LOG("the log of CoreDNS or of node-local-dns"),
    /** A log of kube-proxy. */
    KUBE_PROXY_LOG("the log of kube-proxy"),
    /** Output of {@code kubectl get pods} or {@code describe pod}. */
    PODS("the output of kubectl get pods -n kube-system -o wide"),
    /** A log of the application. */
    APP_LOG("the application's log"),
    /** A log of the kernel, of a resolver on the host, or of the JVM. */
    HOST_LOG("a log of the kernel, of a resolver on the host, or of the JVM");

    private final String text;

    Need(String text) {
        this.text = text;
    }

    /**
     * The input in words.
     *
     * @return for example {@code a thread dump}
     */
    public String text() {
        return text;
    }
}
