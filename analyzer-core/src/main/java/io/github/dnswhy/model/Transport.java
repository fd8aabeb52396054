package io.github.dnswhy.model;

/** How a DNS message travelled. */
public enum Transport {
    /** UDP (RFC 1035 §4.2.1). */
    UDP,
    /** TCP with a two-octet length prefix (RFC 1035 §4.2.2, RFC 7766). */
    TCP
}
