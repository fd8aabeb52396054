package io.github.dnswhy.rules.builtin;

import static io.github.dnswhy.rules.builtin.Verdicts.clear;
import static io.github.dnswhy.rules.builtin.Verdicts.found;
import static io.github.dnswhy.rules.builtin.Verdicts.ruledOut;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.facts.FrameReference;
import io.github.dnswhy.facts.NameFacts;
import io.github.dnswhy.facts.ServerFacts.Losses;
import io.github.dnswhy.model.Evidence;
import io.github.dnswhy.model.Finding;
import io.github.dnswhy.model.LookupOutcome;
import io.github.dnswhy.model.ServerRole;
import io.github.dnswhy.model.StepFate;
import io.github.dnswhy.rules.Facts;
import io.github.dnswhy.rules.Rule;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What loses one half of a pair: a race in the kernel, chance, a server that never answers AAAA. */
class LostPairsTest {
    private static final String SERVICE = "10.96.0.10";

    /** 20 of 200 parallel pairs lost their second query, nothing else was lost. */
    private static final Losses RACE = new Losses(100, 0, 200, 20, 20, 0, 20, 0, 0, 0);

    /** As many halves by chance: first and second, some queries alone, a whole pair. */
    private static final Losses CHANCE = new Losses(100, 5, 200, 20, 9, 1, 27, 1, 0, 0);

    private final Rule race = Causes.rule("conntrack-race-a-aaaa");
    private final Rule loss = Causes.rule("packet-loss");
    private final Rule silent = Causes.rule("aaaa-silent");

    private static IncidentBuilder with(Losses losses, long lostA, long lostAaaa) {
        return new IncidentBuilder()
                .lookups(100, 20, 0)
                .felt(5000, 5000, 100_000)
                .server(server(losses, lostA, lostAaaa));
    }

    private static ServerBuilder server(Losses losses, long lostA, long lostAaaa) {
        return ServerBuilder.at(SERVICE).losses(losses, lostA, lostAaaa).cost(20, Duration.ofSeconds(100));
    }

    private static boolean mentions(Finding finding, String text) {
        return finding.evidence().stream().anyMatch(e -> e.text().contains(text));
    }

    @Test
    void raceLosesTheSecondOfPairsAndNothingElse() {
        Facts facts = with(RACE, 0, 20).build();
        Finding finding = found(race, facts);
        assertTrue(finding.confidence() >= 0.6 && finding.confidence() < 0.9, "confidence " + finding.confidence());
        assertEquals(20, finding.impact().slowLookups());
        assertEquals(Duration.ofSeconds(100), finding.impact().waited());
        assertEquals(SERVICE, finding.affectedServers().get(0).toString());
        Evidence.Frames frames = (Evidence.Frames) finding.evidence().get(0);
        assertEquals("frame.number in {12, 40}", frames.filter());
        assertTrue(ruledOut(loss, facts).contains("a race, not chance"));
    }

    @Test
    void chanceLosesQueriesAloneAndWholePairsToo() {
        Facts facts = with(CHANCE, 11, 9).build();
        Finding finding = found(loss, facts);
        assertTrue(finding.confidence() >= 0.6, "confidence " + finding.confidence());
        assertTrue(ruledOut(race, facts).contains("chance, not a race"));
    }

    @Test
    void fewHalvesInNoOrderAreChance() {
        Losses few = new Losses(10, 0, 200, 6, 3, 0, 6, 0, 0, 0);
        assertTrue(found(loss, with(few, 3, 3).build()).confidence() >= 0.4);
        assertTrue(ruledOut(race, with(few, 3, 3).build()).contains("chance explains that as well"));
    }

    @Test
    void twoHalvesAreNoPattern() {
        Losses two = new Losses(100, 0, 200, 2, 2, 0, 2, 0, 0, 0);
        assertTrue(ruledOut(race, with(two, 0, 2).build()).contains("too few"));
        Losses three = new Losses(100, 0, 200, 3, 3, 0, 3, 0, 0, 0);
        assertTrue(found(race, with(three, 0, 3).build()).confidence() >= 0.4);
    }

    @Test
    void nothingLostIsClear() {
        Facts facts = new IncidentBuilder().server(ServerBuilder.at(SERVICE)).build();
        clear(race, facts);
        clear(loss, facts);
        clear(silent, facts);
    }

    @Test
    void captureOnTheNodeMakesTheRaceSurer() {
        Losses seen = new Losses(100, 0, 200, 20, 20, 0, 20, 0, 20, 0);
        Finding finding = found(race, with(seen, 0, 20).build());
        assertTrue(finding.confidence() > found(race, with(RACE, 0, 20).build()).confidence());
        assertTrue(mentions(finding, "the host itself dropped it"));
    }

    @Test
    void lostHalvesThatLeftTheNodeAreNoRace() {
        Losses passed = new Losses(100, 0, 200, 20, 20, 0, 20, 0, 0, 20);
        assertTrue(ruledOut(race, with(passed, 0, 20).build()).contains("lost farther on"));
        assertTrue(mentions(found(loss, with(passed, 0, 20).build()), "leave this host"));
    }

