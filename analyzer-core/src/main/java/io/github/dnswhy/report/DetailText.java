package io.github.dnswhy.report;

import io.github.dnswhy.model.Finding;
import io.github.dnswhy.model.Input;
import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.Quantities;
import io.github.dnswhy.model.Report;
import io.github.dnswhy.model.ThreadSummary;
import io.github.dnswhy.model.Threshold;
import io.github.dnswhy.model.Timeline;
import io.github.dnswhy.model.Traffic;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What the text report tells beyond its first screen. */
final class DetailText {
    private static final int MAX_TEXT = 500;
    private static final int LABEL = 16;
    private static final int BAR = 20;

    private final Report report;
    private final TextPage page;

    private DetailText(Report report, TextPage page) {
        this.report = report;
        this.page = page;
    }

    static void write(Report report, TextPage page) {
        DetailText text = new DetailText(report, page);
        text.writeLookups();
        text.writeTraffic();
        text.writeThreads();
        text.writeTimeline();
        text.writeThresholds();
        text.writeNotJudged();
        text.writeInputs();
    }

    private void heading(String title) {
        page.gap();
        page.start(0).style(Style.STRONG).add(title).end();
    }

    private TextPage label(String label) {
        return page.start(2, 2 + LABEL).left(label, LABEL);
    }

    private void writeLookups() {
        if (report.lookups().worst().isEmpty()) {
            return;
        }
        heading("LONGEST LOOKUPS");
        for (Lookup lookup : report.lookups().worst()) {
            page.start(2, 6).right(Quantities.duration(lookup.felt()), 11).add("  ");
            page.add(InputText.millisecond(Rfc3339.text(lookup.start()))).add("  ");
            page.add(Words.outcome(lookup.outcome()))
                    .add(", ")
                    .add(Quantities.count(lookup.steps().size(), "query"))
                    .add("  ");
            page.add(lookup.name(), MAX_TEXT)
                    .add(" (")
                    .add(lookup.client().toString())
                    .add(")")
                    .end();
        }
    }

    private void writeTraffic() {
        Traffic traffic = report.traffic();
        if (traffic.messages() == 0) {
            return;
        }
        heading("TRAFFIC");
        label("messages")
                .add(Quantities.count(traffic.messages()))
                .add(": ")
                .add(Quantities.count(traffic.queries(), "query"));
        page.add(", ").add(Quantities.count(traffic.responses(), "response")).end();
        label("queries sent").add(Quantities.count(traffic.attempts())).add(", seen in ");
        page.add(Quantities.count(traffic.sightings(), "frame")).end();
        writeCounts("types", traffic.types());
        writeCounts("answers", traffic.rcodes());
        writeClients(traffic.clients());
        writeCounts("names", traffic.names());
    }

    private void writeCounts(String label, Map<String, Long> counts) {
        if (counts.isEmpty()) {
            return;
        }
        label(label);
        String separator = "";
        for (Map.Entry<String, Long> entry : TrafficJson.ordered(counts)) {
            page.add(separator).add(entry.getKey(), MAX_TEXT).add(" ").add(Quantities.count(entry.getValue()));
            separator = ", ";
        }
        page.end();
    }

    private void writeClients(List<Traffic.ClientTraffic> clients) {
        if (clients.isEmpty()) {
            return;
        }
        label("clients");
        for (int i = 0; i < clients.size(); i++) {
            Traffic.ClientTraffic client = clients.get(i);
            page.add(i == 0 ? "" : ", ").add(client.address().toString()).add(" ");
            page.add(Quantities.count(client.count()));
            if (client.forwarder()) {
                page.add(" (forwards)");
            } else if (client.resolver().isPresent()) {
                page.add(" (").add(client.resolver().get(), MAX_TEXT).add(", ");
                page.add(Words.percent(client.resolverConfidence())).add(" sure: ");
                page.add(String.join("; ", client.resolverGrounds()), MAX_TEXT * 2)
                        .add(")");
            }
        }
        page.end();
    }

    private void writeCounts(String label, List<Traffic.Count> counts) {
        if (counts.isEmpty()) {
            return;
        }
        label(label);
        for (int i = 0; i < counts.size(); i++) {
            page.add(i == 0 ? "" : ", ")
                    .add(counts.get(i).text(), MAX_TEXT)
                    .add(" ")
                    .add(Quantities.count(counts.get(i).count()));
        }
        page.end();
    }

    private void writeThreads() {
        if (report.threads().dumps().isEmpty()) {
            return;
        }
        heading("STACKS");
        for (ThreadSummary.Dump dump : report.threads().dumps()) {
            writeClock(dump);
        }
        for (ThreadSummary.Group group : report.threads().groups()) {
            page.start(2, 4)
                    .add(Quantities.count(group.count(), "thread"))
                    .add(" ")
                    .add(group.kind(), MAX_TEXT);
            page.add(group.library().isEmpty() ? "" : ", asked by ")
                    .add(group.library(), MAX_TEXT)
                    .style(Style.DIM)
                    .add(" [");
            InputText.file(group.file(), page);
            page.add("]").end();
            for (String frame : group.stack()) {
                page.start(6, 8)
                        .style(Style.DIM)
                        .add("at ")
                        .add(frame, MAX_TEXT)
                        .end();
            }
        }
    }

