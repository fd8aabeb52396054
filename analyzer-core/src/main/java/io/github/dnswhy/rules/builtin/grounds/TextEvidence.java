package io.github.dnswhy.rules.builtin.grounds;

import io.github.dnswhy.evidence.DnsServerEvent;
import io.github.dnswhy.evidence.LogNote;
import io.github.dnswhy.evidence.PodList;
import io.github.dnswhy.evidence.ResolvConf;
import io.github.dnswhy.model.Evidence;
import io.github.dnswhy.model.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes evidence of lines: of DNS servers' logs ({@link #log}), of tables of pods ({@link #pods}), of resolv.conf
 * ({@link #nameserver}), of anything with a line number ({@link #line}).
 *
 * <p>A piece of evidence names lines of one file: of several, the first.
 */
public final class TextEvidence {
    private static final int EXAMPLES = 5;

    private TextEvidence() {}

    /** The first few of these events of one log; there must be one. */
    public static Evidence.Lines log(String text, double weight, List<? extends DnsServerEvent> events) {
        String file = events.get(0).at().file();
        List<Evidence.Line> lines = new ArrayList<>();
        for (DnsServerEvent event : events) {
            if (event.at().file().equals(file) && lines.size() < EXAMPLES) {
                lines.add(new Evidence.Line(event.at().line(), event.text()));
            }
        }
        return new Evidence.Lines(text, weight, file, lines);
    }

    /** The first few of these notes of one log; there must be one. */
    public static Evidence.Lines notes(String text, double weight, List<LogNote> notes) {
        String file = notes.get(0).at().file();
        List<Evidence.Line> lines = notes.stream()
                .filter(note -> note.at().file().equals(file))
                .limit(EXAMPLES)
                .map(note -> new Evidence.Line(note.at().line(), note.text()))
                .toList();
        return new Evidence.Lines(text, weight, file, lines);
    }

    /** Rows of a table of pods. */
    public static Evidence.Lines pods(String text, double weight, PodList list, List<PodList.Pod> pods) {
        List<Evidence.Line> lines = pods.stream()
                .limit(EXAMPLES)
                .map(pod -> new Evidence.Line(pod.line(), pod.text()))
                .toList();
        return new Evidence.Lines(text, weight, list.file(), lines);
    }

    /** The line that names a nameserver; empty when it is not there. */
    public static Optional<Evidence.Lines> nameserver(String text, double weight, ResolvConf conf, IpAddress server) {
        return conf.nameservers().stream()
                .filter(nameserver -> nameserver.address().equals(server))
                .findFirst()
                .map(nameserver -> line(text, weight, conf.file(), nameserver.line(), "nameserver " + server));
    }

    /** One line. */
    public static Evidence.Lines line(String text, double weight, String file, long line, String content) {
        return new Evidence.Lines(text, weight, file, List.of(new Evidence.Line(line, content)));
    }
}
