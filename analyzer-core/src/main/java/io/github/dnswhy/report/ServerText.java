package io.github.dnswhy.report;

import io.github.dnswhy.model.Percentiles;
import io.github.dnswhy.model.Quantities;
import io.github.dnswhy.model.Report;
import io.github.dnswhy.model.Traffic;
import java.util.ArrayList;
import java.util.List;

/** The servers as a table. */
final class ServerText {
    private static final int MAX_ROWS = 6;
    private static final int NUMBERS = 2; // the column where numbers begin
    private static final int MARK = 2;
    private static final List<String> HEAD =
            List.of("address", "role", "asked", "answered", "median", "99 %", "time lost");

    private final TextPage page;
    private final int[] widths = new int[HEAD.size()];

    private ServerText(TextPage page) {
        this.page = page;
    }

    static void write(Report report, TextPage page) {
        List<Traffic.ServerTraffic> servers = report.traffic().servers();
        if (servers.isEmpty()) {
            return;
        }
        page.gap();
        page.start(0).style(Style.STRONG).add("SERVERS").end();
        int shown = page.all() ? servers.size() : Math.min(MAX_ROWS, servers.size());
        new ServerText(page).write(servers.subList(0, shown), report);
        if (shown < servers.size()) {
            page.start(2 + MARK).style(Style.DIM).add(Quantities.count(servers.size() - shown, "more server"));
            page.add(": see with -v").end();
        }
    }

    private void write(List<Traffic.ServerTraffic> servers, Report report) {
        List<List<String>> rows = new ArrayList<>(servers.size());
        widen(HEAD);
        for (Traffic.ServerTraffic server : servers) {
            List<String> row = row(server);
            rows.add(row);
            widen(row);
        }
        int total = 2 + MARK;
        for (int width : widths) {
            total += width + 2;
        }
        boolean folded = total - 2 > page.width();
        write("", HEAD, Style.DIM, folded);
        for (int i = 0; i < rows.size(); i++) {
            Traffic.ServerTraffic server = servers.get(i);
            boolean dead = server.answered() == 0 && server.unanswered() + server.rejected() > 1;
            boolean bad = dead || report.verdict().affectedServers().contains(server.address());
            write(bad ? "!" : "", rows.get(i), bad ? Style.BAD : Style.PLAIN, folded);
        }
    }

    private static List<String> row(Traffic.ServerTraffic server) {
        String median = "-";
        String slowest = "-";
        if (server.latency().isPresent()) {
            Percentiles latency = server.latency().get();
            median = Quantities.duration(latency.p50());
            slowest = Quantities.duration(latency.p99());
        }
        return List.of(
                server.address().toString(),
                Words.role(server.role()),
                Quantities.count(server.transactions()),
                Words.percent(server.answered(), server.transactions()),
                median,
                slowest,
                server.waited().isZero() ? "-" : Quantities.duration(server.waited()));
    }

    private void widen(List<String> row) {
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], row.get(i).length());
        }
    }

    /** One row; on a page too narrow for it the numbers stand below the address. */
    private void write(String mark, List<String> row, Style style, boolean folded) {
        page.start(2).style(style).left(mark, MARK);
        for (int i = 0; i < widths.length; i++) {
            if (i < NUMBERS) {
                page.left(row.get(i), widths[i]).spaces(2);
            } else {
                page.right(row.get(i), widths[i]).spaces(2);
            }
            if (folded && i == NUMBERS - 1) {
                page.end();
                page.start(2).style(style).spaces(2 * MARK);
            }
        }
        page.end();
    }
}
