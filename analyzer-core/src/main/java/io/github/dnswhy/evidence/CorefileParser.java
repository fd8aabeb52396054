package io.github.dnswhy.evidence;

import io.github.dnswhy.model.Anomalies;
import io.github.dnswhy.model.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Parses the words of one Corefile into blocks, as CoreDNS's Caddyfile parser does, but goes on after an error. */
final class CorefileParser {
    private static final int DEEPEST = 32;
    private static final int MOST_DIRECTIVES = 20_000;

    private final String file;
    private final Anomalies anomalies;
    private final Map<String, Snippet> snippets = new HashMap<>();
    private final List<Corefile.ServerBlock> blocks = new ArrayList<>();
    private final List<String> imports = new ArrayList<>();
    private List<CorefileLexer.Token> tokens = List.of();
    private int at;
    private int directives;
    private int deepest;

    /** What an import puts in, with the number of all directives in it and the depth of their braces. */
    private record Snippet(List<Corefile.Directive> directives, int weight, int depth) {}

    CorefileParser(String file, Anomalies anomalies) {
        this.file = file;
        this.anomalies = anomalies;
    }

    Corefile parse(List<CorefileLexer.Line> lines) {
        CorefileLexer lexer = new CorefileLexer();
        tokens = lexer.tokens(lines);
        if (lexer.full()) {
            odd("corefile-too-long", tokens.get(tokens.size() - 1).line());
        }
        while (at < tokens.size()) {
            block();
        }
        return new Corefile(file, lines.isEmpty() ? 1 : lines.get(0).number(), blocks, imports);
    }

    private void block() {
        CorefileLexer.Token first = tokens.get(at);
        if (first.text().equals("}")) {
            odd("corefile-brace-unexpected", first.line());
            at++;
            return;
        }
        if (first.text().equals("import")) {
            at++;
            imports.addAll(restOfLine());
            return;
        }
        List<String> keys = new ArrayList<>();
        boolean open = keys(keys);
        int before = directives;
        deepest = 0;
        List<Corefile.Directive> body = directives(0);
        if (open && !close()) {
            odd("corefile-brace-missing", first.line());
        }
        String only = keys.size() == 1 ? keys.get(0) : "";
        if (only.length() > 2 && only.charAt(0) == '(' && only.endsWith(")")) {
            snippets.put(only.substring(1, only.length() - 1), new Snippet(body, directives - before, deepest));
        } else {
            blocks.add(new Corefile.ServerBlock(
                    first.line(), keys.stream().map(CorefileParser::key).toList(), body));
        }
    }

    /**
     * Reads the zones of a block up to its brace; false when it has none, which a Corefile of one block may leave out.
     */
    private boolean keys(List<String> keys) {
        boolean goesOn = true;
        while (at < tokens.size()
                && (goesOn || !tokens.get(at).first() || tokens.get(at).text().equals("{"))) {
            CorefileLexer.Token token = tokens.get(at++);
            String key = token.text();
            if (key.equals("{")) {
                return true;
            }
            goesOn = key.endsWith(",");
            boolean joined = key.length() > 1 && key.endsWith("{");
            if (joined) {
                odd("corefile-brace-joined", token.line());
            }
            key = goesOn || joined ? key.substring(0, key.length() - 1) : key;
            if (!key.isEmpty()) {
                keys.add(key);
            }
            if (joined) {
                return true;
            }
        }
        return false;
    }

    /** Reads directives up to the closing brace of their block, which is left. */
    private List<Corefile.Directive> directives(int depth) {
        List<Corefile.Directive> found = new ArrayList<>();
        deepest = Math.max(deepest, depth);
        while (at < tokens.size() && !tokens.get(at).text().equals("}")) {
            CorefileLexer.Token name = tokens.get(at++);
            List<String> arguments = restOfLine();
            List<Corefile.Directive> options = List.of();
            if (at < tokens.size()
                    && tokens.get(at).text().equals("{")
                    && !tokens.get(at).first()) {
                at++;
                if (depth < DEEPEST) {
                    options = directives(depth + 1);
                    if (!close()) {
                        odd("corefile-brace-missing", name.line());
                    }
                } else {
                    odd("corefile-too-deep", name.line());
                }
            }
            add(new Corefile.Directive(name.line(), name.text(), arguments, options), depth, found);
        }
        return found;
    }

    private void add(Corefile.Directive directive, int depth, List<Corefile.Directive> found) {
        Snippet snippet =
                directive.name().equals("import") && !directive.arguments().isEmpty()
                        ? snippets.get(directive.arguments().get(0))
                        : null;
        int weight = snippet == null ? 1 : snippet.weight();
        int below = snippet == null ? 0 : snippet.depth();
        // Snippets that import snippets grow exponentially: what counts is the sum of what was put in.
        if (directives + weight > MOST_DIRECTIVES || depth + below > DEEPEST) {
            odd(depth + below > DEEPEST ? "corefile-too-deep" : "corefile-too-long", directive.line());
            return;
        }
        directives += weight;
        deepest = Math.max(deepest, depth + below);
        if (snippet == null) {
            found.add(directive);
        } else {
            found.addAll(snippet.directives());
        }
    }

    private boolean close() {
        boolean closed = at < tokens.size() && tokens.get(at).text().equals("}");
        at += closed ? 1 : 0;
        return closed;
    }

    /** The words up to the end of the line or a brace that opens or closes. */
    private List<String> restOfLine() {
        List<String> words = new ArrayList<>();
        while (at < tokens.size() && !tokens.get(at).first()) {
            String text = tokens.get(at).text();
            if (text.equals("{") || text.equals("}")) {
                break;
            }
            words.add(text);
            at++;
        }
        return words;
    }

    private void odd(String name, long line) {
        anomalies.add(name, Place.Unit.LINE, line);
    }

    private static Corefile.ZoneKey key(String text) {
        int schemeEnd = text.indexOf("://");
        String scheme = schemeEnd < 0 ? "dns" : DnsNameText.lowerCase(text.substring(0, schemeEnd));
        String zone = schemeEnd < 0 ? text : text.substring(schemeEnd + 3);
        int port = switch (scheme) {
            case "tls", "quic" -> 853;
            case "https", "https3", "grpc" -> 443;
            default -> 53;
        };
        int colon = zone.lastIndexOf(':');
        // A colon before the slash belongs to an IPv6 network.
        if (colon >= 0 && colon > zone.indexOf('/')) {
            int given = TextCursor.numberOf(zone.substring(colon + 1));
            if (given > 0 && given <= 65535) {
                port = given;
                zone = zone.substring(0, colon);
            }
        }
        return new Corefile.ZoneKey(scheme, zone.isEmpty() ? "." : DnsNameText.normal(zone), port);
    }
}
