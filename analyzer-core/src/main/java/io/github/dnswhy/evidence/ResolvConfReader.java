package io.github.dnswhy.evidence;

import io.github.dnswhy.model.Anomalies;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Limits;
import io.github.dnswhy.model.Place;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads a resolv.conf by the rules of glibc (resolv/res_init.c). */
final class ResolvConfReader {
    private static final int MOST_ENTRIES = 1_000;
    private static final int MOST_INDENTED = 4_096;
    private static final String[] KEYWORDS = {"nameserver", "search", "domain", "options", "sortlist"};
    private static final List<String> FLAGS = List.of(
            "debug",
            "rotate",
            "no-check-names",
            "inet6",
            "ip6-bytestring",
            "ip6-dotint",
            "no-ip6-dotint",
            "edns0",
            "single-request",
            "single-request-reopen",
            "no-tld-query",
            "no_tld_query",
            "use-vc",
            "no-reload",
            "trust-ad",
            "no-aaaa",
            "insecure1",
            "insecure2",
            "strict-error");

    private final String file;
    private final TextLines lines;
    private final Anomalies anomalies;
    private final List<ResolvConf.Nameserver> nameservers = new ArrayList<>();
    private List<String> search = List.of();
    private long searchLine;
    private long optionsLine;
    private OptionalInt ndots = OptionalInt.empty();
    private OptionalInt timeout = OptionalInt.empty();
    private OptionalInt attempts = OptionalInt.empty();
    private final Set<String> flags = new HashSet<>();
    private final List<String> indented = new ArrayList<>();
    private final List<Long> indentedLines = new ArrayList<>();
    private boolean plain;

    ResolvConfReader(String file, InputStream in, Limits limits, Anomalies anomalies) {
        this.file = file;
        this.anomalies = anomalies;
        this.lines = new TextLines(in, limits, anomalies);
    }

    ResolvConf read() {
        while (lines.next()) {
            String line = lines.text();
            if (line.isBlank() || isComment(line.strip())) {
                continue;
            }
            if (TextCursor.isBlank(line.charAt(0))) {
                if (indented.size() < MOST_ENTRIES && line.length() <= MOST_INDENTED) {
                    indented.add(line.strip());
                    indentedLines.add(lines.number());
                }
            } else {
                plain |= keyword(line) != null;
                directive(line, lines.number());
            }
        }
        // The resolver ignores a line that begins with a blank. Where all of them do, the file was pasted that way.
        for (int i = 0; i < indented.size(); i++) {
            if (plain) {
                odd("resolv-conf-line-ignored", indentedLines.get(i));
            } else {
                directive(indented.get(i), indentedLines.get(i));
            }
        }
        return new ResolvConf(file, nameservers, search, searchLine, optionsLine, ndots, timeout, attempts, flags);
    }

    long lines() {
        return lines.number();
    }

    static boolean isComment(String line) {
        return line.startsWith("#") || line.startsWith(";");
    }

    /** The keyword that a line begins with, null when it is none of resolv.conf(5). */
    static String keyword(String line) {
        for (String keyword : KEYWORDS) {
            if (line.startsWith(keyword)
                    && (line.length() == keyword.length() || TextCursor.isBlank(line.charAt(keyword.length())))) {
                return keyword;
            }
        }
        return null;
    }

    /** Whether a word is an option of resolv.conf(5). */
    static boolean isOption(String word) {
        return FLAGS.contains(word)
                || word.startsWith("ndots:")
                || word.startsWith("timeout:")
                || word.startsWith("attempts:");
    }

    private void directive(String line, long number) {
        String keyword = keyword(line);
        if (keyword == null) {
            odd("resolv-conf-line-unknown", number);
            return;
        }
        TextCursor rest = new TextCursor(line, keyword.length());
        switch (keyword) {
            case "nameserver" -> nameserver(rest.word(), number);
            case "search" -> search(words(rest), number);
            case "domain" -> search(words(rest).stream().limit(1).toList(), number);
            case "options" -> options(words(rest), number);
            default -> {
                // A sort list orders answers; it takes no time.
            }
        }
    }

    private void nameserver(String word, long number) {
        int end = 0;
        while (end < word.length() && word.charAt(end) != ';' && word.charAt(end) != '#') {
            end++;
        }
        Optional<IpAddress> address = IpAddress.parse(word.substring(0, end));
        if (address.isEmpty()) {
            odd("resolv-conf-nameserver-invalid", number);
        } else if (nameservers.size() < MOST_ENTRIES) {
            nameservers.add(new ResolvConf.Nameserver(number, address.get()));
        }
    }

    private void search(List<String> names, long number) {
        if (!names.isEmpty()) {
            search = names.stream().map(DnsNameText::normal).toList();
            searchLine = number;
        }
    }

    private void options(List<String> words, long number) {
        optionsLine = optionsLine == 0 ? number : optionsLine;
        for (String word : words) {
            int colon = word.indexOf(':');
            String name = colon < 0 ? word : word.substring(0, colon);
            int value = colon < 0 ? -1 : TextCursor.numberOf(word.substring(colon + 1));
            if (isComment(word)) {
                return;
            }
            switch (name) {
                case "ndots" -> ndots = given(value, ndots, number);
                case "timeout" -> timeout = given(value, timeout, number);
                case "attempts" -> attempts = given(value, attempts, number);
                default -> {
                    if (FLAGS.contains(name)) {
                        flags.add(name);
                    } else {
                        odd("resolv-conf-option-unknown", number);
                    }
                }
            }
        }
    }

    private OptionalInt given(int value, OptionalInt before, long number) {
        if (value < 0) {
            odd("resolv-conf-option-invalid", number);
            return before;
        }
        return OptionalInt.of(value);
    }

    private static List<String> words(TextCursor cursor) {
        List<String> words = new ArrayList<>();
        for (String word = cursor.word(); !word.isEmpty() && words.size() < MOST_ENTRIES; word = cursor.word()) {
            words.add(word);
        }
        return words;
    }

    private void odd(String name, long number) {
        anomalies.add(name, Place.Unit.LINE, number);
    }
}
