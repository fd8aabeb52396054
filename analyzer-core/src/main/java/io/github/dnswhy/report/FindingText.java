package io.github.dnswhy.report;

import io.github.dnswhy.model.BlindSpot;
import io.github.dnswhy.model.Evidence;
import io.github.dnswhy.model.Finding;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.Quantities;
import io.github.dnswhy.model.Remedy;
import io.github.dnswhy.model.Report;
import io.github.dnswhy.model.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Why the verdict is what it is, what else was found, what to do, and what could not be seen. */
final class FindingText {
    private static final int MAX_TEXT = 400;
    private static final int MAX_COMMAND = 1_000;
    private static final int MAX_FOR = 3;
    private static final int MAX_AGAINST = 2;
    private static final int MAX_RULED_OUT = 3;
    private static final double NEAR = 0.3;
    private static final int MAX_OTHERS = 2;
    private static final int MAX_NAMED = 6;
    private static final int MAX_REMEDIES = 3;
    private static final int MAX_SPOTS = 2;

    private final Report report;
    private final Story story;
    private final TextPage page;

    private FindingText(Report report, Story story, TextPage page) {
        this.report = report;
        this.story = story;
        this.page = page;
    }

    static void write(Report report, Story story, TextPage page) {
        FindingText text = new FindingText(report, story, page);
        text.writeEvidence();
        text.writeRuledOut();
        text.writeOthers();
        text.writeRemedies();
        StopGapText.write(report, page);
        text.writeBlindSpots();
        text.writeFrames();
    }

    private void heading(String title) {
        page.gap();
        page.start(0).style(Style.STRONG).add(title).end();
    }

    private int shown(int size, int most) {
        return page.all() ? size : Math.min(size, most);
    }

    private void rest(int size, int shown, String noun) {
        if (shown < size) {
            page.start(2)
                    .style(Style.DIM)
                    .add("... ")
                    .add(Quantities.count(size - shown, noun))
                    .add(": see with -v")
                    .end();
        }
    }

    private void writeEvidence() {
        if (story.main().isEmpty()) {
            return;
        }
        Finding main = story.main().get();
        heading("EVIDENCE  (+ speaks for it, - against it)");
        if (page.all()) {
            page.start(2).add(main.explanation()).end();
        }
        writeFacts("+", main.evidence(), MAX_FOR);
        writeFacts("-", main.contradicts(), MAX_AGAINST);
    }

    private void writeFacts(String mark, List<Evidence> facts, int most) {
        int shown = shown(facts.size(), most);
        for (int i = 0; i < shown; i++) {
            EvidenceText.write(mark, facts.get(i), page);
        }
    }

    private void writeRuledOut() {
        if (report.ruledOut().isEmpty()) {
            return;
        }
        heading("RULED OUT");
        List<Report.RuledOut> nearest = new ArrayList<>(report.ruledOut());
        nearest.sort(new ByScoreThenCause());
        int shown = shown(nearest.size(), MAX_RULED_OUT);
        for (int i = 0; i < shown; i++) {
            Report.RuledOut ruled = nearest.get(i);
            if (i > 0 && ruled.score() < NEAR && !page.all()) {
                break; // never close to being the cause
            }
            page.start(2, 4)
                    .add(ruled.cause())
                    .add(": ")
                    .add(ruled.why(), MAX_TEXT)
                    .end();
        }
    }

    private static final class ByScoreThenCause implements Comparator<Report.RuledOut> {
        @Override
        public int compare(Report.RuledOut a, Report.RuledOut b) {
            int byScore = Double.compare(b.score(), a.score());
            return byScore != 0 ? byScore : a.cause().compareTo(b.cause());
        }
    }

    private void writeOthers() {
        if (story.others().isEmpty()) {
            return;
        }
        heading(story.main().isPresent() ? "MORE FINDINGS" : "FINDINGS");
        int shown = shown(story.others().size(), MAX_OTHERS);
        for (int i = 0; i < shown; i++) {
            Finding finding = story.others().get(i);
            page.start(2, 4)
                    .add(finding.cause())
                    .add(" (")
                    .add(EnumText.kebab(finding.severity()))
                    .add(", ");
            page.add(Words.role(finding.role()))
                    .add("): ")
                    .add(finding.summary(), MAX_TEXT)
                    .end();
            if (page.all()) {
                page.start(4).style(Style.DIM).add(finding.explanation()).end();
                writeFacts("  +", finding.evidence(), MAX_FOR);
                writeFacts("  -", finding.contradicts(), MAX_AGAINST);
            }
        }
        if (shown < story.others().size()) {
            int named = Math.min(story.others().size(), shown + MAX_NAMED);
            page.start(2, 4).add("and ");
            for (int i = shown; i < named; i++) {
                page.add(i == shown ? "" : ", ").add(story.others().get(i).cause());
            }
            page.add(named < story.others().size() ? ", ..." : "").end();
        }
    }

