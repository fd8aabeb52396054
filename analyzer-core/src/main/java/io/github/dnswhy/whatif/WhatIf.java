package io.github.dnswhy.whatif;

import io.github.dnswhy.evidence.ResolvConf;
import io.github.dnswhy.facts.LookupFacts;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.StopGap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Computes what other settings of the resolver would have changed. */
public final class WhatIf {
    /** The replay of a lookup as it was must give what was measured: so much, or one part in {@link #PART}. */
    private static final long OFF_NANOS = 20_000_000L;

    private static final int PART = 20;

    /** Of a hundred lookups of a client that waited so many must be reproduced; otherwise its resolver is not the model's. */
    private static final int REPRODUCED_PERCENT = 90;

    /** Of so many lookups is learned what servers answered when. */
    private static final int LOOKUPS_AT_MOST = 4_000;

    /** So many of them are replayed, the longest first; more would tell nothing new. */
    private static final int REPLAYED_AT_MOST = 2_000;

    /** A setting matters when it takes away so many per cent of what was felt, or of the slow or the failed lookups. */
    private static final int MATTERS_PERCENT = 10;

    private static final Comparator<Recording> BY_START = Comparator.comparingLong(Recording::startNanos)
            .thenComparing(recording -> recording.lookup().id());

    private static final long SECOND = 1_000_000_000L;
    private static final int[] CACHE_SECONDS = {30, 300};

    /** A lookup that the model reproduces, with the rules it was made under. */
    private record Subject(Recording recording, ResolverRules rules, Replay.Beginning beginning) {}

    private final long slowNanos;
    private final long considered;
    private final boolean complete;
    private final Duration felt;
    private final SeenAnswers seen;
    private final List<Subject> subjects = new ArrayList<>();

    private WhatIf(LookupFacts lookups, Optional<ResolvConf> conf) {
        slowNanos = lookups.slowThreshold().toNanos();
        List<Lookup> kept = lookups.kept();
        kept = kept.subList(0, Math.min(LOOKUPS_AT_MOST, kept.size()));
        List<Lookup> longest = kept.subList(0, Math.min(REPLAYED_AT_MOST, kept.size()));
        considered = longest.size();
        complete = !lookups.sampled() && longest.size() == lookups.kept().size();
        Duration sum = Duration.ZERO;
        for (Lookup lookup : longest) {
            sum = sum.plus(lookup.felt());
        }
        felt = sum;
        List<Recording> recordings = new ArrayList<>();
        kept.forEach(lookup -> Recording.of(lookup).ifPresent(recordings::add));
        recordings.sort(BY_START);
        seen = new SeenAnswers(recordings);
        List<Recording> replayed = new ArrayList<>();
        longest.forEach(lookup -> Recording.of(lookup).ifPresent(replayed::add));
        replayed.sort(BY_START);
        Map<IpAddress, List<Recording>> byClient = new LinkedHashMap<>();
        for (Recording recording : replayed) {
            byClient.computeIfAbsent(recording.lookup().client(), c -> new ArrayList<>())
                    .add(recording);
        }
        byClient.values().forEach(own -> takeReproduced(own, conf));
    }

    /**
     * Computes what other settings would have changed.
     *
     * @param lookups the lookups; of these the kept ones are replayed
     * @param conf the resolv.conf of the application; without one, the defaults of glibc with what the lookups show
     * @param jvm whether the clients are known to be Java virtual machines
     * @return the settings that would have made something better and nothing worse, by what they would have spared, then in the order
     *     in which they are usually tried; only those under which at least half of the felt time can be computed
     */
    public static List<StopGap> of(LookupFacts lookups, Optional<ResolvConf> conf, boolean jvm) {
        WhatIf whatIf = new WhatIf(lookups, conf);
        List<StopGap> effects = new ArrayList<>();
        if (!whatIf.subjects.isEmpty()) {
            whatIf.resolverSettings(effects);
            if (jvm) {
                whatIf.cacheSettings(effects);
            }
        }
        Duration half = whatIf.felt.dividedBy(2);
        effects.removeIf(effect -> effect.before().felt().compareTo(half) < 0 || !matters(effect));
        effects.sort(Comparator.comparingLong((StopGap effect) ->
                        effect.after().failed() - effect.before().failed())
                .thenComparing(
                        effect -> effect.after().felt().minus(effect.before().felt())));
        return effects;
    }

    /** Of one client, those lookups whose replay gives what was measured. */
    private void takeReproduced(List<Recording> own, Optional<ResolvConf> conf) {
        ResolverRules rules = conf.map(ResolverRules::of).orElseGet(() -> ResolverRules.seen(own));
        List<Subject> reproduced = new ArrayList<>();
        int waiting = 0;
        int waitingReproduced = 0;
        for (Recording recording : own) {
            Optional<Replay.Beginning> beginning = beginning(recording, rules, seen);
            if (recording.hasTimeout()) {
                waiting++;
                waitingReproduced += beginning.isPresent() ? 1 : 0;
            }
            beginning.ifPresent(b -> reproduced.add(new Subject(recording, rules, b)));
        }
        if (waitingReproduced * 100L >= (long) waiting * REPRODUCED_PERCENT) {
            subjects.addAll(reproduced);
        }
    }

