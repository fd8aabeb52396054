package io.github.dnswhy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.LookupOutcome;
import io.github.dnswhy.model.Report;
import io.github.dnswhy.model.Traffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Recordings of real resolvers beside a timer around each of their lookups: what is rebuilt from the packets alone, with and without the
 * client's resolv.conf, is what the timer said.
 *
 * <p>The clients asked three at a time for eight names (in the search list at its first, second or no place) in a network of their own, of
 * servers that lost, delayed, refused or failed queries at random; {@code recorded/README.md} tells which.
 */
class RecordedClientsTest {
    private static final Duration SLOW = Duration.ofSeconds(1);

    @TempDir
    Path directory;

    /** What the timer said: start in seconds, name, milliseconds, outcome. */
    private record Timed(String name, double start, double millis) {
        static Timed of(String line) {
            String[] cells = line.split("\t");
            return new Timed(cells[1], Double.parseDouble(cells[0]), Double.parseDouble(cells[2]));
        }

        double end() {
            return start + millis / 1e3;
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                c-ares-loss30,c-ares
                c-ares-servfail,c-ares
                c-ares-slow6,c-ares
                dnsjava-loss30,dnsjava
                glibc-loss30-rotate-timeout2,glibc
                glibc-loss30-single-request-reopen,glibc
                glibc-loss30-v4,glibc
                glibc-slow-use-vc,glibc
                glibc-slow6-single-request,glibc
                go-aaaa-silent,go
                go-icmp,go
                go-loss20-single-request,go
                go-loss30,go
                go-servfail,go
                jndi-loss30,jndi
                musl-aaaa-servfail,musl
                musl-loss30-timeout1-attempts5,musl
                musl-servfail,musl
                musl-slow,musl
                netty-all-icmp,netty
                netty-all-loss30,netty
                netty-servfail,netty
                resolved-slow,glibc
                """)
    void lookupsAreRebuiltAsTheyWereTimed(String recording, String resolver) throws IOException {
        List<Double> timed = timed(recording, resolver.equals("go"));
        check(recording + " with its resolv.conf", timed, lookups(recording, resolver, true));
        check(recording + " alone", timed, lookups(recording, resolver, false));
    }

    /** The tolerance of a reader: a tenth, and one lookup or 25 ms. */
    private static void check(String what, List<Double> timed, List<Double> felt) {
        near(what + ", lookups", timed.size(), felt.size(), 1);
        near(what + ", slow ones", slow(timed), slow(felt), 1);
        near(what + ", p95", p95(timed), p95(felt), 25);
    }

    private static void near(String what, double expected, double actual, double least) {
        assertTrue(
                Math.abs(actual - expected) <= expected / 10 + least, () -> what + ": " + actual + " of " + expected);
    }

    private static long slow(List<Double> millis) {
        return millis.stream().filter(ms -> ms >= SLOW.toMillis()).count();
    }

    private static double p95(List<Double> millis) {
        List<Double> sorted = millis.stream().sorted().toList();
        return sorted.get((int) Math.ceil(sorted.size() * 0.95) - 1);
    }

    /** What each lookup took; calls that only waited for another's lookup of the same name, as those of Go do, are none. */
    private static List<Double> timed(String recording, boolean shared) throws IOException {
        List<Timed> lookups = new ArrayList<>();
        for (String line :
                new String(octets(recording + ".tsv")).lines().sorted().toList()) {
            Timed call = Timed.of(line);
            boolean waits = lookups.stream().anyMatch(l -> l.name.equals(call.name) && call.start <= l.end());
            if (!shared || !waits) {
                lookups.add(call);
            }
        }
        return lookups.stream().map(Timed::millis).toList();
    }

    private static byte[] octets(String name) throws IOException {
        try (var in = RecordedClientsTest.class.getResourceAsStream("lookup/recorded/" + name)) {
            return in.readAllBytes();
        }
    }

    /** Felt milliseconds of the lookups of the client whose resolver is told, on one thread and on two. */
    private List<Double> lookups(String recording, String resolver, boolean configured) throws IOException {
        List<Path> inputs = new ArrayList<>();
        inputs.add(Files.write(directory.resolve("app.cap"), octets(recording + ".pcap.gz")));
        if (configured) {
            inputs.add(Files.write(directory.resolve("resolv.conf"), octets(recording + ".resolv.conf")));
        }
        List<Lookup> lookups = analyzed(1, inputs, resolver);
        assertEquals(lookups, analyzed(2, inputs, resolver), "one thread finds what two find");
        return lookups.stream()
                .filter(l -> l.outcome() != LookupOutcome.UNDETERMINED)
                .filter(l -> !l.name().startsWith("warm.up"))
                .map(l -> l.felt().toNanos() / 1e6)
                .toList();
    }

    private static List<Lookup> analyzed(int threads, List<Path> inputs, String resolver) throws IOException {
        List<Lookup> lookups = new ArrayList<>();
        AnalysisListener listener = new AnalysisListener() {
            @Override
            public boolean wantsLookups() {
                return true;
            }

            @Override
            public void onLookup(Lookup lookup) {
                lookups.add(lookup);
            }
        };
        Report report =
                Analyzer.builder().threads(threads).listener(listener).build().analyze(inputs.toArray(Path[]::new));
        Optional<Traffic.ClientTraffic> told = report.traffic().clients().stream()
                .filter(client -> client.resolver().isPresent())
                .findFirst();
        assertEquals(Optional.of(resolver), told.flatMap(Traffic.ClientTraffic::resolver));
        for (Lookup l : lookups) {
            assertEquals(
                    l.felt(),
                    l.spent().stream().map(Lookup.Spent::time).reduce(Duration.ZERO, Duration::plus),
                    "every nanosecond felt is laid to something");
        }
        IpAddress client = told.orElseThrow().address();
        return lookups.stream().filter(l -> l.client().equals(client)).toList();
    }
}