    private void writeClock(ThreadSummary.Dump dump) {
        if (dump.clockOffset().isPresent()) {
            Duration offset = dump.clockOffset().get();
            page.start(2, 4).style(Style.DIM);
            InputText.file(dump.file(), page);
            page.add(" line ").add(dump.line()).add(", its clock: UTC");
            if (!offset.isZero()) {
                page.add(offset.isNegative() ? " - " : " + ").add(Quantities.duration(offset.abs()));
            }
            page.add(dump.clockBasis().isEmpty() ? "" : " (")
                    .add(dump.clockBasis(), MAX_TEXT)
                    .add(dump.clockBasis().isEmpty() ? "" : ")")
                    .end();
        }
    }

    private void writeTimeline() {
        Timeline timeline = report.timeline();
        if (timeline.slices().isEmpty() && timeline.events().isEmpty()) {
            return;
        }
        heading("TIMELINE");
        long most = 1;
        for (Timeline.Slice slice : timeline.slices()) {
            most = Math.max(most, slice.queries());
        }
        for (int i = 0; i < timeline.slices().size(); i++) {
            Timeline.Slice slice = timeline.slices().get(i);
            String time = Rfc3339.text(timeline.from().plus(timeline.slice().multipliedBy(i)));
            page.start(2, 4).add(InputText.second(time)).add(" ");
            bar(slice, most);
            page.right(Quantities.count(slice.queries()), 9).add(slice.queries() == 1 ? " query" : " queries");
            if (slice.unanswered() > 0) {
                page.style(Style.BAD)
                        .add(", ")
                        .add(Quantities.count(slice.unanswered()))
                        .add(" unanswered")
                        .style(Style.PLAIN);
            }
            if (slice.feltP95().isPresent()) {
                page.add(", 95 % felt within ")
                        .add(Quantities.duration(slice.feltP95().get()));
            }
            page.end();
        }
        for (Timeline.Event event : timeline.events()) {
            page.start(2, 11)
                    .add(InputText.second(Rfc3339.text(event.time())))
                    .add(" ")
                    .add(event.text(), MAX_TEXT);
            page.style(Style.DIM).add(event.source().isEmpty() ? "" : " [").add(event.source(), MAX_TEXT);
            page.add(event.source().isEmpty() ? "" : "]").end();
        }
    }

    private void bar(Timeline.Slice slice, long most) {
        int answered = (int) Math.round((double) Math.max(0, slice.queries() - slice.unanswered()) * BAR / most);
        int all = (int) Math.max(slice.queries() > 0 ? 1 : 0, Math.round((double) slice.queries() * BAR / most));
        for (int i = 0; i < BAR; i++) {
            if (i >= all) {
                page.glyph("\u00b7", ".");
            } else if (i < answered) {
                page.glyph("\u2593", "=");
            } else {
                page.glyph("\u2588", "#");
            }
        }
    }

    private void writeThresholds() {
        boolean first = true;
        for (Finding finding : report.findings()) {
            for (Threshold threshold : finding.thresholds()) {
                if (first) {
                    heading("THRESHOLDS");
                    first = false;
                }
                StringBuilder value = new StringBuilder(Decimal.MAX_LENGTH);
                Decimal.appendThousandths(value, Decimal.thousandths(threshold.value()));
                page.start(2, 4)
                        .add(finding.cause())
                        .add(": ")
                        .add(threshold.name())
                        .add(" = ")
                        .add(value.toString());
                page.add(" ")
                        .add(threshold.unit())
                        .add(" (")
                        .add(threshold.source(), MAX_TEXT)
                        .add(")")
                        .end();
            }
        }
    }

    private void writeNotJudged() {
        if (report.notApplicable().isEmpty()) {
            return;
        }
        heading("NOT JUDGED");
        for (Report.NotApplicable skipped : report.notApplicable()) {
            page.start(2, 4)
                    .add(skipped.cause())
                    .add(": needs ")
                    .add(String.join(", ", skipped.missing()))
                    .end();
        }
    }

    private void writeInputs() {
        heading("INPUTS");
        for (Input input : report.inputs()) {
            page.start(2, 4).add(input.file()).add(": ").add(EnumText.kebab(input.kind()));
            page.add(input.format().isEmpty() ? "" : ", ").add(input.format()).add(", ");
            page.add(Quantities.count(input.bytes(), "byte")).end();
            if (input.sha256().isPresent()) {
                page.start(4)
                        .style(Style.DIM)
                        .add("sha256 ")
                        .add(input.sha256().get())
                        .end();
            }
        }
    }
}
