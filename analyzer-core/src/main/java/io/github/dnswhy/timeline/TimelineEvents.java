package io.github.dnswhy.timeline;

import io.github.dnswhy.evidence.CoreDnsLog;
import io.github.dnswhy.evidence.DnsServerEvent;
import io.github.dnswhy.evidence.EvidenceSet;
import io.github.dnswhy.facts.DumpFacts;
import io.github.dnswhy.model.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What happened at a moment, told by dumps and logs whose clocks are known. */
public final class TimelineEvents {
    private static final int AT_MOST = 1000;

    private TimelineEvents() {}

    /**
     * The events.
     *
     * @param dumps the dumps, aligned
     * @param evidence what the texts tell
     * @return in order of time, the first thousand
     */
    public static List<Timeline.Event> of(List<DumpFacts> dumps, EvidenceSet evidence) {
        List<Timeline.Event> events = new ArrayList<>();
        for (DumpFacts d : dumps) {
            d.dump()
                    .time()
                    .ifPresent(time -> events.add(new Timeline.Event(
                            time,
                            "thread-dump",
                            d.dump().resolving() + " threads resolving, "
                                    + d.dump().waiting() + " waiting for them",
                            d.dump().file() + ":" + d.dump().line())));
        }
        for (CoreDnsLog log : evidence.dnsLogs()) {
            for (DnsServerEvent event : log.events()) {
                event.at()
                        .time()
                        .flatMap(t -> t.instant())
                        .ifPresent(time -> events.add(new Timeline.Event(
                                time,
                                "log",
                                event.text(),
                                event.at().file() + ":" + event.at().line())));
            }
        }
        events.sort(Comparator.comparing(Timeline.Event::time).thenComparing(Timeline.Event::source));
        return events.stream().limit(AT_MOST).toList();
    }
}
