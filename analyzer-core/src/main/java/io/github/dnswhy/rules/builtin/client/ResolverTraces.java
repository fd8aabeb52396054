package io.github.dnswhy.rules.builtin.client;

import io.github.dnswhy.evidence.AppLog;
import io.github.dnswhy.evidence.LogNote;
import io.github.dnswhy.evidence.LogPhrase;
import io.github.dnswhy.evidence.PodDescription;
import io.github.dnswhy.evidence.ResolvConf;
import io.github.dnswhy.model.Blame;
import io.github.dnswhy.model.Evidence;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.LookupOutcome;
import io.github.dnswhy.model.Remedy;
import io.github.dnswhy.model.Severity;
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
import io.github.dnswhy.rules.builtin.grounds.WireEvidence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What configuration and logs tell of the client's resolver: limits, caches, the resolvers that are not the operating system's. */
final class ResolverTraces {
    /** glibc before 2.26 used six suffixes; later ones and musl have no such bound, but a bound on the line. */
    private static final int OLD_SUFFIXES = 6;

    private static final Threshold NAMESERVERS =
            new Threshold("nameservers", ResolvConf.MOST_NAMESERVERS, "count", "MAXNS of glibc and musl");
    private static final Threshold SUFFIXES =
            new Threshold("suffixes", OLD_SUFFIXES, "count", "MAXDNSRCH of glibc before 2.26");
    private static final Threshold AGAIN =
            new Threshold("gapS", 1, "s", "the shortest memory that a cache can be set to; the JVM's default is 30 s");
    private static final Threshold OFTEN = new Threshold("lookupsOfOneName", 30, "count", "by one client; judgement");
    private static final Threshold BARE =
            new Threshold("bareFailures", 3, "count", "without the resolver's text; judgement");

    private static final RuleInfo LIMITS = info(
            "resolvconf-limits",
            "Nameservers or suffixes of resolv.conf are not used",
            Blame.CLIENT,
            Set.of(),
            NAMESERVERS,
            SUFFIXES);
    private static final RuleInfo UNCACHED = info(
            "jvm-cache-disabled",
            "The JVM does not remember addresses",
            Blame.APPLICATION,
            Set.of(Need.CAPTURE),
            AGAIN,
            OFTEN);
    private static final RuleInfo NEGATIVE = info(
            "jvm-negative-cache-prolongs", "The JVM remembers failed lookups", Blame.JVM, Set.of(Need.APP_LOG), BARE);
    private static final RuleInfo RESOLVED = info(
            "systemd-resolved-degraded",
            "systemd-resolved talks to its servers with fewer features",
            Blame.NODE,
            Set.of(Need.HOST_LOG));
    private static final RuleInfo NETTY =
            info("netty-resolver-timeout", "Netty's resolver waited in vain", Blame.NETWORK, Set.of(Need.HOST_LOG));
    private static final RuleInfo JNDI =
            info("jndi-dns-backoff", "JNDI's DNS provider waited in vain", Blame.NETWORK, Set.of());
    private static final RuleInfo DNSJAVA =
            info("dnsjava-timeouts", "Threads wait for dnsjava", Blame.NETWORK, Set.of(Need.THREAD_DUMP));

    private ResolverTraces() {}

    static List<Rule> list() {
        return List.of(
                new OneLook(LIMITS, ResolverTraces::limits),
                new OneLook(UNCACHED, ResolverTraces::uncached),
                new OneLook(NEGATIVE, ResolverTraces::negative),
                new OneLook(NETTY, ResolverTraces::netty),
                new OneLook(JNDI, ResolverTraces::jndi),
                new OneLook(DNSJAVA, ResolverTraces::dnsjava),
                new OneLook(RESOLVED, ResolverTraces::resolved));
    }

    private static RuleInfo info(String id, String title, Blame blame, Set<Need> required, Threshold... thresholds) {
        return new RuleInfo(id, title, blame, required, Set.of(), List.of(thresholds), List.of());
    }

