package io.github.dnswhy.rules.builtin.grounds;

import io.github.dnswhy.facts.ServerFacts;
import io.github.dnswhy.model.Impact;
import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.LookupStep;
import io.github.dnswhy.model.Severity;
import io.github.dnswhy.rules.Facts;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a cause cost, and how bad that makes it: {@link #waitingFor} and {@link #erring} sum what lookups lost at servers,
 * {@link #severity} lowers the ceiling of a cause (its class in the catalogue) to what it really did.
 */
public final class Cost {
    /** A fault that touches fewer lookups than this share is a matter of now and then. */
    private static final double FEW = 0.01;

    private Cost() {}

    /** What lookups lost waiting for answers that did not come from these servers. */
    public static Impact waitingFor(List<ServerFacts> servers, Facts facts) {
        return sum(servers, facts, false);
    }

    /** What lookups lost at these servers waiting in vain, or for errors. */
    public static Impact erring(List<ServerFacts> servers, Facts facts) {
        return sum(servers, facts, true);
    }

    private static Impact sum(List<ServerFacts> servers, Facts facts, boolean errors) {
        long lookups = 0;
        long slow = 0;
        long failed = 0;
        Duration waited = Duration.ZERO;
        for (ServerFacts server : servers) {
            ServerFacts.Rounds rounds = server.rounds();
            lookups = Math.max(lookups, errors ? rounds.lookupsFirst() : rounds.lookupsWaiting());
            slow += rounds.slowLookups();
            failed += rounds.failedLookups();
            waited = waited.plus(rounds.waited()).plus(errors ? rounds.erring() : Duration.ZERO);
        }
        return new Impact(Math.max(lookups, Math.max(slow, failed)), slow, failed, waited, ThreadEvidence.most(facts));
    }

    /** What the kept lookups lost of which a step is concerned; time is that of these steps. */
    public static Impact ofSteps(Facts facts, Predicate<LookupStep> concerned) {
        long lookups = 0;
        long slow = 0;
        long failed = 0;
        Duration waited = Duration.ZERO;
        for (Lookup lookup : facts.lookups().kept()) {
            Duration spent = Duration.ZERO;
            Duration end = Duration.ZERO;
            boolean hit = false;
            for (LookupStep step : lookup.steps()) {
                if (concerned.test(step)) {
                    hit = true;
                    // A and AAAA wait side by side.
                    Duration from = step.offset().compareTo(end) > 0 ? step.offset() : end;
                    Duration to = step.offset().plus(step.duration());
                    if (to.compareTo(from) > 0) {
                        spent = spent.plus(to.minus(from));
                        end = to;
                    }
                }
            }
            if (hit) {
                lookups++;
                slow += lookup.felt().compareTo(facts.lookups().slowThreshold()) >= 0 ? 1 : 0;
                failed += lookup.outcome().isFailure() ? 1 : 0;
                waited = waited.plus(spent.compareTo(lookup.felt()) < 0 ? spent : lookup.felt());
            }
        }
        return new Impact(lookups, slow, failed, waited, ThreadEvidence.most(facts));
    }

    /** The severity of a cause by what it did; without lookups in the inputs, its ceiling. */
    public static Severity severity(Severity ceiling, Impact impact, Facts facts) {
        if (facts.lookups().total() == 0) {
            return ceiling;
        }
        long touched = impact.slowLookups() + impact.failedLookups();
        if (touched == 0) {
            return Severity.INFO;
        }
        return touched < FEW * facts.lookups().total() && ceiling.compareTo(Severity.MINOR) > 0
                ? Severity.MINOR
                : ceiling;
    }
}
