package io.github.dnswhy.lookup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.dnswhy.dns.NameTable;
import io.github.dnswhy.model.Limits;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which names are candidates of one walk through a search list. */
class SearchListTest {
    private final NameTable table = new NameTable(Limits.defaults());
    private final Names names = (name, target) -> table.copyWire(name, target, 0);

    private static SearchList cluster() {
        return new SearchList(
                List.of("shop.svc.cluster.local", "svc.cluster.local", "cluster.local"), 5, new SearchList.Room());
    }

    /** The text before the suffixes; empty when they are no candidates of one walk. */
    private String base(SearchList list, String before, String after, boolean certain) {
        int octets = list.commonBase(names, table.intern(before), table.intern(after), certain);
        return octets == 0 ? "" : before.substring(0, octets - 1);
    }

    @Test
    void namesUnderTwoSuffixesOfTheListShareTheirBase() {
        assertEquals("db", base(cluster(), "db.shop.svc.cluster.local", "db.svc.cluster.local", false));
        assertEquals("db.prod", base(cluster(), "db.prod.svc.cluster.local", "db.prod.cluster.local", false));
        assertEquals("db", base(cluster(), "db.cluster.local", "db", false));
    }

    @Test
    void suffixesMayBeSkippedButNotGoneBackTo() {
        assertEquals("db", base(cluster(), "db.shop.svc.cluster.local", "db", false));
        assertEquals("", base(cluster(), "db", "db.shop.svc.cluster.local", false));
        assertEquals("", base(cluster(), "db.cluster.local", "db.svc.cluster.local", false));
    }

    @Test
    void nameWithEnoughDotsIsTriedAsItIsFirstAndNotAgain() {
        assertEquals("a.b.c.d.e.f", base(cluster(), "a.b.c.d.e.f", "a.b.c.d.e.f.shop.svc.cluster.local", false));
        assertEquals("", base(cluster(), "a.b.c.d.e.f.cluster.local", "a.b.c.d.e.f", false));
        assertEquals(
                "", base(cluster(), "a.b.c.d.e", "a.b.c.d.e.shop.svc.cluster.local", false), "four dots are not five");
    }

    @Test
    void otherNamesAndOtherSuffixesAreNoWalk() {
        assertEquals("", base(cluster(), "db.shop.svc.cluster.local", "web.svc.cluster.local", false));
        assertEquals("", base(cluster(), "db.shop.svc.cluster.local", "db.example.org", true));
        assertEquals("", base(cluster(), "db.shop.svc.cluster.local", "db2.svc.cluster.local", true));
        assertEquals("", base(cluster(), "", "cluster.local", true));
    }

    @Test
    void nameThatFoundNoRoomIsNoCandidate() {
        assertEquals(0, cluster().commonBase(names, NameTable.UNKNOWN, table.intern("db"), true));
        assertEquals(0, cluster().commonBase(names, table.intern("db"), NameTable.UNKNOWN, true));
        assertEquals(0, cluster().baseOf(names, NameTable.UNKNOWN));
    }

    @Test
    void unknownListIsLearnedOnlyFromWalksWithoutDoubt() {
        SearchList list = new SearchList(List.of(), 1, new SearchList.Room());
        assertEquals("", base(list, "db.shop.example", "db.example", false));
        assertEquals("db", base(list, "db.shop.example", "db.example", true));
        assertEquals("web", base(list, "web.shop.example", "web.example", false), "now the suffixes are known");
        assertEquals(4, list.baseOf(names, table.intern("api.shop.example")));
    }

    @Test
    void suffixesThatFollowTheOtherWayRoundAreTheEndOfOneLookupAndTheBeginningOfAnother() {
        SearchList list = new SearchList(List.of(), 1, new SearchList.Room());
        for (int i = 0; i < 3; i++) {
            assertEquals("db", base(list, "db.shop.example", "db.svc.example", true));
            assertEquals("db", base(list, "db.svc.example", "db.example", true));
        }
        assertEquals("", base(list, "db.svc.example", "db.shop.example", true));
        assertEquals("", base(list, "db.example", "db.shop.example", false));
        assertEquals("db", base(list, "db.shop.example", "db", true), "the name as it is may follow any");
    }

    @Test
    void pairOfSuffixesThatWasSeenByChanceDoesNotSpoilTheOrder() {
        SearchList list = new SearchList(List.of(), 1, new SearchList.Room());
        base(list, "db.example", "db.shop.example", true);
        base(list, "db.shop.example", "db.example", true);
        assertEquals("db", base(list, "db.shop.example", "db.example", true));
        assertEquals("", base(list, "db.example", "db.shop.example", true));
    }

    @Test
    void learnedListHasABound() {
        SearchList list = new SearchList(List.of(), 1, new SearchList.Room());
        for (int i = 0; i < 20; i++) {
            base(list, "x.a" + i, "x.b" + i, true);
        }
        assertEquals("", base(list, "x.a19", "x.b19", false));
        assertEquals("x", base(list, "x.a0", "x.b0", false));
    }

    @Test
    void configuredSuffixesAreComparedWithoutCase() {
        SearchList list = new SearchList(List.of("Shop.SVC.cluster.local.", "cluster.LOCAL"), 5, new SearchList.Room());
        assertEquals("db", base(list, "db.shop.svc.cluster.local", "db.cluster.local", false));
    }

    @Test
    void firstCandidateShowsWhatWasAskedFor() {
        assertEquals(3, cluster().baseOf(names, table.intern("db.shop.svc.cluster.local")));
        assertEquals(0, cluster().baseOf(names, table.intern("db.example.org")));
        assertEquals(0, cluster().baseOf(names, table.intern("cluster.local")));
    }
}
