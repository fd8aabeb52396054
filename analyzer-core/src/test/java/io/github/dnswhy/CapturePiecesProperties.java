package io.github.dnswhy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.dnswhy.match.Dialogues;
import io.github.dnswhy.match.WireScript;
import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.Report;
import io.github.dnswhy.report.JsonReportWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A capture and its pieces tell the same, and so does any number of threads. */
class CapturePiecesProperties {
    private static WireScript script(Random random) {
        List<String> clients = new ArrayList<>();
        for (int client = 1; client <= 4; client++) {
            clients.add(Dialogues.of(random, "C" + client, 20, 30_000));
        }
        return WireScript.of(Dialogues.merged(clients));
    }

    private static Report analyze(int threads, List<Path> files) throws IOException {
        return Analyzer.builder().threads(threads).hashInputs(false).build().analyze(files.toArray(Path[]::new));
    }

    private static List<String> lookups(Report report) {
        List<String> lookups = new ArrayList<>();
        for (Lookup l : report.lookups().worst()) {
            lookups.add(l.id() + " " + l.client() + " " + l.name() + " " + l.start() + " " + l.felt() + " "
                    + l.outcome() + " " + l.types() + " " + l.steps().size());
        }
        return lookups;
    }

    private static void assertSameStory(Report whole, Report other) {
        assertEquals(lookups(whole), lookups(other));
        assertEquals(whole.lookups().total(), other.lookups().total());
        assertEquals(whole.lookups().slow(), other.lookups().slow());
        assertEquals(whole.lookups().failed(), other.lookups().failed());
        assertEquals(whole.lookups().felt(), other.lookups().felt());
        assertEquals(whole.lookups().waitedBy(), other.lookups().waitedBy());
        assertEquals(whole.traffic(), other.traffic());
        assertEquals(whole.timeline(), other.timeline());
        assertEquals(whole.verdict(), other.verdict());
    }

    @Property(tries = 20)
    void captureCutAnywhereGivesTheSameLookups(@ForAll Random random, @ForAll @IntRange(min = 1, max = 6) int cuts)
            throws IOException {
        WireScript script = script(random);
        int frames = script.events().size();
        TreeSet<Integer> ends = new TreeSet<>(List.of(frames));
        for (int i = 0; i < cuts; i++) {
            ends.add(random.nextInt(frames));
        }
        Path directory = Files.createTempDirectory("pieces");
        List<Path> files = new ArrayList<>();
        try {
            Path whole = Files.write(directory.resolve("app.cap"), ScriptCapture.pcap(script));
            int from = 0;
            for (int to : ends) {
                files.add(
                        Files.write(directory.resolve("app.cap" + files.size()), ScriptCapture.pcap(script, from, to)));
                from = to;
            }
            assertSameStory(analyze(1, List.of(whole)), analyze(1, files));
            files.add(whole);
        } finally {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(directory);
        }
    }

    @Property(tries = 10)
    void reportIsTheSameOctetsForAnyNumberOfThreads(
            @ForAll Random random, @ForAll @IntRange(min = 2, max = 9) int threads) throws IOException {
        Path file = Files.createTempFile("app", ".cap");
        try {
            Files.write(file, ScriptCapture.pcap(script(random)));
            assertEquals(json(analyze(1, List.of(file))), json(analyze(threads, List.of(file))));
        } finally {
            Files.delete(file);
        }
    }

    private static String json(Report report) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new JsonReportWriter().write(report, out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
