package io.github.dnswhy.report;

import io.github.dnswhy.model.Finding;
import io.github.dnswhy.model.LookupSummary;
import io.github.dnswhy.model.Percentiles;
import io.github.dnswhy.model.Quantities;
import io.github.dnswhy.model.Report;
import io.github.dnswhy.model.ThreadSummary;
import io.github.dnswhy.model.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The verdict and what the incident cost, in words. */
final class VerdictText {
    private static final int MAX_TEXT = 600;
    private static final int MAX_WAITED = 3;
    private static final int LABEL = 10;
    private static final int NEARLY_ALL = 20; // all but one part in twenty

    private VerdictText() {}

    static void writeVerdict(Report report, TextPage page) {
        Verdict verdict = report.verdict();
        page.gap();
        page.start(0);
        switch (verdict.dnsToBlame()) {
            case YES ->
                confidence(
                        page.style(Style.BAD).add(verdict.rootCause().isPresent() ? "ROOT CAUSE" : "DNS IS TO BLAME"),
                        verdict);
            case NO -> confidence(page.style(Style.GOOD).add("DNS IS NOT TO BLAME"), verdict);
            case UNDETERMINED ->
                page.style(Style.UNSURE)
                        .add("UNDETERMINED")
                        .style(Style.PLAIN)
                        .add("  too little evidence to say whether DNS is to blame");
        }
        if (verdict.dnsToBlame() == Verdict.Answer.YES && verdict.rootCause().isPresent()) {
            page.add(": ").add(verdict.rootCause().get(), MAX_TEXT);
        }
        page.end();
        page.start(2).style(Style.STRONG).add(verdict.headline(), MAX_TEXT).end();
        if (!verdict.summary().isEmpty()) {
            page.start(2).add(verdict.summary(), MAX_TEXT).end();
        }
    }

    private static void confidence(TextPage page, Verdict verdict) {
        page.style(Style.PLAIN)
                .add("  ")
                .add(Words.confidence(verdict.confidence()))
                .add(" (");
        page.add(Words.percent(verdict.confidence())).add(")");
    }

    static void writeImpact(Report report, TextPage page) {
        LookupSummary lookups = report.lookups();
        Verdict.Cost cost = report.verdict().impact();
        boolean dumps = !report.threads().dumps().isEmpty();
        if (lookups.total() == 0 && !dumps) {
            return;
        }
        page.gap();
        page.start(0).style(Style.STRONG).add("IMPACT").end();
        if (lookups.total() > 0) {
            writeLookups(report, page);
        } else {
            label("lookups", page).add("none seen").end();
        }
        if (dumps) {
            label("threads", page);
            if (cost.threadsResolving() + cost.threadsWaiting() == 0) {
                page.add("none inside a name resolution");
            } else {
                page.add(Quantities.count(cost.threadsResolving())).add(" resolving a name, ");
                page.add(Words.noneOr(cost.threadsWaiting())).add(" waiting for them");
            }
            writeWorstDump(report.threads().dumps(), page);
            page.end();
        }
    }

    private static TextPage label(String label, TextPage page) {
        return page.start(2, 2 + LABEL).left(label, LABEL);
    }

    private static void writeLookups(Report report, TextPage page) {
        LookupSummary lookups = report.lookups();
        label("lookups", page).add(Quantities.count(lookups.total())).add(": ");
        page.add(Words.noneOr(lookups.slow())).add(" slow (").add(Quantities.duration(lookups.slowThreshold()));
        page.add(" or more), ").add(Words.noneOr(lookups.failed())).add(" failed");
        Optional<Finding> missing = Story.missing(report);
        if (missing.isPresent()) {
            page.add(", ")
                    .add(Quantities.count(missing.get().impact().lookups()))
                    .add(" found no such name");
        }
        if (lookups.undetermined() > 0) {
            page.add(", ").add(Quantities.count(lookups.undetermined())).add(" still young when the capture ended");
        }
        page.end();
        if (lookups.felt().isPresent()) {
            Percentiles felt = lookups.felt().get();
            label("felt", page).add("median ").add(Quantities.duration(felt.p50()));
            page.add(", 95 % within ").add(Quantities.duration(felt.p95()));
            page.add(", longest ").add(Quantities.duration(felt.max())).end();
        }
        writeWaited(lookups, page);
    }

    private static void writeWaited(LookupSummary lookups, TextPage page) {
        List<LookupSummary.Waited> parts = lookups.waitedBy();
        if (parts.isEmpty()) {
            return;
        }
        Duration sum = Duration.ZERO;
        for (LookupSummary.Waited part : parts) {
            sum = sum.plus(part.time());
        }
        label("waited", page).add(Quantities.duration(sum)).add(" in all");
        long micros = Decimal.micros(sum);
        if (!page.all() && Decimal.micros(parts.get(0).time()) >= micros - micros / NEARLY_ALL) {
            page.add(parts.size() == 1 ? ": " : ", nearly all of it: ")
                    .add(parts.get(0).what(), MAX_TEXT)
                    .end();
            return;
        }
        int shown = page.all() ? parts.size() : Math.min(MAX_WAITED, parts.size());
        for (int i = 0; i < shown; i++) {
            page.add(i == 0 ? ": " : "; ").add(Quantities.duration(parts.get(i).time()));
            if (i == 0) {
                page.add(" (")
                        .add(Words.percent(Decimal.micros(parts.get(i).time()), micros))
                        .add(")");
            }
            page.add(" ").add(parts.get(i).what(), MAX_TEXT);
        }
        page.end();
    }

    /** Names the dump that the counts of threads are of. */
    private static void writeWorstDump(List<ThreadSummary.Dump> dumps, TextPage page) {
        ThreadSummary.Dump worst = dumps.get(0);
        for (ThreadSummary.Dump dump : dumps) {
            if (dump.resolving() + dump.waiting() > worst.resolving() + worst.waiting()) {
                worst = dump;
            }
        }
        page.add(", of ").add(Quantities.count(worst.threads())).add(" (");
        InputText.file(worst.file(), page);
        page.add(")");
    }
}
