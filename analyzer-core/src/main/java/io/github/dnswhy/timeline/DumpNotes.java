package io.github.dnswhy.timeline;

import io.github.dnswhy.threads.Activity;
import io.github.dnswhy.threads.ParsedThread;
import io.github.dnswhy.threads.ThreadDump;
import java.util.ArrayList;
import java.util.List;

/** What a dump of its form cannot show, so that its silence is not taken for an answer. */
final class DumpNotes {
    private DumpNotes() {}

    static List<String> of(ThreadDump dump) {
        boolean carriers = false;
        boolean unmounted = false;
        boolean eventLoops = false;
        boolean ownerless = false;
        for (ParsedThread parsed : dump.threads()) {
            List<String> stack = parsed.thread().stack();
            boolean virtual = parsed.thread().virtual();
            carriers |= virtual && parsed.thread().carrier().isPresent();
            unmounted |= virtual && parsed.thread().carrier().isEmpty();
            ownerless |= parsed.activity() == Activity.LOCK
                    && parsed.thread().owner().isEmpty();
            for (int i = 0; i < stack.size() && !eventLoops; i++) {
                eventLoops = stack.get(i).startsWith("io.netty.channel.")
                        || stack.get(i).startsWith("reactor.core.publisher.Blocking");
            }
        }
        List<String> notes = new ArrayList<>();
        if (eventLoops) {
            notes.add(
                    "Netty's own resolver and reactive clients leave no DNS frame: threads that wait for them look like"
                            + " any that wait for a result. Only a capture shows their lookups.");
        }
        if (carriers && !unmounted) {
            notes.add("Virtual threads without a carrier are not in this form of dump: jcmd PID Thread.dump_to_file"
                    + " -format=json FILE lists them.");
        }
        if (ownerless && !dump.synchronizers()) {
            notes.add("Some threads wait for a lock whose holder this dump does not list: jstack -l lists it.");
        }
        return notes;
    }
}
