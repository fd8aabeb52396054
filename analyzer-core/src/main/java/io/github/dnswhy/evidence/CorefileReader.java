package io.github.dnswhy.evidence;

import io.github.dnswhy.model.Anomalies;
import io.github.dnswhy.model.Limits;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the Corefiles of a text: the text itself, or the values of {@code Corefile} and {@code *.server} in ConfigMaps
 * printed by {@code kubectl get -o yaml} or {@code kubectl describe}.
 */
final class CorefileReader {
    private static final int MOST_LINES = 100_000;
    private static final long MOST_CHARACTERS = 16L << 20;

    private final String file;
    private final Anomalies anomalies;
    private final TextLines lines;
    private final List<CorefileLexer.Line> all = new ArrayList<>();
    private final List<Corefile> found = new ArrayList<>();

    CorefileReader(String file, InputStream in, Limits limits, Anomalies anomalies) {
        this.file = file;
        this.anomalies = anomalies;
        this.lines = new TextLines(in, limits, anomalies);
    }

    List<Corefile> read() {
        long characters = 0;
        while (lines.next()) {
            characters += lines.text().length();
            if (all.size() >= MOST_LINES || characters > MOST_CHARACTERS) {
                lines.odd("corefile-too-long");
                break;
            }
            all.add(new CorefileLexer.Line(lines.number(), lines.text()));
        }
        boolean embedded = false;
        for (int i = 0; i < all.size(); i++) {
            String text = all.get(i).text();
            if (isKey(text)) {
                String value = text.substring(text.indexOf(':') + 1).strip();
                int end = value.startsWith("\"")
                        ? quoted(i)
                        : value.isEmpty() ? described(i) : isBlockMark(value) ? block(i) : i;
                embedded |= end > i || value.startsWith("\"");
                i = Math.max(i, end - 1);
            }
        }
        if (!embedded && !all.isEmpty()) {
            parse(all);
        }
        return found;
    }

    /** How many lines were read. */
    long lines() {
        return lines.number();
    }

    /** Whether a line is the key of a Corefile in a ConfigMap. */
    static boolean isKey(String line) {
        int colon = line.indexOf(':');
        String key = colon < 0 ? "" : line.substring(0, colon).strip();
        String value = colon < 0 ? "" : line.substring(colon + 1).strip();
        return (key.equals("Corefile") || key.endsWith(".server"))
                && (value.isEmpty() || value.startsWith("\"") || isBlockMark(value));
    }

    private static boolean isBlockMark(String value) {
        return value.startsWith("|") && value.length() <= 3;
    }

    /** A YAML block scalar; the index behind it. */
    private int block(int key) {
        int end = key + 1;
        int indent = -1;
        List<CorefileLexer.Line> body = new ArrayList<>();
        for (; end < all.size(); end++) {
            String text = all.get(end).text();
            if (!text.isBlank()) {
                int own = indent(text);
                indent = indent < 0 && own > indent(all.get(key).text()) ? own : indent;
                if (indent < 0 || own < indent) {
                    break;
                }
            }
            body.add(all.get(end));
        }
        parse(body);
        return end;
    }

    /** A value below dashes, as {@code kubectl describe configmap} prints it; the index behind it. */
    private int described(int key) {
        if (key + 1 >= all.size() || !all.get(key + 1).text().strip().equals("----")) {
            return key;
        }
        int end = key + 2;
        while (end < all.size() && !endsDescription(end)) {
            end++;
        }
        parse(all.subList(key + 2, end));
        return end;
    }

    private boolean endsDescription(int at) {
        String text = all.get(at).text();
        String next = at + 1 < all.size() ? all.get(at + 1).text().strip() : "";
        return text.startsWith("Events:") || next.equals("====") || next.equals("----");
    }

    /** A YAML double-quoted scalar, over several lines perhaps; the index behind it. */
    private int quoted(int key) {
        StringBuilder value = new StringBuilder();
        int at = key;
        int from = all.get(key).text().indexOf('"') + 1;
        boolean closed = false;
        while (at < all.size() && !closed) {
            String text = all.get(at++).text();
            boolean joined = false;
            for (int i = from; i < text.length() && !closed; i++) {
                char c = text.charAt(i);
                if (c == '\\') {
                    joined = i + 1 >= text.length();
                    value.append(joined ? "" : unescaped(text.charAt(++i)));
                } else if (c == '"') {
                    closed = true;
                } else {
                    value.append(c);
                }
            }
            if (!closed) {
                value.append(joined ? "" : " ");
                from = at < all.size() ? indent(all.get(at).text()) : 0;
            }
        }
        List<CorefileLexer.Line> body = new ArrayList<>();
        for (String line : value.toString().split("\n", MOST_LINES)) {
            body.add(new CorefileLexer.Line(all.get(key).number(), line));
        }
        parse(body);
        return at;
    }

    private static String unescaped(char c) {
        return c == 'n' ? "\n" : c == 't' ? "\t" : String.valueOf(c);
    }

    private static int indent(String text) {
        int at = 0;
        while (at < text.length() && TextCursor.isBlank(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private void parse(List<CorefileLexer.Line> body) {
        found.add(new CorefileParser(file, anomalies).parse(body));
    }
}
