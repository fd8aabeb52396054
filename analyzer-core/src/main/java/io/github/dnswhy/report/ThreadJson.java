package io.github.dnswhy.report;

import io.github.dnswhy.model.ThreadSummary;
import java.util.Map;

/** Thread dumps as JSON. */
final class ThreadJson {
    private static final Thread.State[] STATES = Thread.State.values();

    private ThreadJson() {}

    static void write(ThreadSummary threads, JsonOut json) {
        json.startObject("threads");
        json.startArray("dumps");
        for (ThreadSummary.Dump dump : threads.dumps()) {
            write(dump, json);
        }
        json.endArray();
        json.startArray("groups");
        for (ThreadSummary.Group group : threads.groups()) {
            json.startObject();
            json.text("kind", group.kind());
            json.number("count", group.count());
            json.textUnlessEmpty("library", group.library());
            json.texts("stack", group.stack());
            json.text("file", group.file());
            FindingJson.writePlaces(group.threads(), json);
            json.startArray("lookups");
            for (Long lookup : group.lookups()) {
                json.element(lookup);
            }
            json.endArray();
            json.endObject();
        }
        json.endArray();
        json.startArray("held");
        for (ThreadSummary.Held held : threads.held()) {
            write(held, json);
        }
        json.endArray();
        json.startArray("courses");
        for (ThreadSummary.Course course : threads.courses()) {
            write(course, json);
        }
        json.endArray();
        json.texts("notes", threads.notes());
        json.endObject();
    }

    private static void write(ThreadSummary.Held held, JsonOut json) {
        json.startObject();
        json.text("file", held.file());
        json.number("dump", held.dump());
        json.text("kind", held.kind());
        json.number("count", held.count());
        json.text("pool", held.pool());
        json.textUnlessEmpty("library", held.library());
        json.textUnlessEmpty("by", held.by());
        json.textUnlessEmpty("at", held.at());
        json.texts("hosts", held.hosts());
        json.endObject();
    }

    private static void write(ThreadSummary.Course course, JsonOut json) {
        json.startObject();
        json.text("fromFile", course.fromFile());
        json.number("fromDump", course.fromDump());
        json.text("toFile", course.toFile());
        json.number("toDump", course.toDump());
        if (course.apart().isPresent()) {
            json.millis("apartMs", course.apart().get());
        }
        json.number("sameCalls", course.sameCalls());
        json.number("newCalls", course.newCalls());
        json.number("sameStacks", course.sameStacks());
        json.number("recovered", course.recovered());
        json.endObject();
    }

    private static void write(ThreadSummary.Dump dump, JsonOut json) {
        json.startObject();
        json.text("file", dump.file());
        json.number("dump", dump.number());
        json.number("line", dump.line());
        json.time("time", dump.time());
        if (dump.clockOffset().isPresent()) {
            json.millis("clockOffsetMs", dump.clockOffset().get());
        }
        json.textUnlessEmpty("clockBasis", dump.clockBasis());
        json.textUnlessEmpty("vm", dump.vm());
        json.number("threads", dump.threads());
        json.startObject("states");
        Map<Thread.State, Integer> states = dump.states();
        for (Thread.State state : STATES) {
            Integer count = states.get(state);
            if (count != null) {
                json.number(state.name(), count);
            }
        }
        json.endObject();
        json.number("resolving", dump.resolving());
        json.number("waiting", dump.waiting());
        json.number("deadlocks", dump.deadlocks());
        if (dump.openLookups().isPresent()) {
            json.number("openLookups", dump.openLookups().getAsInt());
        }
        json.endObject();
    }
}
