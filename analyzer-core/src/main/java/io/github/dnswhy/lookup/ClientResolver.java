package io.github.dnswhy.lookup;

import io.github.dnswhy.match.AddressTable;
import io.github.dnswhy.match.WireEvent;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.StepFate;

/** What is known of one client's resolver: as configured, or learned from what it does. Not thread-safe. */
final class ClientResolver {
    private static final long SECOND = 1_000_000_000L;
    private static final int SERVERS_AT_MOST = 3;

    /** A round lasts whole seconds; what comes later than this after one is not a timeout. */
    private static final long TIMER_SLACK = 60_000_000L;

    /** IDs that musl takes from the clock for two queries that it writes one after the other lie no farther apart. */
    private static final int CLOCK_IDS = 1024;

    /** What two sockets send for one lookup is on its way within this, unless the machine is very busy. */
    private static final long AT_ONCE = 10_000_000L;

    private static final int LONGEST_FIRST_WAIT = 4;

    final SearchList search;
    final Fingerprint fingerprint;
    private final ResolverSettings settings;
    private final int[] servers = new int[SERVERS_AT_MOST];
    private int serverCount;
    private int lastPort = WireEvent.NONE;
    /** Whether two lookups of one name were seen to overlap, which those of one JVM never do. */
    boolean overlaps;

    private long timeoutNanos;
    private boolean timeoutSeen;

    /** The shortest time between two repetitions, and how many there were at most, the first query included. */
    private long part;

    private int parts;

    ClientResolver(ResolverSettings settings, Fingerprint fingerprint, SearchList.Room room) {
        this.settings = settings;
        this.fingerprint = fingerprint;
        this.search = new SearchList(settings.search(), settings.ndots(), room);
        this.timeoutNanos = settings.timeout().toNanos();
    }

    /** How the client's resolver behaves, by what was seen so far. */
    ResolverModel model() {
        return fingerprint.best().model;
    }

    /** A lookup begins: from the port of the one before, or from another. */
    void sawStart(WireEvent e) {
        if (lastPort != WireEvent.NONE) {
            fingerprint.saw(lastPort == e.clientPort ? Habit.PORT_KEPT : Habit.PORT_CHANGED);
        }
        lastPort = e.clientPort;
        fingerprint.saw(
                switch (e.payloadSize) {
                    case WireEvent.NONE -> Habit.NO_OPT;
                    case 1200 -> Habit.OPT_1200;
                    case 1232 -> Habit.OPT_1232;
                    case 1280 -> Habit.OPT_1280;
                    case 4096 -> Habit.OPT_4096;
                    default -> Habit.OPT_OTHER;
                });
    }

