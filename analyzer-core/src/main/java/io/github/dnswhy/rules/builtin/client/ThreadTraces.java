package io.github.dnswhy.rules.builtin.client;

import io.github.dnswhy.evidence.LogNote;
import io.github.dnswhy.evidence.LogPhrase;
import io.github.dnswhy.facts.DumpFacts;
import io.github.dnswhy.model.Blame;
import io.github.dnswhy.model.Evidence;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.Impact;
import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.Remedy;
import io.github.dnswhy.model.Severity;
import io.github.dnswhy.model.ThreadSummary.Group;
import io.github.dnswhy.model.Threshold;
import io.github.dnswhy.rules.Assessment;
import io.github.dnswhy.rules.Facts;
import io.github.dnswhy.rules.FindingDraft;
import io.github.dnswhy.rules.Need;
import io.github.dnswhy.rules.Rule;
import io.github.dnswhy.rules.RuleInfo;
import io.github.dnswhy.rules.builtin.grounds.OneLook;
import io.github.dnswhy.rules.builtin.grounds.Phrases;
import io.github.dnswhy.rules.builtin.grounds.TextEvidence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What stacks tell of how a program came to resolve names: it makes a fault of DNS worse, or looks like one. */
final class ThreadTraces {
    private static final String[] EVENT_LOOPS = {
        "EventLoop", "reactor-http-", "lettuce-", "vert.x-eventloop-", "redisson-netty-", "eventLoopGroup"
    };

    private static final Threshold DUMPS =
            new Threshold("dumps", 2, "count", "one dump shows a state, not how long it lasts");
    private static final Threshold MARGIN =
            new Threshold("clockMarginS", 5, "s", "clocks of a node and of a capture differ that far; causes.md G9");
    private static final Threshold CARRYING =
            new Threshold("carriers", 2, "count", "one alone holds nobody up; judgement");

    private static final RuleInfo TABLE =
            info("jdk8-global-lookup-table", "An old JDK 8 lets all lookups wait for one lock", Blame.JVM);
    private static final RuleInfo LOOP = info(
            "event-loop-blocked-by-jdk-resolver",
            "An event loop resolves names by itself and stands still",
            Blame.APPLICATION);
    private static final RuleInfo LOCAL_HOST =
            info("local-hostname-lookup", "The name of the host itself is looked up in DNS", Blame.CLIENT);
    private static final RuleInfo URL =
            info("url-equals-hashcode-lookup", "Comparing URLs resolves their hosts", Blame.APPLICATION);
    private static final RuleInfo PINNING =
            info("virtual-thread-pinning", "Lookups hold the carriers of virtual threads", Blame.APPLICATION, CARRYING);
    private static final RuleInfo STALL = info(
            "getaddrinfo-stall-without-dns",
            "Threads are inside lookups that send no query",
            Blame.NODE,
            DUMPS,
            MARGIN);

    private ThreadTraces() {}

    static List<Rule> list() {
        return List.of(
                new OneLook(TABLE, ThreadTraces::table),
                new OneLook(LOOP, ThreadTraces::eventLoop),
                new OneLook(LOCAL_HOST, ThreadTraces::localHost),
                new OneLook(URL, ThreadTraces::url),
                new OneLook(PINNING, ThreadTraces::pinning),
                new OneLook(STALL, ThreadTraces::stall));
    }

    private static RuleInfo info(String id, String title, Blame blame, Threshold... thresholds) {
        return new RuleInfo(
                id,
                title,
                blame,
                Set.of(Need.THREAD_DUMP),
                Set.of(Need.CAPTURE, Need.HOST_LOG),
                List.of(thresholds),
                List.of());
    }

    /** An amplifier where lookups were slow or failed, an observation otherwise. */
    private static Assessment amplifies(
            RuleInfo info, Facts facts, int threads, Evidence evidence, String summary, String why, String remedy) {
        boolean trouble = facts.lookups().total() == 0
                || facts.lookups().slow() + facts.lookups().failed() > 0;
        FindingDraft draft = new FindingDraft(info)
                .supports(evidence)
                .cost(new Impact(0, 0, 0, Duration.ZERO, threads))
                .is(trouble ? Severity.MINOR : Severity.INFO, trouble ? FindingRole.AMPLIFIER : FindingRole.OBSERVATION)
                .remedy(Remedy.of(remedy))
                .verify("for i in 1 2 3; do jstack -l PID > jstack-$i.txt; sleep 5; done");
        return Assessment.found(draft.finding(summary, why));
    }