    /** From what beginning the replay of a lookup as it was gives what was measured; empty when from none. */
    static Optional<Replay.Beginning> beginning(Recording recording, ResolverRules rules, SeenAnswers seen) {
        int first = Math.max(0, rules.servers().indexOf(recording.firstServer()));
        for (int mode = 0; mode < Replay.MODES; mode++) {
            Replay.Beginning beginning = new Replay.Beginning(first, mode);
            Optional<Replay.Outcome> same = Replay.of(recording, rules, seen, beginning);
            if (same.isPresent()
                    && same.get().failed() == recording.isFailed()
                    && Math.abs(same.get().felt() - recording.felt()) <= Math.max(OFF_NANOS, recording.felt() / PART)) {
                return Optional.of(beginning);
            }
        }
        return Optional.empty();
    }

    private void resolverSettings(List<StopGap> effects) {
        ResolverRules now = subjects.get(0).rules();
        List<IpAddress> servers = now.servers();
        if (now.timeoutSeconds() > 1) {
            add(effects, "timeout-1-attempts-2", "options timeout:1 attempts:2", r -> r.withTimeout(1, 2));
            add(effects, "timeout-1-attempts-3", "options timeout:1 attempts:3", r -> r.withTimeout(1, 3));
        }
        if (servers.size() > 1) {
            IpAddress first = servers.get(0);
            add(effects, "first-nameserver-last", "nameserver " + first + " as the last one", r -> last(r, first));
            add(effects, "without-first-nameserver", "no nameserver " + first, r -> without(r, first));
            if (!now.rotate()) {
                add(effects, "rotate", "options rotate", ResolverRules::rotated);
            }
        }
        if (!now.serial() && seen.pairsAreLost()) {
            add(effects, "single-request-reopen", "options single-request-reopen", ResolverRules::oneByOne);
        }
        for (int ndots = 2; ndots >= 1; ndots--) {
            int dots = ndots;
            if (now.ndots() > dots) {
                add(effects, "ndots-" + dots, "options ndots:" + dots, r -> r.withNdots(dots));
            }
        }
        add(effects, "final-dot", "a final dot after names outside the search list", ResolverRules::withDots);
    }

    private static ResolverRules last(ResolverRules rules, IpAddress server) {
        List<IpAddress> servers = new ArrayList<>(rules.servers());
        return servers.remove(server) && servers.add(server) ? rules.withServers(servers) : rules;
    }

    private static ResolverRules without(ResolverRules rules, IpAddress server) {
        List<IpAddress> servers = new ArrayList<>(rules.servers());
        return servers.remove(server) ? rules.withServers(servers) : rules;
    }

    private void add(List<StopGap> effects, String id, String setting, UnaryOperator<ResolverRules> change) {
        Tally before = new Tally(slowNanos);
        Tally after = new Tally(slowNanos);
        int turn = 0;
        for (Subject subject : subjects) {
            ResolverRules rules = change.apply(subject.rules());
            Replay.Beginning own = subject.beginning();
            Replay.Beginning beginning = subject.rules().rotate() ? own : new Replay.Beginning(turn++, own.mode());
            Optional<Replay.Outcome> replayed = Replay.of(subject.recording(), rules, seen, beginning);
            if (replayed.isPresent()) {
                before.add(subject.recording().felt(), subject.recording().isFailed());
                after.add(replayed.get().felt(), replayed.get().failed());
            }
        }
        effects.add(effect(id, setting, before, after));
    }

    private void cacheSettings(List<StopGap> effects) {
        List<Recording> recordings = subjects.stream().map(Subject::recording).toList();
        long gap = complete && recordings.size() == considered ? JvmCache.shortestGap(recordings) : 0;
        for (int seconds : CACHE_SECONDS) {
            if (gap == 0 || gap >= seconds * SECOND) {
                continue;
            }
            boolean[] served = JvmCache.served(recordings, seconds * SECOND);
            Tally before = new Tally(slowNanos);
            Tally after = new Tally(slowNanos);
            for (int i = 0; i < served.length; i++) {
                Recording recording = recordings.get(i);
                before.add(recording.felt(), recording.isFailed());
                after.add(served[i] ? 0 : recording.felt(), !served[i] && recording.isFailed());
            }
            effects.add(effect(
                    "jvm-cache-ttl-" + seconds, "networkaddress.cache.ttl=" + seconds + " (JVM)", before, after));
        }
    }

    private StopGap effect(String id, String setting, Tally before, Tally after) {
        return new StopGap(id, setting, before.count(), considered - before.count(), before.figures(), after.figures());
    }

    private static boolean matters(StopGap effect) {
        StopGap.Figures before = effect.before();
        StopGap.Figures after = effect.after();
        boolean anyTrouble = before.slow() > 0 || before.failed() > 0;
        boolean worse = after.failed() > before.failed() || after.slow() > before.slow();
        return anyTrouble
                && !worse
                && (less(after.slow(), before.slow())
                        || less(after.failed(), before.failed())
                        || less(after.felt().toMillis(), before.felt().toMillis()));
    }

    private static boolean less(long after, long before) {
        return after * 100 <= before * (100 - MATTERS_PERCENT) && after < before;
    }
}
