package io.github.dnswhy.report;

import io.github.dnswhy.model.Quantities;
import io.github.dnswhy.model.Report;
import io.github.dnswhy.model.StopGap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What would have helped until the cause is gone: the settings with the greatest computed effect. */
final class StopGapText {
    private static final int MAX_TEXT = 200;
    private static final int MAX_SHOWN = 3;
    private static final int LIKE_PART = 50;
    private static final int NOTICED_PART = 10;

    private StopGapText() {}

    static void write(Report report, TextPage page) {
        List<StopGap> shown = shown(report.stopGaps(), page.all());
        if (shown.isEmpty()) {
            return;
        }
        page.gap();
        page.start(0)
                .style(Style.STRONG)
                .add("STOP-GAP")
                .style(Style.PLAIN)
                .add("  (computed from this capture; no repair)")
                .end();
        for (StopGap gap : shown) {
            write(gap, page);
        }
    }

    private static List<StopGap> shown(List<StopGap> gaps, boolean all) {
        if (all) {
            return gaps;
        }
        List<StopGap> shown = new ArrayList<>();
        for (StopGap gap : gaps) {
            if (shown.size() < MAX_SHOWN && helps(gap) && isNew(gap, shown)) {
                shown.add(gap);
            }
        }
        return shown;
    }

    /** Whether anybody would notice: fewer slow or failed lookups, or a good part of the time. */
    private static boolean helps(StopGap gap) {
        return gap.after().slow() < gap.before().slow()
                || gap.after().failed() < gap.before().failed()
                || spared(gap) >= Math.max(1, gap.before().felt().getSeconds() / (double) NOTICED_PART);
    }

    /** Whether a setting is of another kind than those before it, and does not bring nearly the same. */
    private static boolean isNew(StopGap gap, List<StopGap> shown) {
        for (StopGap other : shown) {
            if (kind(gap).equals(kind(other)) || isLike(gap, other)) {
                return false;
            }
        }
        return true;
    }

    /** The first word of the id: settings that differ only in a number begin with the same. */
    private static String kind(StopGap gap) {
        int end = gap.id().indexOf('-');
        return end < 0 ? gap.id() : gap.id().substring(0, end);
    }

    /** Whether two settings bring nearly the same. */
    private static boolean isLike(StopGap a, StopGap b) {
        return a.after().failed() == b.after().failed()
                && Math.abs(spared(a) - spared(b)) <= Math.abs(spared(a)) / LIKE_PART;
    }

    private static double spared(StopGap gap) {
        return gap.before().felt().getSeconds() - gap.after().felt().getSeconds();
    }

    private static void write(StopGap gap, TextPage page) {
        StopGap.Figures before = gap.before();
        StopGap.Figures after = gap.after();
        page.start(2, 4)
                .style(Style.STRONG)
                .add(gap.setting(), MAX_TEXT)
                .style(Style.PLAIN)
                .add(": ");
        page.add(after.slow() == before.slow() && after.slow() > 0 ? "still " : "");
        page.add(Words.noneOr(after.slow())).add(" of ").add(Quantities.count(gap.lookups(), "lookup"));
        page.add(" slow");
        if (after.slow() != before.slow()) {
            page.add(" instead of ").add(Quantities.count(before.slow()));
        }
        if (after.failed() != before.failed()) {
            page.add(", ")
                    .add(Words.noneOr(after.failed()))
                    .add(" failed instead of ")
                    .add(Quantities.count(before.failed()));
        }
        boolean sameP95 = Quantities.duration(after.p95()).equals(Quantities.duration(before.p95()));
        if (!sameP95) {
            change(", 95 % within ", after.p95(), before.p95(), page);
        }
        if (sameP95 || page.all()) {
            change(", waited in all ", after.felt(), before.felt(), page);
        }
        if (gap.notComputable() > 0) {
            page.add(" (").add(Quantities.count(gap.notComputable())).add(" not computable)");
        }
        page.end();
    }

    private static void change(String what, Duration after, Duration before, TextPage page) {
        page.add(what).add(Quantities.duration(after)).add(" instead of ").add(Quantities.duration(before));
    }
}
