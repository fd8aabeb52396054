package io.github.dnswhy.report;

import io.github.dnswhy.model.Evidence;

/** One fact and where it can be checked, as one paragraph. */
final class EvidenceText {
    private static final int MAX_TEXT = 300;
    private static final int MAX_QUOTE = 70;
    private static final int FEW = 1;
    private static final int FEW_FRAMES = 6;

    private EvidenceText() {}

    static void write(String mark, Evidence fact, TextPage page) {
        page.start(2, 4).add(mark).add(" ").add(fact.text(), MAX_TEXT).style(Style.DIM);
        if (fact instanceof Evidence.Frames frames) {
            write(frames, page);
        } else if (fact instanceof Evidence.Threads threads) {
            write(threads, page);
        } else if (fact instanceof Evidence.Lines lines) {
            write(lines, page);
        }
        page.end();
        if (page.all()
                && fact instanceof Evidence.Frames frames
                && !frames.filter().isEmpty()) {
            page.start(6, 8)
                    .style(Style.DIM)
                    .add("Wireshark: ")
                    .add(frames.filter())
                    .end();
        }
    }

    private static void write(Evidence.Frames evidence, TextPage page) {
        page.add(" [");
        InputText.file(evidence.file(), page);
        int most = page.all() ? Integer.MAX_VALUE : FEW_FRAMES;
        if (!evidence.frames().isEmpty()) {
            StringBuilder numbers = new StringBuilder(64);
            FrameSet.appendRanges(evidence.frames(), most, numbers);
            page.add(evidence.frames().size() == 1 ? " frame " : " frames ").add(numbers.toString());
            page.add(evidence.frames().size() > most ? ", ..." : "");
        }
        page.add("]");
    }

    private static void write(Evidence.Threads evidence, TextPage page) {
        page.add(" [");
        int shown = page.all()
                ? evidence.threads().size()
                : Math.min(FEW, evidence.threads().size());
        InputText.file(evidence.file(), page);
        for (int i = 0; i < shown; i++) {
            Evidence.ThreadPlace place = evidence.threads().get(i);
            page.add(i == 0 ? ":" : ", :")
                    .add(place.line())
                    .add(" \"")
                    .add(place.name(), MAX_QUOTE)
                    .add("\"");
        }
        page.add(shown < evidence.threads().size() ? ", ...]" : "]");
    }

    private static void write(Evidence.Lines evidence, TextPage page) {
        page.add(" [");
        InputText.file(evidence.file(), page);
        int shown = page.all()
                ? evidence.lines().size()
                : Math.min(1, evidence.lines().size());
        for (int i = 0; i < shown; i++) {
            Evidence.Line line = evidence.lines().get(i);
            page.add(i == 0 ? ":" : ", :")
                    .add(line.line())
                    .add(" ")
                    .add(line.text(), page.all() ? MAX_TEXT : MAX_QUOTE);
        }
        page.add(shown < evidence.lines().size() ? ", ...]" : "]");
    }
}
