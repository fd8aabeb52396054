package io.github.dnswhy.evidence;

import io.github.dnswhy.model.Anomalies;
import java.util.ArrayList;
import java.util.List;

/** A Corefile in the middle of a log: node-cache prints the effective one when it starts. It ends where the log goes on. */
final class PrintedCorefile {
    private static final int MOST_LINES = 10_000;

    private final List<CorefileLexer.Line> lines = new ArrayList<>();
    private int depth;

    PrintedCorefile(String first, long number) {
        if (!first.isBlank()) {
            add(first, number);
        }
    }

    /** Takes one more line; false when it belongs to the log instead. */
    boolean add(String text, long number) {
        boolean listening = depth <= 0 && DnsServerLines.listening(text, null) != null;
        boolean banner = text.startsWith("CoreDNS-") || text.startsWith("linux/");
        if (listening || banner || lines.size() >= MOST_LINES) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            depth += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
        }
        lines.add(new CorefileLexer.Line(number, text));
        return true;
    }

    Corefile toCorefile(String file, Anomalies anomalies) {
        return new CorefileParser(file, anomalies).parse(lines);
    }
}
