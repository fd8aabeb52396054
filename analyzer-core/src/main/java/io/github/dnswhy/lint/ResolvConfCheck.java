package io.github.dnswhy.lint;

import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.LintMessage;
import io.github.dnswhy.model.LintMessage.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Checks a resolv.conf line by line, and then as a whole. What each resolver makes of it: resolv.conf(5), glibc's res_init.c, musl's resolvconf.c. */
final class ResolvConfCheck {
    private static final int MOST_NAMESERVERS = 3;
    private static final int MOST_SUFFIXES = 6;
    private static final int MUSL_SEARCH = 255;
    private static final int MOST_NDOTS = 15;
    private static final int MOST_TIMEOUT = 30;
    private static final int MOST_ATTEMPTS = 5;
    private static final int LONG_WAIT_SECONDS = 15;

    private static final List<String> DIRECTIVES = List.of("nameserver", "search", "domain", "options", "sortlist");
    private static final Set<String> GLIBC_FLAGS = Set.of(
            "debug",
            "rotate",
            "no-check-names",
            "edns0",
            "single-request",
            "single-request-reopen",
            "no-tld-query",
            "use-vc",
            "no-reload",
            "trust-ad",
            "no-aaaa",
            "strict-error");
    private static final Set<String> OBSOLETE_FLAGS =
            Set.of("inet6", "ip6-bytestring", "ip6-dotint", "no-ip6-dotint", "insecure1", "insecure2");

    private final String file;
    private final Consumer<LintMessage> out;
    private final List<IpAddress> nameservers = new ArrayList<>();
    private final List<Long> nameserverLines = new ArrayList<>();
    private List<String> search = List.of();
    private long lastSearchLine;
    private int ndots = 1;
    private int timeout = 5;
    private int attempts = 2;
    private long optionsLine;

    ResolvConfCheck(String file, Consumer<LintMessage> out) {
        this.file = file;
        this.out = out;
    }

    String file() {
        return file;
    }

    /** Whether it names a loopback address. */
    boolean hasLoopback() {
        return nameservers.stream().anyMatch(IpAddress::isLoopback);
    }

    /** Whether a line begins with a word of resolv.conf(5). */
    static boolean isDirective(String line) {
        return DIRECTIVES.contains(words(line).get(0));
    }

    void read(String content) {
        long number = 0;
        for (String raw : content.split("\n", 100_000)) {
            number++;
            String line = raw.stripTrailing();
            if (!line.isBlank()
                    && !line.strip().startsWith("#")
                    && !line.strip().startsWith(";")) {
                line(line, number);
            }
        }
        whole();
    }

