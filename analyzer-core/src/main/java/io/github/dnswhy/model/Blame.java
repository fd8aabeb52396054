package io.github.dnswhy.model;

/** Whose fault a cause is. */
public enum Blame {
    /** The DNS cache on the node. */
    NODE_LOCAL_CACHE,
    /** The cluster's DNS service. */
    CLUSTER_DNS,
    /** The network between client and server. */
    NETWORK,
    /** The servers that the cluster forwards to. */
    UPSTREAM,
    /** The owner of a zone. */
    ZONE,
    /** The configuration of the client's resolver. */
    CLIENT,
    /** The application. */
    APPLICATION,
    /** The Java virtual machine. */
    JVM,
    /** The node. */
    NODE,
    /** Nobody. */
    NONE
}
