package io.github.dnswhy.lookup;

/** The resolvers that can be told from their habits on the wire. */
enum ResolverKind {
    GLIBC("glibc", new GlibcResolver()),
    MUSL("musl", new MuslResolver()),
    /** The Go standard library's own resolver: net/dnsclient_unix.go. */
    GO("go", new SequentialResolver(0, false, 0, true, true, true)),
    /** Netty 4.1: each server is asked once, from a socket that is not connected and hears of no ICMP error. */
    NETTY("netty", new SequentialResolver(0, false, 0, false, true, false)),
    /** JDK com.sun.jndi.dns.DnsClient: 1, 2, 4 and 8 seconds. */
    JNDI("jndi", new SequentialResolver(1_000_000_000L, true, 0, true, false, true)),
    /** dnsjava 3: 5 s a server, 10 s in all. */
    DNSJAVA("dnsjava", new SequentialResolver(5_000_000_000L, false, 10_000_000_000L, true, false, true)),
    /** c-ares: the wait doubles with each turn. */
    C_ARES("c-ares", new SequentialResolver(0, true, 0, true, false, true)),
    /** systemd-resolved: up to 24 transactions of 5 s. */
    SYSTEMD_RESOLVED(
            "systemd-resolved", new SequentialResolver(5_000_000_000L, false, 120_000_000_000L, true, false, true));

    final String text;
    final ResolverModel model;

    ResolverKind(String text, ResolverModel model) {
        this.text = text;
        this.model = model;
    }
}
