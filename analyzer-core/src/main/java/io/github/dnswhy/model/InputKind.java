package io.github.dnswhy.model;

/** What an input is, told by its content. */
public enum InputKind {
    /** A packet capture. */
    CAPTURE,
    /** One or more thread dumps. */
    THREAD_DUMP,
    /** A resolv.conf(5). */
    RESOLV_CONF,
    /** A Corefile of CoreDNS or node-local-dns. */
    COREFILE,
    /** A log of CoreDNS. */
    COREDNS_LOG,
    /** A log of NodeLocal DNSCache. */
    NODE_LOCAL_DNS_LOG,
    /** A log of kube-proxy. */
    KUBE_PROXY_LOG,
    /** Output of {@code kubectl get pods -o wide}. */
    KUBECTL_PODS,
    /** Output of {@code kubectl describe pod}. */
    KUBECTL_DESCRIBE,
    /** A log of an application. */
    APP_LOG,
    /** Text that is none of these. */
    TEXT,
    /** An archive; its members are inputs of their own. */
    ARCHIVE,
    /** Nothing that is known. */
    UNKNOWN
}
