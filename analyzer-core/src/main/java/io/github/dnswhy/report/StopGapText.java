package io.github.dnswhy.report;

import io.github.dnswhy.model.Quantities;
import io.github.dnswhy.model.Report;
import io.github.dnswhy.model.StopGap;
import java.time.Duration;
import java.util.List;

/** What would have helped until the cause is gone: the settings with the greatest computed effect. */
final class StopGapText {
    private static final int MAX_TEXT = 200;
    private static final int MAX_SHOWN = 3;
    private static final int LIKE_PART = 50;

    private StopGapText() {}

    static void write(Report report, TextPage page) {
        List<StopGap> gaps = report.stopGaps();
        if (gaps.isEmpty()) {
            return;
        }
        page.gap();
        page.start(0)
                .style(Style.STRONG)
                .add("STOP-GAP")
                .style(Style.PLAIN)
                .add("  (computed from this capture; no repair)")
                .end();
        int shown = 0;
        StopGap last = null;
        for (StopGap gap : gaps) {
            if (page.all() || shown < MAX_SHOWN && (last == null || !isLike(last, gap))) {
                write(gap, page);
                shown++;
                last = gap;
            }
        }
    }

    /** Whether a setting brings nearly what the one before it brings. */
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
        if (before.failed() > 0) {
            page.add(", ")
                    .add(Words.noneOr(after.failed()))
                    .add(" failed instead of ")
                    .add(Quantities.count(before.failed()));
        }
        change(", 95 % within ", after.p95(), before.p95(), page);
        change(", waited in all ", after.felt(), before.felt(), page);
        if (gap.notComputable() > 0) {
            page.add(" (").add(Quantities.count(gap.notComputable())).add(" not computable)");
        }
        page.end();
    }

    private static void change(String what, Duration after, Duration before, TextPage page) {
        String now = Quantities.duration(after);
        String then = Quantities.duration(before);
        page.add(what).add(now).add(now.equals(then) ? " as before" : " instead of ");
        page.add(now.equals(then) ? "" : then);
    }
}
