package io.github.dnswhy.rules.builtin.answers;

import io.github.dnswhy.evidence.ResolvConf;
import io.github.dnswhy.facts.LookupFacts;
import io.github.dnswhy.facts.NameFacts;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.LookupStep;
import io.github.dnswhy.model.StepFate;
import io.github.dnswhy.rules.Facts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A zone whose names bring nothing but errors.
 *
 * @param zone the suffix that the names share, at least two labels
 * @param names the names of it that were asked, by queries descending
 * @param errors responses with an error for them
 * @param answered answered queries for them
 * @param zones how many such zones there are
 * @param healthy names outside of it, and outside the search list, that were answered without an error
 * @param healthyInside names under the search list that were
 */
record FailingZone(
        String zone, List<NameFacts> names, long errors, long answered, int zones, long healthy, long healthyInside) {
    /** Errors among the answers for a name that fails. */
    static final double FAILS = 0.9;

    private static final List<String> CLUSTER = List.of("cluster.local");

    /** How one server answered for the zone, in the lookups that were kept. */
    record Answers(long servfail, long other, List<Duration> after) {}

    /** The zones that fail, the one with most errors first. */
    static List<FailingZone> all(Facts facts) {
        Map<String, List<NameFacts>> failing = new TreeMap<>();
        List<String> search = search(facts);
        long outside = 0;
        long inside = 0;
        for (NameFacts name : facts.names()) {
            boolean fails = name.errors() > 0 && name.errors() >= FAILS * name.answered();
            if (fails) {
                failing.computeIfAbsent(lastLabels(name.name()), suffix -> new ArrayList<>())
                        .add(name);
            } else if (name.errors() == 0 && name.answered() > 0) {
                boolean local = search.stream().anyMatch(suffix -> isIn(name.name(), suffix));
                inside += local ? 1 : 0;
                outside += local ? 0 : 1;
            }
        }
        List<FailingZone> zones = new ArrayList<>();
        for (List<NameFacts> names : failing.values()) {
            long errors = names.stream().mapToLong(NameFacts::errors).sum();
            long answered = names.stream().mapToLong(NameFacts::answered).sum();
            zones.add(new FailingZone(shared(names), names, errors, answered, failing.size(), outside, inside));
        }
        zones.sort((a, b) -> Long.compare(b.errors, a.errors));
        return zones;
    }

    /** The suffixes that belong to the cluster or to the search list. */
    private static List<String> search(Facts facts) {
        List<String> all = new ArrayList<>(CLUSTER);
        facts.resolvConf().map(ResolvConf::search).ifPresent(all::addAll);
        return all;
    }

    /** Whether it is the cluster's own zone, or one of the search list. */
    boolean isLocal(Facts facts) {
        return search(facts).stream().anyMatch(suffix -> isIn(zone, suffix));
    }

    static boolean isIn(String name, String zone) {
        return name.equals(zone) || name.endsWith("." + zone);
    }

    boolean contains(String name) {
        return isIn(name, zone);
    }

    private static String lastLabels(String name) {
        int last = name.lastIndexOf('.');
        int second = last < 0 ? -1 : name.lastIndexOf('.', last - 1);
        return name.substring(second + 1);
    }

    /** The longest suffix that all these names share. */
    private static String shared(List<NameFacts> names) {
        String shared = names.get(0).name();
        for (NameFacts name : names) {
            while (!isIn(name.name(), shared)) {
                shared = shared.substring(shared.indexOf('.') + 1);
            }
        }
        return shared;
    }

    /** What each server said for the zone's names, by address. */
    Map<IpAddress, Answers> byServer(Facts facts) {
        Map<IpAddress, Answers> servers = new TreeMap<>();
        Map<IpAddress, long[]> counts = new HashMap<>();
        Map<IpAddress, List<Duration>> after = new HashMap<>();
        Set<IpAddress> seen = new TreeSet<>();
        for (Lookup lookup : facts.lookups().kept()) {
            for (LookupStep step : lookup.steps()) {
                if (step.rcode().isEmpty() || !contains(step.name())) {
                    continue;
                }
                seen.add(step.server());
                long[] count = counts.computeIfAbsent(step.server(), server -> new long[2]);
                boolean servfail = step.fate() == StepFate.ERROR
                        && step.rcode().filter("SERVFAIL"::equals).isPresent();
                count[servfail ? 0 : 1]++;
                if (servfail) {
                    after.computeIfAbsent(step.server(), server -> new ArrayList<>())
                            .add(step.duration());
                }
            }
        }
        for (IpAddress server : seen) {
            List<Duration> durations = after.getOrDefault(server, List.of());
            servers.put(
                    server,
                    new Answers(
                            counts.get(server)[0],
                            counts.get(server)[1],
                            durations.stream().sorted().toList()));
        }
        return servers;
    }

    /** Lookups for names of the zone among those that were kept. */
    List<Lookup> lookups(Facts facts) {
        return facts.lookups().kept().stream()
                .filter(lookup -> contains(lookup.name()))
                .toList();
    }

    /** Failed lookups for names of the zone; estimated from the kept ones when those are a sample. */
    long failedLookups(Facts facts) {
        LookupFacts l = facts.lookups();
        long all =
                l.failedNames().stream().mapToLong(LookupFacts.NameCount::count).sum();
        long here = l.failedNames().stream()
                .filter(name -> contains(name.name()))
                .mapToLong(LookupFacts.NameCount::count)
                .sum();
        return all == 0 ? 0 : Math.round((double) l.failed() * here / all);
    }
}
