package io.github.dnswhy.report;

import io.github.dnswhy.model.Hop;
import io.github.dnswhy.model.Percentiles;
import io.github.dnswhy.model.Quantities;
import io.github.dnswhy.model.Report;
import io.github.dnswhy.model.Verdict;
import io.github.dnswhy.model.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What each stretch of the way of a question took, where the captures show more than one. */
final class WayText {
    private static final int MAX_ROWS = 8;
    private static final int MAX_LOOPS = 3;

    private WayText() {}

    static void write(Report report, TextPage page) {
        Way way = report.traffic().way();
        // Where DNS is not to blame, what each stretch adds is for those who ask for all.
        boolean exonerated = report.verdict().dnsToBlame() == Verdict.Answer.NO;
        if (way.hops().isEmpty() || exonerated && !page.all() && way.loops().isEmpty()) {
            return;
        }
        page.gap();
        page.start(0).style(Style.STRONG).add("HOPS").style(Style.DIM).add("  (what each adds to the answers' time");
        page.add(way.sampled() ? "; a sample of the questions)" : ")").end();
        int shown =
                page.all() ? way.hops().size() : Math.min(MAX_ROWS, way.hops().size());
        for (Hop hop : way.hops().subList(0, shown)) {
            write(hop, page);
        }
        if (shown < way.hops().size()) {
            page.start(2).style(Style.DIM).add(Quantities.count(way.hops().size() - shown, "more hop"));
            page.add(": see with -v").end();
        }
        int loops = page.all()
                ? way.loops().size()
                : Math.min(MAX_LOOPS, way.loops().size());
        for (Way.Loop loop : way.loops().subList(0, loops)) {
            page.start(2, 4).style(Style.BAD).add(loop.from().toString()).add(" sent ");
            page.add(Quantities.count(loop.questions(), "question")).add(" back to ");
            page.add(loop.to().toString())
                    .add(", ")
                    .add(Quantities.count(loop.times(), "time"))
                    .add(" in all")
                    .end();
        }
    }

    private static void write(Hop hop, TextPage page) {
        page.start(2, 4).add(from(hop)).glyph(" \u2192 ", " -> ");
        page.add(hop.to().toString()).add(" (").add(Words.role(hop.toRole())).add("): ");
        List<String> parts = new ArrayList<>();
        parts.add(Quantities.count(hop.transactions()) + (hop.kind() == Hop.Kind.TRANSLATED ? " sent" : " asked"));
        parts.add(Words.percent(hop.answered(), hop.answered() + hop.unanswered()) + " answered");
        hop.latency().ifPresent(latency -> parts.add("median " + Quantities.duration(latency.p50())));
        added(hop.added()).ifPresent(parts::add);
        if (!hop.waited().isZero()) {
            parts.add("waited for in vain " + Quantities.duration(hop.waited()));
        }
        if (hop.masqueraded() > 0) {
            parts.add(Quantities.count(hop.masqueraded()) + " under an address of the node");
        }
        page.add(String.join(", ", parts)).end();
        if (page.all() && hop.example().isPresent()) {
            example(hop.example().get(), page);
        }
    }

    private static String from(Hop hop) {
        String who = hop.from().map(Object::toString).orElse("");
        return switch (hop.kind()) {
            case ASKED -> Quantities.count(hop.clients(), "client");
            case TRANSLATED -> who;
            case FORWARDED ->
                hop.serves().equals(hop.from())
                        ? who
                        : who + " for " + hop.serves().map(Object::toString).orElse("");
        };
    }

    private static Optional<String> added(Optional<Percentiles> added) {
        return added.map(a -> {
            return "adds " + Quantities.duration(a.p50()) + " (99 %: " + Quantities.duration(a.p99()) + ")";
        });
    }

    private static void example(Hop.Example example, TextPage page) {
        page.start(4, 6)
                .style(Style.DIM)
                .add("for example ")
                .add(example.type())
                .add(" ");
        page.add(example.name(), 120);
        example.asked().ifPresent(f -> page.add(", asked in frame ").add(Long.toString(f.frame())));
        page.add(example.asked().isPresent() ? ", passed on in frame " : ", query in frame ");
        page.add(Long.toString(example.query().frame()));
        page.add(example.response().map(f -> ", response in frame " + f.frame()).orElse(", no response"));
        page.end();
    }
}