    private static Assessment limits(Facts facts) {
        FindingDraft draft = new FindingDraft(LIMITS);
        for (ResolvConf conf : facts.evidence().resolvConfs()) {
            if (conf.nameservers().size() > ResolvConf.MOST_NAMESERVERS) {
                ResolvConf.Nameserver fourth = conf.nameservers().get(ResolvConf.MOST_NAMESERVERS);
                draft.supports(TextEvidence.line(
                        "Of " + conf.nameservers().size() + " nameservers only the first three are used.",
                        0.8,
                        conf.file(),
                        fourth.line(),
                        "nameserver " + fourth.address()));
            }
            if (conf.search().size() > OLD_SUFFIXES) {
                draft.supports(TextEvidence.line(
                        "Of " + conf.search().size() + " suffixes old resolvers use six.",
                        0.5,
                        conf.file(),
                        conf.searchLine(),
                        "search"));
            }
        }
        for (PodDescription pod : facts.evidence().podDescriptions()) {
            pod.events("DNSConfigForming").stream()
                    .findFirst()
                    .ifPresent(event -> draft.supports(TextEvidence.line(
                            "The kubelet left out entries for " + pod.name() + ".",
                            0.8,
                            pod.file(),
                            event.line(),
                            event.message())));
        }
        List<LogNote> notes = facts.evidence().notes(LogPhrase.RESOLV_CONF_LIMITS);
        if (!notes.isEmpty()) {
            draft.supports(TextEvidence.notes("The kubelet left out nameservers or suffixes.", 0.8, notes));
        }
        if (draft.confidence() == 0) {
            return Assessment.CLEAR;
        }
        draft.is(Severity.INFO, FindingRole.OBSERVATION)
                .remedy(
                        Remedy.of(
                                "Shorten the node's resolv.conf (kubelet resolvConf) or the pod's dnsConfig to three nameservers and six suffixes."))
                .verify("kubectl exec POD -- cat /etc/resolv.conf");
        return Assessment.found(draft.finding(
                "resolv.conf names more nameservers or suffixes than resolvers use.",
                "glibc and musl use three nameservers, glibc before 2.26 six suffixes; the kubelet leaves out what exceeds these. What is left out is never"
                        + " asked, which shows when the first three fail."));
    }

    private static Assessment uncached(Facts facts) {
        if (facts.lookups().sampled()) {
            return Assessment.CLEAR;
        }
        Map<String, List<Lookup>> byQuestion = new HashMap<>();
        for (Lookup lookup : facts.lookups().kept()) {
            if (lookup.outcome() == LookupOutcome.RESOLVED) {
                byQuestion
                        .computeIfAbsent(lookup.client() + " " + lookup.name(), q -> new ArrayList<>())
                        .add(lookup);
            }
        }
        List<Lookup> most = List.of();
        for (List<Lookup> same : byQuestion.values()) {
            if (same.size() >= OFTEN.value() && same.size() > most.size() && isRapid(same)) {
                most = same;
            }
        }
        if (most.isEmpty()) {
            return Assessment.CLEAR;
        }
        Lookup first = most.get(0);
        FindingDraft draft = new FindingDraft(UNCACHED)
                .supports(new WireEvidence(facts)
                        .lookups(
                                first.client() + " looked up " + first.name() + " " + most.size()
                                        + " times, half of them within " + Phrases.time(median(most))
                                        + " of the one before.",
                                0.55,
                                most))
                .names(List.of(first.name()))
                .is(Severity.INFO, FindingRole.OBSERVATION)
                .remedy(
                        Remedy.of(
                                "Let the JVM remember for some seconds: networkaddress.cache.ttl=5 to 30; from JDK 21 on networkaddress.cache.stale.ttl too."))
                .verify("jcmd PID VM.system_properties | grep -e sun.net.inetaddr.ttl");
        return Assessment.found(draft.finding(
                first.client() + " looks up " + first.name() + " again and again, " + most.size()
                        + " times: its resolver remembers nothing.",
                "With networkaddress.cache.ttl=0 every connection costs a lookup, and every trouble of DNS is felt at once. A resolver of another library in the"
                        + " process, or another program, looks the same on the wire."));
    }

    private static boolean isRapid(List<Lookup> lookups) {
        return median(lookups).compareTo(Duration.ofSeconds((long) AGAIN.value())) < 0;
    }

    private static Duration median(List<Lookup> lookups) {
        List<Lookup> sorted = new ArrayList<>(lookups);
        sorted.sort(Comparator.comparing(Lookup::start));
        List<Duration> gaps = new ArrayList<>();
        for (int i = 1; i < sorted.size(); i++) {
            gaps.add(Duration.between(sorted.get(i - 1).start(), sorted.get(i).start()));
        }
        gaps.sort(null);
        return gaps.get(gaps.size() / 2);
    }

