package io.github.dnswhy.whatif;

import static io.github.dnswhy.whatif.Scripted.FIRST;
import static io.github.dnswhy.whatif.Scripted.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.dnswhy.evidence.ResolvConf;
import io.github.dnswhy.model.LookupOutcome;
import io.github.dnswhy.model.StepFate;
import io.github.dnswhy.model.StopGap;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WhatIfTest {
    private static final Optional<ResolvConf> ONE = Scripted.conf(1, List.of(), FIRST);
    private static final Optional<ResolvConf> TWO = Scripted.conf(1, List.of(), FIRST, SECOND);

    private static List<StopGap> of(Scripted script, Optional<ResolvConf> conf) {
        return WhatIf.of(script.facts(), conf, false);
    }

    private static List<String> ids(List<StopGap> effects) {
        return effects.stream().map(StopGap::id).toList();
    }

    private static StopGap effect(String id, List<StopGap> effects) {
        return effects.stream()
                .filter(e -> e.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError(id + " is not among " + ids(effects)));
    }

    private static StopGap.Figures figures(long slow, long failed, long feltMs, long p95Ms) {
        return new StopGap.Figures(slow, failed, Duration.ofMillis(feltMs), Duration.ofMillis(p95Ms));
    }

    private static Scripted deadFirstServer() {
        Scripted script = new Scripted();
        for (int i = 0; i < 10; i++) {
            script.pair(0, FIRST, "a.example", StepFate.TIMEOUT, 5_000)
                    .pair(5_000, SECOND, "a.example", StepFate.ANSWERED, 7)
                    .ends(i * 6_000, "a.example", 5_007, LookupOutcome.RESOLVED);
        }
        return script;
    }

    @Test
    void aShorterTimeoutLeavesTheDeadServerSooner() {
        StopGap effect = effect("timeout-1-attempts-2", of(deadFirstServer(), TWO));
        assertEquals(10, effect.lookups());
        assertEquals(0, effect.notComputable());
        assertEquals(figures(10, 0, 50_070, 5_007), effect.before());
        assertEquals(figures(10, 0, 10_070, 1_007), effect.after());
    }

    @Test
    void aDeadServerAskedLastOrNotAtAllCostsNothing() {
        List<StopGap> effects = of(deadFirstServer(), TWO);
        assertEquals(
                figures(0, 0, 70, 7), effect("first-nameserver-last", effects).after());
        assertEquals(
                figures(0, 0, 70, 7),
                effect("without-first-nameserver", effects).after());
        assertEquals("first-nameserver-last", effects.get(0).id());
    }

    @Test
    void rotationSparesEveryOtherLookup() {
        assertEquals(
                figures(5, 0, 25_070, 5_007),
                effect("rotate", of(deadFirstServer(), TWO)).after());
    }

    private static Scripted lostHalves(boolean aloneToo) {
        Scripted script = new Scripted();
        for (int i = 0; i < 5; i++) {
            script.query(0, FIRST, "a.example", "A", StepFate.ANSWERED, 2)
                    .query(0, FIRST, "a.example", "AAAA", StepFate.TIMEOUT, 5_000)
                    .query(5_000, FIRST, "a.example", "A", StepFate.ANSWERED, 2);
            if (aloneToo) {
                script.query(5_002, FIRST, "a.example", "AAAA", StepFate.TIMEOUT, 4_998)
                        .query(10_000, FIRST, "a.example", "A", StepFate.ANSWERED, 2)
                        .query(10_002, FIRST, "a.example", "AAAA", StepFate.TIMEOUT, 4_998)
                        .ends(i * 20_000, "a.example", 15_000, LookupOutcome.RESOLVED);
            } else {
                script.query(5_002, FIRST, "a.example", "AAAA", StepFate.NODATA, 3)
                        .ends(i * 20_000, "a.example", 5_005, LookupOutcome.RESOLVED);
            }
        }
        return script;
    }

    @Test
    void askingOneByOneLosesNoHalf() {
        StopGap effect = effect("single-request-reopen", of(lostHalves(false), ONE));
        assertEquals(figures(5, 0, 25_025, 5_005), effect.before());
        assertEquals(figures(0, 0, 25, 5), effect.after());
    }

    @Test
    void askingOneByOneIsNoHelpWhereTheHalfIsLostAloneToo() {
        List<StopGap> effects = of(lostHalves(true), ONE);
        assertEquals(List.of("timeout-1-attempts-2", "timeout-1-attempts-3"), ids(effects));
        assertEquals(figures(5, 0, 15_000, 3_000), effects.get(0).after());
    }

    private static Scripted walks(int known) {
        Scripted script = new Scripted();
        for (int i = 0; i < 10; i++) {
            script.pair(0, FIRST, "www.b.example.x.local", StepFate.NXDOMAIN, 600)
                    .pair(600, FIRST, "www.b.example.local", StepFate.NXDOMAIN, 600)
                    .pair(1_200, FIRST, "www.b.example", StepFate.ANSWERED, 5)
                    .ends(i * 6_000, "www.b.example", 1_205, LookupOutcome.RESOLVED);
        }
        for (int i = 0; i < known; i++) {
            script.pair(0, FIRST, "svc.ns.x.local", StepFate.ANSWERED, 5)
                    .ends(i * 6_000 + 3_000, "svc.ns", 5, LookupOutcome.RESOLVED);
        }
        return script;
    }

    private static final Optional<ResolvConf> SEARCH = Scripted.conf(5, List.of("x.local", "local"), FIRST);

    @Test
    void fewerDotsSpareTheWalk() {
        List<StopGap> effects = of(walks(0), SEARCH);
        assertEquals(figures(10, 0, 12_050, 1_205), effect("ndots-2", effects).before());
        assertEquals(figures(0, 0, 50, 5), effect("ndots-2", effects).after());
        assertEquals(figures(0, 0, 50, 5), effect("ndots-1", effects).after());
        assertEquals(figures(0, 0, 50, 5), effect("final-dot", effects).after());
    }

    @Test
    void whatWasNeverAskedIsNotComputable() {
        List<StopGap> effects = of(walks(4), SEARCH);
        assertEquals(0, effect("ndots-2", effects).notComputable());
        StopGap asItIsFirst = effect("ndots-1", effects);
        assertEquals(10, asItIsFirst.lookups());
        assertEquals(4, asItIsFirst.notComputable());
        assertEquals(14, effect("final-dot", effects).lookups());
    }

    @Test
    void aLateAnswerDoesNotStandForAPromptOne() {
        Scripted script = new Scripted();
        for (int i = 0; i < 10; i++) {
            script.pair(0, FIRST, "a.example", StepFate.TIMEOUT, 5_000)
                    .pair(5_000, FIRST, "a.example", StepFate.ANSWERED, 600)
                    .ends(i * 6_000, "a.example", 5_600, LookupOutcome.RESOLVED);
        }
        assertEquals(List.of(), of(script, ONE));
    }

    @Test
    void anAnswerSlowerThanTheTimeoutIsTakenAtTheNextAttempt() {
        Scripted script = new Scripted();
        for (int i = 0; i < 10; i++) {
            script.pair(0, FIRST, "a.example", StepFate.ANSWERED, 1_500)
                    .ends(i * 6_000, "a.example", 1_500, LookupOutcome.RESOLVED);
        }
        List<Recording> all = script.facts().kept().stream()
                .map(lookup -> Recording.of(lookup).orElseThrow())
                .toList();
        ResolverRules rules = ResolverRules.of(ONE.orElseThrow()).withTimeout(1, 2);
        SeenAnswers seen = new SeenAnswers(all);
        Replay.Outcome outcome = Replay.of(all.get(0), rules, seen, new Replay.Beginning(0, 0))
                .orElseThrow(() -> new AssertionError("not computable"));
        assertEquals(new Replay.Outcome(1_500_000_000L, false), outcome);
    }

    @Test
    void aSettingThatMakesLookupsFailIsNoHelp() {
        Scripted script = new Scripted();
        for (int i = 0; i < 10; i++) {
            script.pair(0, FIRST, "a.example", StepFate.ANSWERED, 4_000)
                    .ends(i * 6_000, "a.example", 4_000, LookupOutcome.RESOLVED);
        }
        assertEquals(List.of(), of(script, ONE));
    }

    @Test
    void theCacheOfTheJvmSparesLookupsWithinItsTime() {
        Scripted script = deadFirstServer();
        StopGap effect = effect("jvm-cache-ttl-30", WhatIf.of(script.facts(), TWO, true));
        // Those that start 0 and 36 s after the first; its answer is kept until 35.007 s.
        assertEquals(figures(2, 0, 10_014, 5_007), effect.after());
    }

    @Test
    void overlappingLookupsOfOneNameAreNotOfOneJvm() {
        Scripted script = deadFirstServer();
        script.pair(0, FIRST, "a.example", StepFate.TIMEOUT, 5_000)
                .pair(5_000, SECOND, "a.example", StepFate.ANSWERED, 7)
                .ends(1_000, "a.example", 5_007, LookupOutcome.RESOLVED);
        assertEquals(
                List.of(),
                ids(WhatIf.of(script.facts(), TWO, true)).stream()
                        .filter(id -> id.startsWith("jvm"))
                        .toList());
    }

    @Test
    void aResolverOfAnotherKindIsLeftAlone() {
        Scripted script = new Scripted();
        for (int i = 0; i < 10; i++) {
            script.pair(0, FIRST, "a.example", StepFate.TIMEOUT, 2_500)
                    .pair(2_500, FIRST, "a.example", StepFate.ANSWERED, 2)
                    .ends(i * 6_000, "a.example", 2_502, LookupOutcome.RESOLVED);
        }
        assertEquals(List.of(), of(script, ONE));
    }

    @Test
    void nothingIsOfferedWhereNothingWasSlow() {
        Scripted script = new Scripted();
        for (int i = 0; i < 10; i++) {
            script.pair(0, FIRST, "a.example", StepFate.ANSWERED, 3)
                    .ends(i * 6_000, "a.example", 3, LookupOutcome.RESOLVED);
        }
        assertEquals(List.of(), of(script, TWO));
        assertEquals(List.of(), of(new Scripted(), TWO));
    }

    @Test
    void withoutResolvConfTheLookupsShowServersAndSearchList() {
        assertEquals(
                figures(10, 0, 10_070, 1_007),
                effect("timeout-1-attempts-2", of(deadFirstServer(), Optional.empty()))
                        .after());
        assertEquals(
                figures(0, 0, 50, 5),
                effect("ndots-2", of(walks(0), Optional.empty())).after());
    }
}
