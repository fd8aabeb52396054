package io.github.dnswhy.evidence;

import io.github.dnswhy.model.Anomalies;
import java.util.ArrayList;
import java.util.List;

/**
 * A Corefile in the middle of a log: node-cache prints the effective one when it starts. It ends where the log goes on.
 */
final class PrintedCorefile {
    private static final int MOST_CHARACTERS = 1 << 18;

    private final List<CorefileLexer.Line> lines = new ArrayList<>();
    private int depth;
    private int characters;

    PrintedCorefile(String first, long number) {
        if (!first.isBlank()) {
            add(first, number);
        }
    }

    /** Takes one more line; false when it belongs to the log instead. */
    boolean add(String text, long number) {
        boolean listening = depth <= 0 && DnsServerLines.listening(text, null) != null;
        boolean banner = text.startsWith("CoreDNS-") || text.startsWith("linux/");
        if (listening || banner || characters + text.length() >= MOST_CHARACTERS) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            depth += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
        }
        characters += text.length() + 1;
        lines.add(new CorefileLexer.Line(number, text));
        return true;
    }

    Corefile toCorefile(String file, Anomalies anomalies) {
        return new CorefileParser(file, anomalies).parse(lines);
    }
}
