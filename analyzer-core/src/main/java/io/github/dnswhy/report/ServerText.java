package io.github.dnswhy.report;

import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Percentiles;
import io.github.dnswhy.model.Report;
import io.github.dnswhy.model.Traffic;
import java.util.List;

/** The servers as a table. */
final class ServerText {
    private static final int MAX_ROWS = 6;
    private static final int NUMBERS = 7 + 10 + 10 + 10 + 13;

    private final TextPage page;
    private final List<IpAddress> affected;
    private final int addressColumns;
    private final int roleColumns;
    private final boolean folded;

    private ServerText(List<Traffic.ServerTraffic> servers, List<IpAddress> affected, TextPage page) {
        this.page = page;
        this.affected = affected;
        int address = "address".length();
        int role = "role".length();
        for (Traffic.ServerTraffic server : servers) {
            address = Math.max(address, server.address().toString().length());
            role = Math.max(role, Words.role(server.role()).length());
        }
        addressColumns = address;
        roleColumns = role;
        folded = 4 + address + 1 + role + NUMBERS > page.width();
    }

    static void write(Report report, TextPage page) {
        List<Traffic.ServerTraffic> servers = report.traffic().servers();
        if (servers.isEmpty()) {
            return;
        }
        page.gap();
        page.start(0).style(Style.STRONG).add("SERVERS").end();
        int shown = page.all() ? servers.size() : Math.min(MAX_ROWS, servers.size());
        ServerText table = new ServerText(servers.subList(0, shown), report.verdict().affectedServers(), page);
        table.writeHead();
        for (int i = 0; i < shown; i++) {
            table.write(servers.get(i));
        }
        if (shown < servers.size()) {
            page.start(4).style(Style.DIM).add(Words.count(servers.size() - shown, "more server"));
            page.add(": see them with -v").end();
        }
    }

    private void writeHead() {
        page.start(2, 2).style(Style.DIM);
        cells("  ", "address", "role", "asked", "answered", "median", "99 %", "time lost");
    }

    private void write(Traffic.ServerTraffic server) {
        String median = "-";
        String slowest = "-";
        if (server.latency().isPresent()) {
            Percentiles latency = server.latency().get();
            median = Words.duration(latency.p50());
            slowest = Words.duration(latency.p99());
        }
        boolean bad = affected.contains(server.address());
        page.start(2, 2).style(bad ? Style.BAD : Style.PLAIN);
        cells(
                bad ? "! " : "  ",
                server.address().toString(),
                Words.role(server.role()),
                Words.count(server.transactions()),
                Words.percent(server.answered(), server.transactions()),
                median,
                slowest,
                server.waited().isZero() ? "-" : Words.duration(server.waited()));
    }

    /** One row; on a narrow page the numbers stand below a long address. */
    private void cells(
            String mark, String address, String role, String asked, String answered, String p50, String p99, String lost) {
        page.add(mark).left(address, addressColumns).spaces(1).left(role, roleColumns);
        if (folded) {
            page.end();
            page.start(2).spaces(4);
        }
        page.right(asked, 7).right(answered, 10).right(p50, 10).right(p99, 10).right(lost, 13).end();
    }
}
