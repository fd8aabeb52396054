package io.github.dnswhy.lookup;

import io.github.dnswhy.match.AddressTable;
import io.github.dnswhy.model.IpAddress;

/** What is known of one client's resolver: as configured, or learned from what it does. Not thread-safe. */
final class ClientResolver {
    private static final long SECOND = 1_000_000_000L;
    private static final int SERVERS_AT_MOST = 3;

    /** A round lasts whole seconds; what comes later than this after one is not a timeout. */
    private static final long TIMER_SLACK = 60_000_000L;

    private static final ResolverModel MUSL = new MuslResolver();

    final SearchList search;
    private final ResolverSettings settings;
    private final int[] servers = new int[SERVERS_AT_MOST];
    private int serverCount;
    private ResolverModel model;
    private long timeoutNanos;
    private boolean timeoutSeen;

    /** A resolver that is taken for what the model says until it shows that it is another. */
    ClientResolver(ResolverSettings settings, ResolverModel model, SearchList.Room room) {
        this.settings = settings;
        this.model = model;
        this.search = new SearchList(settings.search(), settings.ndots(), room);
        this.timeoutNanos = settings.timeout().toNanos();
    }

    /** Learns the order of servers from the order in which a step asks them. */
    void sawServer(int server) {
        if (settings.nameservers().isEmpty() && indexOf(server) < 0 && serverCount < SERVERS_AT_MOST) {
            servers[serverCount++] = server;
        }
    }

    private int indexOf(int server) {
        for (int i = 0; i < serverCount; i++) {
            if (servers[i] == server) {
                return i;
            }
        }
        return -1;
    }

    /** Learns the timeout from how long the first server was waited for. */
    void sawTimeout(int serverIndex, long gap) {
        if (settings.given() || serverIndex != 0) {
            return;
        }
        long seconds = (gap + TIMER_SLACK) / SECOND;
        if (seconds >= 1
                && Math.abs(gap - seconds * SECOND) <= TIMER_SLACK
                && (!timeoutSeen || seconds * SECOND < timeoutNanos)) {
            timeoutNanos = seconds * SECOND;
            timeoutSeen = true;
        }
    }

    ResolverModel model() {
        return model;
    }

    /** Only musl asks several servers at once from one port, or asks again from the port on which it got an error. */
    void sawMusl() {
        model = MUSL;
    }

    /** glibc waits whole seconds for one server; musl asks the same server again after an equal part of the timeout. */
    void sawRepetition(long gap) {
        long part = settings.timeout().toNanos() / Math.max(1, settings.attempts());
        if (part % SECOND != 0 && Math.abs(gap - part) <= TIMER_SLACK) {
            model = MUSL;
        }
    }

    long timeoutNanos() {
        return timeoutNanos;
    }

    int serverIndex(int server, AddressTable addresses) {
        if (!settings.nameservers().isEmpty()) {
            IpAddress address = addresses.address(server);
            return Math.max(0, settings.nameservers().indexOf(address));
        }
        return Math.max(0, indexOf(server));
    }

    int serverCount() {
        int configured = Math.min(settings.nameservers().size(), SERVERS_AT_MOST);
        return Math.max(1, configured > 0 ? configured : serverCount);
    }
}
