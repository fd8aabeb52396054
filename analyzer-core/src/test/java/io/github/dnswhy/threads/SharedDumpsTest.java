package io.github.dnswhy.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.dnswhy.model.Anomalies;
import io.github.dnswhy.model.Resolution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares what is read out of real dumps with what was counted in them by other means. */
class SharedDumpsTest {
    private static final Map<String, Resolution.Kind> KINDS = Map.of(
            "native_forward", Resolution.Kind.NATIVE_FORWARD,
            "native_reverse", Resolution.Kind.NATIVE_REVERSE,
            "wait_same_host", Resolution.Kind.SAME_HOST_WAIT,
            "jndi_dns", Resolution.Kind.JNDI,
            "dnsjava", Resolution.Kind.DNSJAVA);

    /** Forms that are not read yet: none of their threads may be invented. */
    private static final Set<String> NOT_READ = Set.of();

    @Test
    void countsOfRealDumpsAreThoseCountedByOtherMeans() throws IOException {
        Path directory = SharedDumps.directory().orElse(null);
        assumeTrue(directory != null, "the shared thread dumps are not here");
        List<String> wrong = new ArrayList<>();
        Set<String> skipped = new TreeSet<>();
        for (String line : Files.readAllLines(directory.resolve("expected.jsonl"))) {
            JsonNode expected = JsonMapper.shared().readTree(line);
            String file = expected.get("file").stringValue();
            if (NOT_READ.contains(expected.get("form").stringValue())) {
                skipped.add(file);
                continue;
            }
            List<ThreadDump> dumps = SharedDumps.read(directory.resolve(file), new Anomalies());
            compare(file, expected, dumps, wrong);
        }
        assertEquals("", String.join("\n", wrong), "not read yet: " + skipped);
    }

    private static void compare(String file, JsonNode expected, List<ThreadDump> dumps, List<String> wrong) {
        if (expected.has("dumps")) {
            JsonNode wanted = expected.get("dumps");
            check(file + ": dumps", wanted.size(), dumps.size(), wrong);
            for (int i = 0; i < Math.min(wanted.size(), dumps.size()); i++) {
                compareHotSpot(file + ": dump " + (i + 1), wanted.get(i), dumps.get(i), wrong);
            }
        } else if (expected.has("threads") && expected.get("threads").isInt()) {
            List<ParsedThread> all = new ArrayList<>();
            dumps.forEach(d -> all.addAll(d.threads()));
            check(file + ": threads", expected.get("threads").intValue(), all.size(), wrong);
            compareThreads(file, expected, all, all, wrong);
        }
    }

    private static void compareHotSpot(String where, JsonNode wanted, ThreadDump dump, List<String> wrong) {
        List<ParsedThread> plain = new ArrayList<>();
        int classInit = 0;
        int mounted = 0;
        for (ParsedThread t : dump.threads()) {
            if (t.thread().virtual() && t.thread().carrier().isPresent()) {
                mounted++;
            } else {
                plain.add(t);
            }
        }
        check(where + ": threads", wanted.get("headers").intValue(), plain.size(), wrong);
        check(where + ": deadlocks", wanted.get("deadlock_reports").intValue(), dump.deadlocks(), wrong);
        check(where + ": time", wanted.get("timestamp").stringValue(),
                dump.localTime().map(t -> t.toString().replace('T', ' ')).orElse(""), wrong);
        check(where + ": VM", wanted.get("vm").stringValue(), "Full thread dump " + dump.vm() + ":", wrong);
        int behind = count(dump.threads(), Resolution.Kind.BEHIND);
        int wantedBehind = wanted.get("blocked_behind_dns").intValue() + wanted.get("class_init_waiters").intValue();
        check(where + ": behind", wantedBehind, behind, wrong);
        check(where + ": mounted", wanted.get("carriers").intValue(), mounted, wrong);
        compareThreads(where, wanted, plain, dump.threads(), wrong);
    }

    private static void compareThreads(
            String where, JsonNode wanted, List<ParsedThread> plain, List<ParsedThread> all, List<String> wrong) {
        if (wanted.has("states") && wanted.get("states").size() > 0) {
            Map<String, Integer> states = new TreeMap<>();
            plain.forEach(t -> t.thread().state().ifPresent(s -> states.merge(s.name(), 1, Integer::sum)));
            Map<String, Integer> wantedStates = new TreeMap<>();
            wanted.get("states").properties().forEach(e -> wantedStates.put(e.getKey(), e.getValue().intValue()));
            check(where + ": states", wantedStates, states, wrong);
        }
        JsonNode dns = wanted.has("dns") ? wanted.get("dns") : JsonMapper.shared().createObjectNode();
        KINDS.forEach((key, kind) -> {
            int wantedCount = dns.path(key).intValue(0);
            if (kind == Resolution.Kind.NATIVE_FORWARD) {
                wantedCount += dns.path("mounted_virtual_native_forward").intValue(0);
            }
            check(where + ": " + key, wantedCount, count(all, kind), wrong);
        });
    }

    private static int count(List<ParsedThread> threads, Resolution.Kind kind) {
        int count = 0;
        for (ParsedThread t : threads) {
            count += t.thread().resolution().filter(r -> r.kind() == kind).isPresent() ? 1 : 0;
        }
        return count;
    }

    private static void check(String what, Object wanted, Object found, List<String> wrong) {
        if (!wanted.equals(found)) {
            wrong.add(what + " " + found + ", wanted " + wanted);
        }
    }
}
