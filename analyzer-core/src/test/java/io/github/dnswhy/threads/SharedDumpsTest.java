package io.github.dnswhy.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.dnswhy.model.Anomalies;
import io.github.dnswhy.model.Resolution;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

    @Test
    void countsOfRealDumpsAreThoseCountedByOtherMeans() throws IOException {
        Path directory = SharedDumps.directory().orElse(null);
        assumeTrue(directory != null, "the shared thread dumps are not here");
        List<String> wrong = new ArrayList<>();
        for (String line : Files.readAllLines(directory.resolve("expected.jsonl"))) {
            JsonNode expected = JsonMapper.shared().readTree(line);
            String file = expected.get("file").stringValue();
            List<ThreadDump> dumps = SharedDumps.read(directory.resolve(file), new Anomalies());
            compare(directory, file, expected, dumps, wrong);
        }
        assertEquals("", String.join("\n", wrong));
    }

    private static void compare(
            Path directory, String file, JsonNode expected, List<ThreadDump> dumps, List<String> wrong)
            throws IOException {
        if (expected.has("dumps")) {
            JsonNode wanted = expected.get("dumps");
            check(file + ": dumps", wanted.size(), dumps.size(), wrong);
            for (int i = 0; i < Math.min(wanted.size(), dumps.size()); i++) {
                compareHotSpot(file + ": dump " + (i + 1), expected, wanted.get(i), dumps.get(i), wrong);
            }
        } else if (expected.has("threads") && expected.get("threads").isInt()) {
            List<ParsedThread> all = new ArrayList<>();
            dumps.forEach(d -> all.addAll(d.threads()));
            check(file + ": threads", expected.get("threads").intValue(), all.size(), wrong);
            compareThreads(file, expected, all, all, wrong);
        } else if (expected.has("named")) {
            compareJavaCore(directory.resolve(file), expected, dumps.get(0), wrong);
        } else if (expected.has("named_threads")) {
            check(
                    file + ": threads",
                    expected.get("named_threads").intValue(),
                    dumps.get(0).threads().size(),
                    wrong);
            int sending = count(dumps.get(0).threads(), Resolution.Kind.LIBC_LOOKUP);
            check(file + ": in send_dg", expected.get("in_send_dg").intValue(), sending, wrong);
        } else {
            check(file + ": dumps", 0, dumps.size(), wrong);
        }
        Set<String> hosts = new TreeSet<>();
        dumps.forEach(d -> d.threads().forEach(t -> t.thread().host().ifPresent(hosts::add)));
        for (String key : List.of("hosts_in_thread_names", "names_being_looked_up")) {
            Set<String> wanted = new TreeSet<>();
            expected.path(key).values().forEach(h -> wanted.add(h.stringValue()));
            if (expected.has(key)) {
                check(file + ": hosts", wanted, hosts, wrong);
            }
        }
    }

    private static void compareJavaCore(Path path, JsonNode expected, ThreadDump dump, List<String> wrong)
            throws IOException {
        String file = path.getFileName().toString();
        // The current thread may be listed once more among all.
        Set<String> headers = new TreeSet<>();
        Files.readAllLines(path, StandardCharsets.ISO_8859_1).stream()
                .filter(l -> l.startsWith("3XMTHREADINFO "))
                .forEach(headers::add);
        check(file + ": threads", headers.size(), dump.threads().size(), wrong);
        check(file + ": deadlocks", expected.get("deadlock_lines").intValue(), dump.deadlocks(), wrong);
        JsonNode states = expected.get("states_java");
        int runnable = 0;
        for (ParsedThread t : dump.threads()) {
            runnable +=
                    t.thread().state().filter(s -> s == Thread.State.RUNNABLE).isPresent() ? 1 : 0;
        }
        int listedTwice = expected.get("named").intValue() - headers.size();
        check(file + ": runnable", states.get("R").intValue() - listedTwice, runnable, wrong);
    }

    private static void compareHotSpot(
            String where, JsonNode expected, JsonNode wanted, ThreadDump dump, List<String> wrong) {
        List<ParsedThread> plain = new ArrayList<>();
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
        check(
                where + ": time",
                wanted.get("timestamp").stringValue(),
                dump.localTime().map(t -> t.toString().replace('T', ' ')).orElse(""),
                wrong);
        check(where + ": VM", wanted.get("vm").stringValue(), "Full thread dump " + dump.vm() + ":", wrong);
        int behind = count(dump.threads(), Resolution.Kind.BEHIND);
        int wantedBehind = wanted.get("blocked_behind_dns").intValue()
                + wanted.get("class_init_waiters").intValue()
                + (expected.path("hikari_adder_threads_in_dns").intValue(0) > 0
                        ? expected.get("hikari_borrow_waiters").intValue()
                        : 0);
        // No lock connects them either.
        for (ParsedThread t : dump.threads()) {
            wantedBehind += t.thread().stack().stream().anyMatch(f -> f.contains("ConnectThread.getResult")) ? 1 : 0;
        }
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
            wanted.get("states")
                    .properties()
                    .forEach(e -> wantedStates.put(e.getKey(), e.getValue().intValue()));
            check(where + ": states", wantedStates, states, wrong);
        }
        JsonNode dns =
                wanted.has("dns") ? wanted.get("dns") : JsonMapper.shared().createObjectNode();
        KINDS.forEach((key, kind) -> {
            int wantedCount = dns.path(key).intValue(0);
            if (kind == Resolution.Kind.NATIVE_FORWARD) {
                wantedCount += dns.path("mounted_virtual_native_forward").intValue(0);
            }
            check(where + ": " + key, wantedCount, count(all, kind), wrong);
        });
        check(
                where + ": in the C library",
                wanted.path("in_res_context_search").intValue(0),
                count(all, Resolution.Kind.LIBC_LOOKUP),
                wrong);
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