    private static Evidence threads(Group group, String text) {
        return new Evidence.Threads(text, 0.75, group.file(), group.threads());
    }

    private static Assessment table(Facts facts) {
        return ResolvingGroups.largest(facts, g -> ResolvingGroups.has(g, "InetAddress.checkLookupTable"))
                .map(g -> amplifies(
                        TABLE,
                        facts,
                        g.count(),
                        threads(g, Phrases.count(g.count(), "thread") + " waited in InetAddress.checkLookupTable."),
                        Phrases.count(g.count(), "thread")
                                + " waited for the one table of lookups that this JDK 8 has for all names.",
                        "Before JDK-8049228 was brought to JDK 8, one table with one lock held the names that are being looked up: whoever waits for any of"
                                + " them is woken with all others.",
                        "Update to a JDK 8 of 2022 or later, or to 11 and newer."))
                .orElse(Assessment.CLEAR);
    }

    private static Assessment eventLoop(Facts facts) {
        Optional<Group> group = ResolvingGroups.largest(
                facts,
                g -> (ResolvingGroups.isInside(g) || g.kind().equals("same-host-wait"))
                        && g.threads().stream().anyMatch(t -> holds(t.name(), EVENT_LOOPS)));
        List<LogNote> notes = facts.evidence().notes(LogPhrase.EVENT_LOOP_BLOCKED);
        if (group.isEmpty()) {
            return Assessment.CLEAR;
        }
        Group g = group.get();
        Evidence evidence = notes.isEmpty()
                ? threads(
                        g,
                        "An event loop was inside a lookup: "
                                + g.threads().get(0).name() + ".")
                : TextEvidence.notes(
                        "The log tells of event loops that stood still, and a dump shows one inside a lookup.",
                        0.85,
                        notes);
        return amplifies(
                LOOP,
                facts,
                g.count(),
                evidence,
                "The event loop " + g.threads().get(0).name()
                        + " resolved a name by itself: everything on that loop stood still meanwhile.",
                "An event loop serves many connections and must not wait. Netty's default resolver calls InetAddress on the loop that connects; a slow"
                        + " lookup of one name then holds up all of its connections.",
                "Give the client a resolver that does not block (DnsAddressResolverGroup), or let another thread resolve.");
    }

    private static Assessment localHost(Facts facts) {
        return ResolvingGroups.largest(facts, g -> ResolvingGroups.has(g, "InetAddress.getLocalHost"))
                .map(g -> amplifies(
                        LOCAL_HOST,
                        facts,
                        g.count(),
                        threads(
                                g,
                                Phrases.count(g.count(), "thread")
                                        + " looked up the name of the host itself (InetAddress.getLocalHost)."),
                        Phrases.count(g.count(), "thread") + " looked up the host's own name in DNS.",
                        "InetAddress.getLocalHost resolves what gethostname says. Where /etc/hosts lacks it, that goes to DNS with every suffix, and again every"
                                + " five seconds; loggers and ID generators call it.",
                        "Put the host's name into /etc/hosts (hostAliases), and ask for it once."))
                .orElse(Assessment.CLEAR);
    }

    private static Assessment url(Facts facts) {
        return ResolvingGroups.largest(
                        facts,
                        g -> ResolvingGroups.has(
                                g,
                                "URLStreamHandler.hashCode",
                                "URLStreamHandler.hostsEqual",
                                "URL.hashCode",
                                "URL.equals"))
                .map(g -> amplifies(
                        URL,
                        facts,
                        g.count(),
                        threads(
                                g,
                                Phrases.count(g.count(), "thread")
                                        + " resolved a host to compare URLs (URL.hashCode, URL.equals)."),
                        Phrases.count(g.count(), "thread") + " resolved hosts because URLs were compared or hashed.",
                        "java.net.URL compares hosts by their addresses: each put into a map and each comparison is a lookup.",
                        "Use java.net.URI as the key."))
                .orElse(Assessment.CLEAR);
    }