    /** A and AAAA of one name were asked for the first time. */
    void sawPair(Query first, boolean firstAnswered, WireEvent e) {
        if (first.clientPort != e.clientPort) {
            if (firstAnswered) {
                fingerprint.saw(Habit.ONE_AFTER_THE_OTHER);
            } else if (first.round == 1 && e.time - first.time < AT_ONCE) {
                // glibc asks again from a port at which the late answer is waiting, and goes on at once.
                fingerprint.saw(Habit.TWO_PORTS);
            }
            return;
        }
        int apart = (e.id - first.id) * (e.type > first.type ? 1 : -1) & 0xFFFF;
        fingerprint.saw(apart > 0 && apart < CLOCK_IDS ? Habit.IDS_TOGETHER : Habit.IDS_APART);
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
    void sawTimeout(int serverIndex, int round, long gap) {
        if (!model().heedsErrors()) {
            sawPart(round, gap);
            return;
        }
        long seconds = (gap + TIMER_SLACK) / SECOND;
        if (serverIndex != 0 || seconds < 1 || Math.abs(gap - seconds * SECOND) > TIMER_SLACK) {
            return;
        }
        if (round == 1 && (seconds * SECOND != settings.timeout().toNanos() || !settings.given())) {
            if (seconds == 1) {
                fingerprint.saw(Habit.AFTER_ONE_SECOND);
            } else if (seconds > LONGEST_FIRST_WAIT) {
                fingerprint.saw(Habit.AFTER_FIVE_SECONDS);
            }
        }
        if (!settings.given() && (!timeoutSeen || seconds * SECOND < timeoutNanos)) {
            timeoutNanos = seconds * SECOND;
            timeoutSeen = true;
        }
    }

    /** Learns the timeout of a resolver that repeats after a part of it: so many parts as were ever seen. */
    private void sawPart(int round, long gap) {
        if (!settings.given()) {
            part = part == 0 ? gap : Math.min(part, gap);
            parts = Math.max(parts, round + 1);
            timeoutNanos = part * parts;
            timeoutSeen = true;
        }
    }

    /** Two waits of one step, one after the other. */
    void sawWaits(long former, long wait, boolean sameServer) {
        if (sameServer && former > 0 && Math.abs(wait - 2 * former) <= TIMER_SLACK) {
            fingerprint.saw(Habit.WAIT_DOUBLED);
        }
    }

    /** A server that was silent is asked again. */
    void sawRepetition(Query former, WireEvent e, long gap) {
        boolean samePort = former.clientPort == e.clientPort;
        long part = settings.timeout().toNanos() / Math.max(1, settings.attempts());
        if (samePort && part % SECOND != 0 && Math.abs(gap - part) <= TIMER_SLACK) {
            fingerprint.saw(Habit.AFTER_A_PART);
        }
        if (former.id != e.id) {
            fingerprint.saw(samePort ? Habit.NEW_ID_SAME_PORT : Habit.NEW_ID_OTHER_PORT);
        } else if (former.server == e.server) {
            fingerprint.saw(samePort ? Habit.AGAIN_SAME_PORT : Habit.AGAIN_OTHER_PORT);
        }
    }

    /** When it stops to wait for what a lookup asks now, if nothing more comes and it does not ask again. */
    long deadline(OpenLookup l, AddressTable addresses) {
        ResolverModel model = model();
        if (model.legsApart()) {
            long last = l.lastAnswer;
            for (int i = 0; i < l.legCount; i++) {
                Leg leg = l.legs[i];
                last = leg.answered ? last : Math.max(last, deadline(l, leg, addresses));
            }
            return last;
        }
        return model.deadline(
                l.stepStart, l.roundStart, l.round, timeoutNanos, serverIndex(l.roundServer, addresses), serverCount());
    }

    /** When it stops to wait for one leg that goes its own way. */
    long deadline(Leg leg, AddressTable addresses) {
        return deadline(leg.lookup, leg, addresses);
    }

    /** The same for a leg that may have let go of its lookup. */
    private long deadline(OpenLookup l, Leg leg, AddressTable addresses) {
        Query q = leg.query;
        ResolverModel model = model();
        if (model.heedsRejections() && q.fate == StepFate.REJECTED) {
            return q.endTime;
        }
        if (model.heedsRejections() && l.wasLeftUnseenBefore(q)) {
            return q.time; // refused before, and the ICMP errors are not in the capture
        }
        int servers = serverCount();
        int round = l.turnsBefore(q) * servers + 1;
        return model.deadline(l.stepStart, q.time, round, timeoutNanos, serverIndex(q.server, addresses), servers);
    }

    /** Whether a leg that goes its own way has asked every server as often as it may. */
    boolean isLastTry(Leg leg) {
        return leg.attempts >= (model().asksAgain() ? rounds() : serverCount());
    }

    /** Whether it is known, not assumed, how long a server is waited for. */
    boolean knowsTimeout() {
        return settings.given() || timeoutSeen;
    }

    boolean isConfigured() {
        return settings.given();
    }

    /** How many rounds a step may have before the resolver gives up on the name. */
    int rounds() {
        return settings.attempts() * serverCount();
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
