package io.github.dnswhy.rules.builtin.grounds;

import io.github.dnswhy.facts.AnswerFacts;
import io.github.dnswhy.facts.FrameReference;
import io.github.dnswhy.facts.NameFacts;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.rules.Facts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How the names of one zone were answered.
 *
 * @param zone the zone, as {@link AnswerFacts#zoneOf} draws it
 * @param local whether it is a zone of the cluster, answered without an upstream
 * @param answered answered transactions for its names
 * @param unanswered unanswered ones
 * @param slow answers that took {@value AnswerFacts#SLOW_MILLIS} ms or more, errors left out
 * @param slowStepped those of them that came after 2, 4 or 6 s
 * @param slowMean how long slow answers took on average
 * @param errors responses with an error, by RCODE
 * @param stepped errors after 2, 4 or 6 s
 * @param quickErrors errors within {@value AnswerFacts#FAST_MILLIS} ms
 * @param names the names, those asked most first
 * @param servers who was slow or erred
 * @param slowFrames a few of the slow answers
 * @param errorFrames a few of the errors
 */
public record ZoneAnswers(
        String zone,
        boolean local,
        long answered,
        long unanswered,
        long slow,
        long slowStepped,
        Duration slowMean,
        Map<String, Long> errors,
        long stepped,
        long quickErrors,
        List<NameFacts> names,
        List<IpAddress> servers,
        List<FrameReference> slowFrames,
        List<FrameReference> errorFrames) {
    /** Copies the collections. */
    public ZoneAnswers {
        errors = Map.copyOf(errors);
        names = List.copyOf(names);
        servers = List.copyOf(servers);
        slowFrames = List.copyOf(slowFrames);
        errorFrames = List.copyOf(errorFrames);
    }

    /** All zones by name. Names of a search walk that do not exist count like the others: their servers answered. */
    public static List<ZoneAnswers> all(Facts facts) {
        return facts.derived(Zones.class, ZoneAnswers::derive).all();
    }

    private record Zones(List<ZoneAnswers> all) {}

    private static Zones derive(Facts facts) {
        Map<String, List<NameFacts>> names = new TreeMap<>();
        for (NameFacts name : facts.names()) {
            names.computeIfAbsent(AnswerFacts.zoneOf(name.name()), zone -> new ArrayList<>())
                    .add(name);
        }
        Map<String, List<AnswerFacts>> odd = new HashMap<>();
        for (AnswerFacts answers : facts.wire().answers()) {
            odd.computeIfAbsent(answers.zone(), zone -> new ArrayList<>()).add(answers);
        }
        ClusterDomain cluster = ClusterDomain.of(facts);
        List<ZoneAnswers> zones = new ArrayList<>();
        names.forEach((zone, of) -> zones.add(of(zone, isLocal(of, cluster), of, odd.getOrDefault(zone, List.of()))));
        return new Zones(List.copyOf(zones));
    }

    private static ZoneAnswers of(String zone, boolean local, List<NameFacts> names, List<AnswerFacts> odd) {
        long stepped = 0;
        long quick = 0;
        Map<String, Long> errors = new TreeMap<>();
        TreeSet<IpAddress> servers = new TreeSet<>();
        TreeSet<FrameReference> errorFrames = new TreeSet<>();
        for (AnswerFacts a : odd) {
            switch (a.kind()) {
                case SLOW -> servers.add(a.server());
                case ERROR -> {
                    servers.add(a.server());
                    errors.merge(a.rcode(), a.count(), Long::sum);
                    stepped += a.stepped();
                    quick += a.fast();
                    errorFrames.addAll(a.frames());
                }
                case TTL_ZERO, ALIASES -> {
                    // neither slow nor wrong
                }
            }
        }
        SlowSum slow = SlowSum.of(odd);
        return new ZoneAnswers(
                zone,
                local,
                names.stream().mapToLong(NameFacts::answered).sum(),
                names.stream().mapToLong(NameFacts::unanswered).sum(),
                slow.count(),
                slow.stepped(),
                slow.mean(),
                errors,
                stepped,
                quick,
                names,
                List.copyOf(servers),
                slow.frames(),
                List.copyOf(errorFrames));
    }

    /** A zone may hold the cluster's domain beside others, as that of a company does: what was asked more decides. */
    private static boolean isLocal(List<NameFacts> names, ClusterDomain cluster) {
        long inside = 0;
        long outside = 0;
        for (NameFacts name : names) {
            boolean local = cluster.contains(name.name());
            inside += local ? name.attempts() : 0;
            outside += local ? 0 : name.attempts();
        }
        return inside > outside;
    }

    /** The share of answers that were slow, 0..1. */
    public double slowShare() {
        return answered == 0 ? 0 : Math.min(1, (double) slow / answered);
    }

    /** Responses with an error of any kind. */
    public long allErrors() {
        return errors.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Responses with one error. */
    public long errors(String rcode) {
        return errors.getOrDefault(rcode, 0L);
    }

    /** Whether a name lies in one of these zones. */
    public static boolean isIn(String name, List<ZoneAnswers> zones) {
        String zone = AnswerFacts.zoneOf(name);
        return zones.stream().anyMatch(z -> z.zone().equals(zone));
    }
}