    @Test
    void wayToTheNodeLocalCacheHasNoRace() {
        Facts facts = new IncidentBuilder()
                .lookups(100, 20, 0)
                .server(ServerBuilder.at("169.254.20.10")
                        .role(ServerRole.NODE_LOCAL_CACHE)
                        .losses(RACE, 0, 20))
                .build();
        assertTrue(ruledOut(race, facts).contains("no address translation"));
    }

    @Test
    void lossOnTheWayToTheNodesOwnCacheIsNotLookedForInTheNetwork() {
        Finding finding = found(
                loss,
                new IncidentBuilder()
                        .lookups(100, 20, 0)
                        .server(ServerBuilder.at("169.254.20.10")
                                .role(ServerRole.NODE_LOCAL_CACHE)
                                .losses(CHANCE, 11, 9))
                        .build());
        assertFalse(finding.title().contains("network"), finding.title());
        assertFalse(finding.remedies().toString().contains("mtr"), "" + finding.remedies());
        Finding path = found(loss, with(CHANCE, 11, 9).build());
        assertEquals("The network loses some of the DNS packets", path.title());
        assertTrue(path.remedies().toString().contains("mtr"), "" + path.remedies());
    }

    @Test
    void whatClientsNeverAskedForAgainTheyDidNotMiss() {
        Losses unrepeated = new Losses(100, 0, 200, 20, 20, 0, 0, 0, 0, 0);
        assertTrue(ruledOut(race, with(unrepeated, 0, 20).build()).contains("capture may have missed"));
        assertTrue(ruledOut(loss, with(unrepeated, 0, 20).build()).contains("capture may have missed"));
    }

    @Test
    void droppedFramesMakeBothLessSure() {
        double sure = found(race, with(RACE, 0, 20).build()).confidence();
        Finding doubted = found(race, with(RACE, 0, 20).dropped(50).build());
        assertEquals(0.3, sure - doubted.confidence(), 0.011);
        assertEquals(1, doubted.contradicts().size());
        assertTrue(found(loss, with(CHANCE, 11, 9).dropped(50).build()).confidence()
                < found(loss, with(CHANCE, 11, 9).build()).confidence());
    }

    @Test
    void wholePairsLostTogetherAreNoChance() {
        Losses whole = new Losses(100, 0, 200, 2, 1, 30, 62, 0, 0, 0);
        assertTrue(ruledOut(loss, with(whole, 1, 1).build()).contains("as a whole"));
    }

    @Test
    void whatIsLostEveryTimeIsNotLostByChance() {
        Losses always = new Losses(100, 20, 200, 40, 40, 0, 50, 45, 0, 0);
        assertTrue(ruledOut(loss, with(always, 0, 40).build()).contains("not lost by chance"));
    }

    @Test
    void silentServerForAaaaIsNeitherRaceNorChance() {
        Losses all = new Losses(100, 50, 200, 200, 200, 0, 150, 150, 0, 0);
        Facts facts = new IncidentBuilder()
                .lookups(1, 1, 0)
                .server(server(all, 0, 200).asked(400, 200).answeredAaaa(0))
                .name(new NameFacts(
                        "db.example.org", 10, 5, 5, 0, 0, 0, 5, 5, 0, 0, 0, 0, 0, new FrameReference(0, 12)))
                .kept(aaaaInVain())
                .build();
        Finding finding = found(silent, facts);
        assertTrue(finding.confidence() >= 0.7, "confidence " + finding.confidence());
        assertEquals(1, finding.impact().slowLookups());
        assertEquals(Duration.ofSeconds(15), finding.impact().waited());
        assertEquals("db.example.org", finding.affectedNames().get(0));
        assertTrue(ruledOut(race, facts).contains("no AAAA query was ever answered"));
        clear(loss, facts);
    }

    private static io.github.dnswhy.model.Lookup aaaaInVain() {
        return Lookups.of("db.example.org")
                .step(0, "db.example.org", "A", 1, StepFate.ANSWERED, 1)
                .step(0, "db.example.org", "AAAA", 2, StepFate.TIMEOUT, 5000)
                .step(5000, "db.example.org", "A", 1, StepFate.ANSWERED, 1)
                .step(5001, "db.example.org", "AAAA", 2, StepFate.TIMEOUT, 5000)
                .step(10_001, "db.example.org", "A", 1, StepFate.ANSWERED, 1)
                .step(10_001, "db.example.org", "AAAA", 2, StepFate.TIMEOUT, 5000)
                .felt(15_000, LookupOutcome.RESOLVED);
    }

    @Test
    void aaaaThatIsAnsweredAtOtherTimesIsNotSilent() {
        Facts facts = with(RACE, 0, 20)
                .name(new NameFacts("cart.shop", 40, 40, 0, 0, 0, 0, 0, 20, 20, 0, 0, 0, 0, new FrameReference(0, 12)))
                .build();
        assertTrue(ruledOut(silent, facts).contains("answered at another time"));
    }
}
