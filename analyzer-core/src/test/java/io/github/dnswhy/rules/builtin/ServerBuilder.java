package io.github.dnswhy.rules.builtin;

import io.github.dnswhy.facts.FrameReference;
import io.github.dnswhy.facts.ServerFacts;
import io.github.dnswhy.facts.ServerFacts.Losses;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Percentiles;
import io.github.dnswhy.model.ServerRole;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A server that answers everything until told otherwise. */
final class ServerBuilder {
    private final IpAddress address;
    private ServerRole role = ServerRole.CLUSTER_SERVICE;
    private long asked = 400;
    private long answered = 400;
    private long answeredAaaa = -1;
    private long refused;
    private Losses losses = Losses.NONE;
    private long losingA;
    private long losingAaaa;
    private long slow;
    private Duration waited = Duration.ZERO;
    private final Map<String, Long> rcodes = new HashMap<>();

    private ServerBuilder(IpAddress address) {
        this.address = address;
    }

    static ServerBuilder at(String address) {
        return new ServerBuilder(IpAddress.parse(address).orElseThrow());
    }

    ServerBuilder role(ServerRole newRole) {
        role = newRole;
        return this;
    }

    ServerBuilder asked(long queries, long answers) {
        asked = queries;
        answered = answers;
        return this;
    }

    ServerBuilder answeredAaaa(long count) {
        answeredAaaa = count;
        return this;
    }

    ServerBuilder refused(long rounds) {
        refused = rounds;
        return this;
    }

    ServerBuilder losses(Losses lost, long a, long aaaa) {
        losses = lost;
        losingA = a;
        losingAaaa = aaaa;
        return this;
    }

    ServerBuilder cost(long slowLookups, Duration time) {
        slow = slowLookups;
        waited = time;
        return this;
    }

    ServerBuilder rcode(String rcode, long count) {
        rcodes.put(rcode, count);
        return this;
    }

    ServerFacts build() {
        long half = asked / 2;
        long aaaa = answeredAaaa >= 0 ? answeredAaaa : answered / 2;
        List<FrameReference> lost =
                losses.lost() > 0 ? List.of(new FrameReference(0, 12), new FrameReference(0, 40)) : List.of();
        Duration p50 = Duration.ofMillis(1);
        return new ServerFacts(
                address,
                role,
                false,
                new ServerFacts.Transactions(
                        asked + losses.lost(),
                        asked + losses.lost(),
                        asked,
                        answered,
                        asked - answered,
                        0,
                        0,
                        0,
                        0,
                        0,
                        half,
                        answered - aaaa,
                        asked - half,
                        aaaa),
                rcodes,
                answered > 0 ? Optional.of(new Percentiles(p50, p50, p50, p50, p50)) : Optional.empty(),
                IncidentBuilder.START,
                IncidentBuilder.START.plusSeconds(60),
                Optional.of(IncidentBuilder.START),
                Optional.of(IncidentBuilder.START.plusSeconds(60)),
                Duration.ZERO,
                new ServerFacts.Rounds(
                        100,
                        asked / 2,
                        answered / 2,
                        (asked - answered) / 2,
                        refused,
                        losses.parallel(),
                        losingA,
                        losingAaaa,
                        losses.wholeLost(),
                        losses.repeated() - losses.repeatedLost(),
                        waited,
                        Duration.ofMillis(200),
                        0,
                        Duration.ZERO,
                        slow,
                        slow,
                        0),
                losses,
                lost,
                List.of(),
                List.of(),
                lost);
    }
}
