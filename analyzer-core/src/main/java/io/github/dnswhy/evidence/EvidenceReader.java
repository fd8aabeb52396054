package io.github.dnswhy.evidence;

import io.github.dnswhy.model.Anomalies;
import io.github.dnswhy.model.InputKind;
import io.github.dnswhy.model.Limit;
import io.github.dnswhy.model.Limits;
import io.github.dnswhy.model.Place;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the texts of one incident, one after the other, into an {@link EvidenceSet}.
 *
 * <p>Never throws on any content: what cannot be read is counted. {@link Limit#LOG_FACTS} bounds, over all texts, the
 * query lines, the other lines of DNS servers, the lines of applications and the notes, each on its own. Not thread-safe.
 */
public final class EvidenceReader {
    private final Limits limits;
    private final int most;
    private int keptQueries;
    private int keptEvents;
    private int keptAppLines;
    private int keptNotes;
    private final List<ResolvConf> resolvConfs = new ArrayList<>();
    private final List<Corefile> corefiles = new ArrayList<>();
    private final List<CoreDnsLog> dnsLogs = new ArrayList<>();
    private final List<KubeProxyLog> kubeProxyLogs = new ArrayList<>();
    private final List<PodList> podLists = new ArrayList<>();
    private final List<PodDescription> podDescriptions = new ArrayList<>();
    private final List<AppLog> appLogs = new ArrayList<>();
    private final List<LogNote> notes = new ArrayList<>();

    /**
     * Starts without evidence.
     *
     * @param limits the bounds
     */
    public EvidenceReader(Limits limits) {
        this.limits = limits;
        this.most = limits.size(Limit.LOG_FACTS);
    }

    /**
     * Reads one text to its end; the stream stays open.
     *
     * @param kind what it is; a kind that is no text leaves the stream alone
     * @param file its path as given
     * @param in its octets, decompressed
     * @return how it went
     */
    public TextSummary read(InputKind kind, String file, InputStream in) {
        Anomalies anomalies = new Anomalies();
        return switch (kind) {
            case RESOLV_CONF -> resolvConf(file, in, anomalies);
            case COREFILE -> corefile(file, in, anomalies);
            case COREDNS_LOG -> dnsLog(file, in, false, anomalies);
            case NODE_LOCAL_DNS_LOG -> dnsLog(file, in, true, anomalies);
            case KUBE_PROXY_LOG -> {
                KubeProxyLog log = new KubeProxyLogReader(new LogLines(file, in, limits, anomalies)).read();
                kubeProxyLogs.add(log);
                yield unstamped(log.lines(), anomalies);
            }
            case KUBECTL_PODS, KUBECTL_DESCRIBE -> kubectl(file, in, anomalies);
            case APP_LOG -> appLog(file, in, anomalies);
            case TEXT -> text(file, in, anomalies);
            case CAPTURE, THREAD_DUMP, ARCHIVE, UNKNOWN -> unstamped(0, anomalies);
        };
    }

    /**
     * What was read so far.
     *
     * @return the evidence in order of reading
     */
    public EvidenceSet toSet() {
        return new EvidenceSet(
                resolvConfs, corefiles, dnsLogs, kubeProxyLogs, podLists, podDescriptions, appLogs, notes);
    }

    private TextSummary resolvConf(String file, InputStream in, Anomalies anomalies) {
        ResolvConfReader reader = new ResolvConfReader(file, in, limits, anomalies);
        resolvConfs.add(reader.read());
        return unstamped(reader.lines(), anomalies);
    }

    private TextSummary corefile(String file, InputStream in, Anomalies anomalies) {
        CorefileReader reader = new CorefileReader(file, in, limits, anomalies);
        corefiles.addAll(reader.read());
        return unstamped(reader.lines(), anomalies);
    }

    private TextSummary dnsLog(String file, InputStream in, boolean nodeLocal, Anomalies anomalies) {
        LogLines lines = new LogLines(file, in, limits, anomalies);
        CoreDnsLog log = new CoreDnsLogReader(lines, most - keptEvents, most - keptQueries).read(nodeLocal);
        keptEvents += log.events().size();
        keptQueries += log.queries().size();
        dnsLogs.add(log);
        corefiles.addAll(log.configurations());
        dropped(log.droppedEvents() + log.droppedQueries(), anomalies);
        return stamped(log.lines(), log.first(), log.last(), anomalies);
    }

    /** Tables and descriptions are often gathered in one file: each line is offered to both readers. */
    private TextSummary kubectl(String file, InputStream in, Anomalies anomalies) {
        TextLines lines = new TextLines(in, limits, anomalies);
        PodListReader table = new PodListReader();
        PodDescriptionReader descriptions = new PodDescriptionReader(file);
        while (lines.next()) {
            if (!table.line(lines.text(), lines.number())) {
                descriptions.line(lines.text(), lines.number());
            }
        }
        if (!table.pods().isEmpty()) {
            podLists.add(new PodList(file, table.pods()));
        }
        podDescriptions.addAll(descriptions.pods());
        dropped(table.dropped() + descriptions.dropped(), anomalies);
        return unstamped(lines.number(), anomalies);
    }

    private TextSummary appLog(String file, InputStream in, Anomalies anomalies) {
        int room = most - keptAppLines;
        LogNotes found = new LogNotes(most - keptNotes);
        LogLines lines = new LogLines(file, in, limits, anomalies);
        AppLog log = new AppLogReader(lines, room / 2, room - room / 2, found).read();
        keep(found, anomalies);
        keptAppLines += log.failures().size() + log.requests().size();
        appLogs.add(log);
        dropped(
                log.droppedFailures()
                        + log.requestTotals().count()
                        - log.requests().size(),
                anomalies);
        return stamped(log.lines(), log.first(), log.last(), anomalies);
    }

    /** Of a text of which nothing is known, only the notes are kept. */
    private TextSummary text(String file, InputStream in, Anomalies anomalies) {
        LogLines lines = new LogLines(file, in, limits, anomalies);
        keep(new LogNotes(most - keptNotes).readAll(lines), anomalies);
        return unstamped(lines.number(), anomalies);
    }

    private void keep(LogNotes found, Anomalies anomalies) {
        notes.addAll(found.toList());
        keptNotes += found.toList().size();
        dropped(found.dropped(), anomalies);
    }

    private static void dropped(long count, Anomalies anomalies) {
        anomalies.add("log-facts-dropped", Place.Unit.LINE, 1, count);
    }

    private static TextSummary unstamped(long lines, Anomalies anomalies) {
        return new TextSummary(lines, Optional.empty(), Optional.empty(), anomalies);
    }

    private static TextSummary stamped(
            long lines, Optional<LogTime> first, Optional<LogTime> last, Anomalies anomalies) {
        return new TextSummary(lines, first.flatMap(LogTime::instant), last.flatMap(LogTime::instant), anomalies);
    }
}
