package io.github.dnswhy.model;

/** What a server is in the cluster; inferred, and overridable on the command line. */
public enum ServerRole {
    /** The cache on the node, normally a link-local address such as 169.254.20.10. */
    NODE_LOCAL_CACHE,
    /** The service address of the cluster DNS, which the node translates to one of its endpoints. */
    CLUSTER_SERVICE,
    /** One cluster DNS pod. */
    CLUSTER_ENDPOINT,
    /** A server that the cluster DNS or the cache forwards to. */
    UPSTREAM,
    /** None of these, or not known. */
    OTHER
}