    private static Assessment pinning(Facts facts) {
        DumpFacts most = null;
        for (DumpFacts dump : facts.dumps()) {
            most = most == null || dump.carriers().size() > most.carriers().size() ? dump : most;
        }
        if (most == null || most.carriers().size() < CARRYING.value()) {
            return Assessment.CLEAR;
        }
        List<Evidence.ThreadPlace> carriers = most.carriers();
        String file = most.dump().file();
        return amplifies(
                PINNING,
                facts,
                carriers.size(),
                new Evidence.Threads(
                        Phrases.count(carriers.size(), "carrier") + " of virtual threads were inside lookups.",
                        0.75,
                        file,
                        carriers.stream().limit(6).toList()),
                Phrases.count(carriers.size(), "carrier") + " of virtual threads were held by lookups.",
                "A lookup of the operating system cannot let go of its carrier. The JDK adds carriers up to"
                        + " jdk.virtualThreadScheduler.maxPoolSize (256); beyond that, virtual threads with other work"
                        + " wait.",
                "Resolve without blocking (InetAddressResolver of JDK 18 and later), or raise"
                        + " jdk.virtualThreadScheduler.maxPoolSize.");
    }

    /** The same threads inside a lookup in several dumps of the capture's time, while no lookup was open. */
    private static Assessment stall(Facts facts) {
        if (facts.capture().from().isEmpty() || facts.lookups().sampled()) {
            return Assessment.CLEAR;
        }
        List<Evidence.ThreadPlace> stuck = List.of();
        String file = "";
        int dumps = 0;
        for (DumpFacts dump : facts.dumps()) {
            Optional<Instant> time = dump.dump().time();
            boolean inside = time.filter(t -> !t.isBefore(facts.capture().from().get())
                            && !t.isAfter(facts.capture().to().orElseThrow()))
                    .isPresent();
            if (!inside || dump.resolving().isEmpty() || isOpen(facts, time.get())) {
                continue;
            }
            if (dumps++ > 0) {
                stuck = stuck(dump);
            }
            file = dump.dump().file();
        }
        if (dumps < DUMPS.value() || stuck.isEmpty()) {
            return Assessment.CLEAR;
        }
        FindingDraft draft = new FindingDraft(STALL)
                .supports(new Evidence.Threads(
                        Phrases.count(stuck.size(), "thread") + " was inside the same lookup in " + dumps
                                + " dumps, and the capture has no query of that time.",
                        0.5,
                        file,
                        stuck.stream().limit(6).toList()))
                .cost(new Impact(0, 0, 0, Duration.ZERO, stuck.size()))
                .is(Severity.MAJOR, FindingRole.ROOT)
                .remedy(Remedy.run(
                        "See where in the operating system they are.",
                        "jstack -m PID, or gdb -p PID -batch -ex 'thread apply all bt'"))
                .remedy(
                        Remedy.of(
                                "Ask DNS alone: hosts: files dns in nsswitch.conf; look at nscd, sssd, a full table of file descriptors, CPU throttling."))
                .verify("strace -f -e trace=network -p PID");
        return Assessment.found(draft.finding(
                Phrases.count(stuck.size(), "thread")
                        + " was inside a lookup for more than one dump, and sent no query that the capture shows.",
                "Before DNS the C library may ask nscd, sssd or mDNS, read /etc/hosts from a hung file system, or lack file descriptors. A capture of another"
                        + " pod, or queries on another way, look the same."));
    }

    /** The threads in the same lookup as in the dump before, as far as the dumps tell. */
    private static List<Evidence.ThreadPlace> stuck(DumpFacts dump) {
        return dump.since()
                .map(since -> Stream.concat(since.sameCalls().stream(), since.sameStacks().stream())
                        .filter(dump.resolving()::contains)
                        .toList())
                .orElse(List.of());
    }

    private static boolean isOpen(Facts facts, Instant time) {
        Duration margin = Duration.ofSeconds((long) MARGIN.value());
        for (Lookup lookup : facts.lookups().kept()) {
            boolean over = lookup.start().plus(lookup.felt()).plus(margin).isBefore(time);
            if (!over && !lookup.start().minus(margin).isAfter(time)) {
                return true;
            }
        }
        return false;
    }

    private static boolean holds(String name, String[] parts) {
        for (String part : parts) {
            if (name.contains(part)) {
                return true;
            }
        }
        return false;
    }
}