    private void line(String line, long number) {
        List<String> words = words(line.strip());
        String first = words.get(0);
        List<String> rest = words.subList(1, words.size());
        if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
            add(number, Level.WARNING, "line-indented", "glibc ignores a line that begins with a blank");
            return;
        }
        switch (first) {
            case "nameserver" -> nameserver(rest, number);
            case "search", "domain" -> search(rest, first, number);
            case "options" -> rest.forEach(option -> option(option, number));
            case "sortlist" ->
                add(
                        number,
                        Level.INFO,
                        "sortlist-ignored",
                        "musl ignores sortlist, and most programs sort addresses themselves");
            default ->
                add(
                        number,
                        Level.ERROR,
                        "line-unknown",
                        "'" + first + "' is no word of resolv.conf(5): the line is ignored");
        }
    }

    private void nameserver(List<String> rest, long number) {
        Optional<IpAddress> address = rest.isEmpty() ? Optional.empty() : IpAddress.parse(rest.get(0));
        if (address.isEmpty()) {
            add(
                    number,
                    Level.ERROR,
                    "nameserver-invalid",
                    rest.isEmpty()
                            ? "nameserver without an address"
                            : "'" + rest.get(0) + "' is no address; a name or a port cannot stand here");
            return;
        }
        if (rest.size() > 1) {
            add(number, Level.WARNING, "nameserver-several", "only the first address of a nameserver line is used");
        }
        if (nameservers.contains(address.get())) {
            add(
                    number,
                    Level.WARNING,
                    "nameserver-repeated",
                    address.get() + " is named twice: when it is dead, it is waited for twice");
        }
        if (nameservers.size() == MOST_NAMESERVERS) {
            add(
                    number,
                    Level.WARNING,
                    "nameserver-beyond-three",
                    "glibc and musl use the first three nameservers; this and later ones are never asked");
        }
        if (address.get().isLoopback()) {
            add(
                    number,
                    Level.INFO,
                    "nameserver-loopback",
                    address.get()
                            + " answers only where a resolver listens on it; in a container that is the container's own, and a CoreDNS that forwards"
                            + " to this file forwards to itself");
        }
        nameservers.add(address.get());
        nameserverLines.add(number);
    }

    private void search(List<String> suffixes, String word, long number) {
        if (lastSearchLine > 0) {
            add(
                    number,
                    Level.WARNING,
                    "search-replaced",
                    "this line replaces the one on line " + lastSearchLine + ": of search and domain the last counts");
        }
        lastSearchLine = number;
        if (suffixes.isEmpty()) {
            add(number, Level.WARNING, "search-empty", word + " without a suffix");
            return;
        }
        search = word.equals("domain") ? suffixes.subList(0, 1) : suffixes;
        if (search.size() > MOST_SUFFIXES) {
            add(
                    number,
                    Level.WARNING,
                    "search-too-many",
                    "glibc before 2.26 uses six suffixes of these " + search.size());
        }
        if (String.join(" ", search).length() > MUSL_SEARCH) {
            add(number, Level.WARNING, "search-too-long", "musl and glibc before 2.26 cut the list at 255 characters");
        }
        long distinct = search.stream()
                .map(suffix -> suffix.toLowerCase(Locale.ROOT))
                .distinct()
                .count();
        if (distinct < search.size()) {
            add(number, Level.WARNING, "search-repeated", "a suffix stands twice: names are asked under it twice");
        }
    }

    private void option(String option, long number) {
        optionsLine = optionsLine == 0 ? number : optionsLine;
        int colon = option.indexOf(':');
        String name = colon < 0 ? option : option.substring(0, colon);
        switch (name) {
            case "ndots" -> ndots = number(option, MOST_NDOTS, ndots, number);
            case "timeout" -> timeout = Math.max(1, number(option, MOST_TIMEOUT, timeout, number));
            case "attempts" -> attempts = number(option, MOST_ATTEMPTS, attempts, number);
            default -> flag(option, number);
        }
    }

    private void flag(String flag, long number) {
        if (flag.equals("use-vc")) {
            add(
                    number,
                    Level.WARNING,
                    "use-vc-without-timer",
                    "over TCP glibc has no timer of its own: a lost connection is waited for as long as the kernel does, two minutes and more");
        }
        if (GLIBC_FLAGS.contains(flag)) {
            add(
                    number,
                    Level.INFO,
                    "option-ignored-by-musl",
                    "musl (Alpine) knows ndots, timeout and attempts alone and ignores " + flag);
        } else if (OBSOLETE_FLAGS.contains(flag)) {
            add(number, Level.INFO, "option-obsolete", flag + " has no effect any more");
        } else {
            add(
                    number,
                    Level.WARNING,
                    "option-unknown",
                    "'" + flag + "' is no option of resolv.conf(5): it is ignored");
        }
    }

    private int number(String option, int most, int before, long line) {
        String digits = option.substring(option.indexOf(':') + 1);
        boolean valid = option.indexOf(':') >= 0
                && !digits.isEmpty()
                && digits.length() <= 6
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!valid) {
            add(line, Level.ERROR, "option-invalid", "'" + option + "' lacks a number");
            return before;
        }
        int value = Integer.parseInt(digits);
        if (value > most) {
            add(line, Level.WARNING, "option-capped", "glibc takes " + most + " for '" + option + "'");
        }
        return Math.min(value, most);
    }

    /** What the lines say together. */
    private void whole() {
        if (nameservers.isEmpty()) {
            add(1, Level.WARNING, "nameserver-missing", "no nameserver: resolvers ask 127.0.0.1");
        }
        List<IpAddress> used = nameservers.subList(0, Math.min(MOST_NAMESERVERS, nameservers.size()));
        for (int i = 0; i < used.size(); i++) {
            boolean mixed = isPublic(used.get(i)) && used.stream().anyMatch(other -> !isPublic(other));
            if (mixed) {
                add(
                        nameserverLines.get(i),
                        Level.WARNING,
                        "nameservers-public-and-private",
                        used.get(i)
                                + " is a public resolver beside internal ones: it does not know their names, and its NXDOMAIN counts as much as theirs");
            }
        }
        if (ndots > 1 && !search.isEmpty()) {
            add(
                    optionsLine,
                    Level.INFO,
                    "ndots-multiplies-lookups",
                    "a name with fewer than " + ndots + " dots is asked under "
                            + plural(search.size(), "suffix", "suffixes") + " first: up to " + 2 * (search.size() + 1)
                            + " queries for one lookup of A and AAAA");
        }
        int once = onePass(used.size());
        int all = once * attempts;
        if (all > LONG_WAIT_SECONDS) {
            int names = search.isEmpty() ? 1 : 2;
            add(
                    optionsLine > 0 ? optionsLine : used.isEmpty() ? 1 : nameserverLines.get(0),
                    Level.WARNING,
                    "timeout-product",
                    "with all nameservers silent a lookup fails after " + names * all + " s in glibc: "
                            + plural(used.size(), "nameserver", "nameservers")
                            + ", timeout " + timeout + " s, " + plural(attempts, "attempt", "attempts")
                            + (names > 1 ? ", for a suffix and for the name as it is" : "")
                            + (used.size() > 1
                                    ? "; with the first silent each name of the search costs " + timeout + " s"
                                    : ""));
        }
    }

    /** How long glibc takes to go once through its nameservers: the timeout doubles from one to the next and is divided by their number. */
    private int onePass(int servers) {
        int seconds = 0;
        for (int i = 0; i < Math.max(1, servers); i++) {
            seconds += i == 0 ? timeout : Math.max(1, (timeout << i) / servers);
        }
        return seconds;
    }

    /** Neither private (RFC 1918, RFC 4193, RFC 6598) nor of the host or the link. */
    private static boolean isPublic(IpAddress address) {
        if (address.isLoopback() || address.isLinkLocal()) {
            return false;
        }
        if (!address.isV4()) {
            return address.high() >>> 57 != 0x7E;
        }
        int first = (int) (address.low() >>> 24 & 0xFF);
        int second = (int) (address.low() >>> 16 & 0xFF);
        return first != 10
                && !(first == 172 && second >= 16 && second < 32)
                && !(first == 192 && second == 168)
                && !(first == 100 && second >= 64 && second < 128);
    }

    private static String plural(int count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= line.length(); i++) {
            boolean blank = i == line.length() || line.charAt(i) <= ' ';
            if (blank && start >= 0) {
                words.add(line.substring(start, i));
                start = -1;
            } else if (!blank && start < 0) {
                if (line.charAt(i) == '#' || line.charAt(i) == ';') {
                    break;
                }
                start = i;
            }
        }
        return words.isEmpty() ? List.of("") : words;
    }

    private void add(long line, Level level, String id, String text) {
        out.accept(new LintMessage(file, Math.max(1, line), level, id, text));
    }
}