    private void writeRemedies() {
        Set<Remedy> steps = new LinkedHashSet<>();
        List<String> checks = new ArrayList<>();
        Optional<Finding> missing = missingNames();
        missing.ifPresent(finding -> {
            steps.addAll(finding.remedies());
            checks.addAll(finding.verify());
        });
        if (story.main().isPresent()) {
            steps.addAll(story.main().get().remedies());
            checks.addAll(story.main().get().verify());
        }
        boolean unexplained = report.verdict().dnsToBlame() == Verdict.Answer.YES
                && story.main().isEmpty();
        if (unexplained) {
            steps.addAll(Steps.at(report));
        }
        if (page.all() || steps.isEmpty()) {
            for (Finding finding : story.others()) {
                boolean aside = finding.role() == FindingRole.AMPLIFIER || finding.role() == FindingRole.ARTEFACT;
                if (page.all() || !unexplained || !aside) {
                    steps.addAll(finding.remedies());
                }
            }
        }
        List<Remedy> remedies = List.copyOf(steps);
        if (remedies.isEmpty()) {
            return;
        }
        heading("DO NOW");
        int shown = shown(remedies.size(), MAX_REMEDIES);
        for (int i = 0; i < shown; i++) {
            Remedy remedy = remedies.get(i);
            page.start(2, 5).add(i + 1).add(". ").add(remedy.text(), MAX_TEXT).end();
            if (remedy.command().isPresent()) {
                command(5, remedy.command().get());
            }
            if (remedy.link().isPresent() && page.all()) {
                page.start(5)
                        .style(Style.DIM)
                        .add(remedy.link().get(), MAX_COMMAND)
                        .end();
            }
        }
        rest(remedies.size(), shown, "more remedy");
        if (!checks.isEmpty()) {
            page.start(2).add("Then check:").end();
            for (int i = 0; i < shown(checks.size(), 1); i++) {
                command(5, checks.get(i));
            }
        }
    }

    /** Where DNS is well, the names that do not exist are what to cure first; that addresses have no name is usual. */
    private Optional<Finding> missingNames() {
        if (report.verdict().dnsToBlame() != Verdict.Answer.NO) {
            return Optional.empty();
        }
        return Story.missing(report).filter(finding -> {
            for (String name : finding.affectedNames()) {
                if (!name.endsWith(".arpa")) {
                    return true;
                }
            }
            return finding.affectedNames().isEmpty();
        });
    }

    private void command(int indent, String command) {
        page.start(indent, indent + 4)
                .style(Style.STRONG)
                .add(command, MAX_COMMAND)
                .endCommand();
    }

    private void writeBlindSpots() {
        int skipped = report.notApplicable().size();
        if (report.blindSpots().isEmpty()
                && skipped == 0
                && report.failedRules().isEmpty()) {
            return;
        }
        heading("BLIND SPOTS");
        int most = report.verdict().dnsToBlame() == Verdict.Answer.UNDETERMINED ? 2 * MAX_SPOTS : MAX_SPOTS;
        int shown = shown(report.blindSpots().size(), most);
        for (int i = 0; i < shown; i++) {
            BlindSpot spot = report.blindSpots().get(i);
            page.start(2, 4).add("- ").add(spot.text(), MAX_TEXT).end();
            if (!spot.howToSee().isEmpty()) {
                command(4, spot.howToSee());
            }
        }
        rest(report.blindSpots().size(), shown, "more blind spot");
        if (skipped > 0) {
            page.start(2, 4).add("- ").add(Quantities.count(skipped, "cause"));
            page.add(skipped == 1 ? " was" : " were")
                    .add(" not judged, for lack of: ")
                    .add(missing())
                    .end();
        }
        for (Report.FailedRule failed : report.failedRules()) {
            page.start(2, 4)
                    .style(Style.UNSURE)
                    .add("! The rule ")
                    .add(failed.cause())
                    .add(" broke, which is a bug of dnswhy: ");
            page.add(failed.message(), MAX_TEXT).end();
        }
    }

    /** The inputs whose lack kept most causes from being judged; each once, in order of first mention. */
    private String missing() {
        List<String> missing = new ArrayList<>();
        for (Report.NotApplicable skipped : report.notApplicable()) {
            for (String input : skipped.missing()) {
                if (!missing.contains(input)) {
                    missing.add(input);
                }
            }
        }
        return String.join(", ", missing);
    }

    private void writeFrames() {
        FrameSet frames = new FrameSet();
        if (story.main().isPresent()) {
            frames.add(story.main().get());
        }
        boolean drawn = report.lookups().slow() + report.lookups().failed() > 0 || page.all();
        if (story.lookup().isPresent() && drawn) {
            frames.add(story.lookup().get(), Captures.of(report.inputs()));
        }
        boolean first = true;
        for (String file : frames.files()) {
            if (first) {
                heading("OPEN IN WIRESHARK  (display filters)");
                first = false;
            }
            page.start(2, 4);
            InputText.file(file, page);
            page.add("  ").style(Style.STRONG).add(frames.filter(file)).end();
        }
    }
}
