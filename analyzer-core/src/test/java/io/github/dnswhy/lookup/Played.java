package io.github.dnswhy.lookup;

import io.github.dnswhy.match.AddressTable;
import io.github.dnswhy.match.CaptureGaps;
import io.github.dnswhy.match.TransactionMatcher;
import io.github.dnswhy.match.WireEvent;
import io.github.dnswhy.match.WireScript;
import io.github.dnswhy.model.IpAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Plays scripts to a matcher and a builder of lookups, and tells each lookup that comes out in one line. */
final class Played {
    static final long SECOND = 1_000_000_000L;
    static final int PLENTY = 1 << 16;

    private Played() {}

    /** What a resolver without a resolv.conf is taken for. */
    static ResolverSettings unknown() {
        return ResolverSettings.DEFAULTS;
    }

    /** A resolv.conf with servers S1, S2, … and a search list. */
    static ResolverSettings configured(int servers, String... search) {
        List<IpAddress> nameservers = new ArrayList<>();
        for (int i = 1; i <= servers; i++) {
            nameservers.add(WireScript.address("S" + i));
        }
        return new ResolverSettings(nameservers, List.of(search), 5, Duration.ofSeconds(5), 2, true);
    }

    /** The lookups of a script in order of their start: {@code name felt-in-ms OUTCOME}. */
    static List<String> lookups(ResolverSettings settings, String script) {
        return lookups(settings, WireScript.of(script), PLENTY);
    }

    static List<String> lookups(ResolverSettings settings, WireScript script, int limit) {
        List<OpenLookupText> texts = new ArrayList<>();
        LookupBuilder builder =
                builder(settings, script, limit, l -> texts.add(new OpenLookupText(l.ordinal(), text(script, l))));
        run(builder, script, limit);
        texts.sort((a, b) -> Long.compare(a.ordinal, b.ordinal));
        return texts.stream().map(OpenLookupText::text).toList();
    }

    /** The queries of all lookups of a script: {@code TYPE server round fate}, those of one lookup in one string. */
    static List<String> queries(ResolverSettings settings, String text) {
        WireScript script = WireScript.of(text);
        List<OpenLookupText> texts = new ArrayList<>();
        LookupBuilder builder = builder(settings, script, PLENTY, l -> {
            List<String> queries = new ArrayList<>();
            for (int i = 0; i < l.queriesKept(); i++) {
                Query q = l.query(i);
                queries.add(type(q.type()) + " " + server(script.addresses(), q.server()) + " " + q.step() + "."
                        + q.round() + " " + q.fate());
            }
            texts.add(new OpenLookupText(l.ordinal(), String.join(", ", queries)));
        });
        run(builder, script, PLENTY);
        texts.sort((a, b) -> Long.compare(a.ordinal, b.ordinal));
        return texts.stream().map(OpenLookupText::text).toList();
    }

    static LookupBuilder builder(ResolverSettings settings, WireScript script, int limit, LookupListener listener) {
        return new LookupBuilder(
                address -> settings,
                script.addresses(),
                (name, target) -> script.names().copyWire(name, target, 0),
                limit,
                SECOND,
                listener,
                new CaptureGaps());
    }

    private static void run(LookupBuilder builder, WireScript script, int limit) {
        TransactionMatcher matcher = new TransactionMatcher(limit, builder);
        script.play(matcher::accept);
        builder.finish(script.end());
        matcher.finish();
    }

    private record OpenLookupText(long ordinal, String text) {}

    static String text(WireScript script, OpenLookup l) {
        String name = script.names().text(l.baseName());
        if (l.baseOctets() > 0) {
            name = name.substring(0, l.baseOctets() - 1);
        }
        return name + " " + milliseconds(l.felt()) + " " + l.outcome();
    }

    /** Milliseconds with at most one decimal. */
    static String milliseconds(long nanos) {
        String text = String.format(Locale.ROOT, "%.1f", nanos / 1e6);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private static String type(int type) {
        return type == 1 ? "A" : type == 28 ? "AAAA" : "TYPE" + type;
    }

    private static String server(AddressTable addresses, int server) {
        String text = addresses.address(server).toString();
        return text.startsWith("10.96.0.") ? "S" + text.substring(8) : text;
    }

    /** An event for those who make their own. */
    static WireEvent copy(WireEvent e) {
        WireEvent copy = new WireEvent();
        copy.copy(e);
        return copy;
    }
}