    private static Assessment negative(Facts facts) {
        for (AppLog log : facts.evidence().appLogs()) {
            for (AppLog.FailureCount bare : log.failureCounts()) {
                Optional<AppLog.FailureCount> leader = log.failureCounts().stream()
                        .filter(f -> f.host().equals(bare.host()) && f.kind() == AppLog.FailureText.TEMPORARY)
                        .findFirst();
                if (bare.kind() == AppLog.FailureText.BARE && bare.count() >= BARE.value() && leader.isPresent()) {
                    FindingDraft draft = new FindingDraft(NEGATIVE)
                            .supports(new Evidence.Lines(
                                    "After a lookup of " + bare.host() + " had failed, " + bare.count()
                                            + " more failures came without the resolver's text: from the JVM's memory, or behind another thread's lookup.",
                                    0.6,
                                    log.file(),
                                    List.of(
                                            new Evidence.Line(
                                                    leader.get().firstLine(),
                                                    leader.get().host() + ": Temporary failure"),
                                            new Evidence.Line(bare.firstLine(), bare.host()))))
                            .names(List.of(bare.host()))
                            .is(Severity.MINOR, FindingRole.AMPLIFIER)
                            .remedy(
                                    Remedy.of(
                                            "Forget failures sooner: -Dsun.net.inetaddr.negative.ttl=0 to 2, with back-off in the application."))
                            .verify("grep -c UnknownHostException LOG");
                    return Assessment.found(draft.finding(
                            "The JVM remembered that " + bare.host() + " could not be resolved and failed "
                                    + bare.count() + " more times.",
                            "networkaddress.cache.negative.ttl is 10 s by default and holds for timeouts too: one lookup that failed makes all others of that"
                                    + " name fail for ten seconds, without a query."));
                }
            }
        }
        return Assessment.CLEAR;
    }

    private static Assessment netty(Facts facts) {
        return noted(
                NETTY,
                facts.evidence().notes(LogPhrase.NETTY_TIMEOUT),
                "Netty's resolver gave up on queries",
                "Netty's resolver asks each server once, waits 5 s for each (or resolv.conf's timeout), ignores ICMP errors, and is not seen in thread dumps."
                        + " It is who noticed the fault, not the fault.",
                "Shorten queryTimeoutMillis, and let it open a channel for each resolution (DnsNameResolverChannelStrategy.ChannelPerResolution).");
    }

    private static Assessment jndi(Facts facts) {
        List<LogNote> notes = facts.evidence().notes(LogPhrase.JNDI_FAILED);
        Optional<Evidence> threads = ResolvingGroups.evidence(
                facts, "JNDI's DNS provider", 0.5, g -> g.kind().equals("jndi"));
        if (notes.isEmpty() && threads.isPresent()) {
            return observed(
                    JNDI,
                    threads.get(),
                    "Threads wait for JNDI's DNS provider",
                    "It waits 1, 2, 4 and 8 s for each query, 15 s in all, with a lock for each context. It is who noticed the fault, not the fault.",
                    "Set com.sun.jndi.dns.timeout.initial and com.sun.jndi.dns.timeout.retries.");
        }
        return noted(
                JNDI,
                notes,
                "JNDI's DNS provider failed",
                "It waits 1, 2, 4 and 8 s for each query, 15 s in all, with a lock for each context. It is who noticed the fault, not the fault.",
                "Set com.sun.jndi.dns.timeout.initial and com.sun.jndi.dns.timeout.retries.");
    }

    private static Assessment dnsjava(Facts facts) {
        return ResolvingGroups.evidence(facts, "dnsjava", 0.6, g -> g.kind().equals("dnsjava"))
                .map(threads -> observed(
                        DNSJAVA,
                        threads,
                        "Threads wait for dnsjava",
                        "dnsjava waits 5 s for each server and 10 s in all, with caches of its own beside the JVM's. It is who noticed the fault, not the fault.",
                        "Set a timeout: Lookup.getDefaultResolver().setTimeout(Duration.ofSeconds(2))."))
                .orElse(Assessment.CLEAR);
    }

    private static Assessment resolved(Facts facts) {
        List<LogNote> notes = facts.evidence().notes(LogPhrase.RESOLVED_DEGRADED);
        return noted(
                RESOLVED,
                notes,
                "systemd-resolved lost answers and asks with fewer features",
                "After losses it drops EDNS, then UDP, retries every 5 s for up to two minutes, and after a while tries the full set again: failures come in"
                        + " waves. It matters where pods or the cluster DNS ask the host's stub.",
                "Run resolvectl reset-server-features; set DNSSEC=no; let containers ask the servers themselves.");
    }

    private static Assessment noted(RuleInfo info, List<LogNote> notes, String what, String why, String remedy) {
        return notes.isEmpty()
                ? Assessment.CLEAR
                : observed(
                        info,
                        TextEvidence.notes(what + " (" + Phrases.count(notes.size(), "line") + ").", 0.7, notes),
                        what + " (" + Phrases.count(notes.size(), "line") + ")",
                        why,
                        remedy);
    }

    private static Assessment observed(RuleInfo info, Evidence evidence, String what, String why, String remedy) {
        return Assessment.found(new FindingDraft(info)
                .supports(evidence)
                .is(Severity.INFO, FindingRole.OBSERVATION)
                .remedy(Remedy.of(remedy))
                .verify("dnswhy show lookups CAPTURE")
                .finding(what + ".", why));
    }
}
