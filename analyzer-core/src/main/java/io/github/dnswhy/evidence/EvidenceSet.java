package io.github.dnswhy.evidence;

import java.util.ArrayList;
import java.util.List;

/**
 * All that the texts of one incident tell, each fact with its file and line.
 *
 * @param resolvConfs the resolv.conf files
 * @param corefiles the Corefiles, those that node-cache printed into its log included
 * @param dnsLogs the logs of CoreDNS and NodeLocal DNSCache
 * @param kubeProxyLogs the logs of kube-proxy
 * @param podLists the tables of pods
 * @param podDescriptions the described pods
 * @param appLogs the logs of applications
 * @param notes lines of other logs, and of applications', that tell something
 */
public record EvidenceSet(
        List<ResolvConf> resolvConfs,
        List<Corefile> corefiles,
        List<CoreDnsLog> dnsLogs,
        List<KubeProxyLog> kubeProxyLogs,
        List<PodList> podLists,
        List<PodDescription> podDescriptions,
        List<AppLog> appLogs,
        List<LogNote> notes) {
    /** No evidence. */
    public static final EvidenceSet EMPTY =
            new EvidenceSet(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    /** Copies the lists. */
    public EvidenceSet {
        resolvConfs = List.copyOf(resolvConfs);
        corefiles = List.copyOf(corefiles);
        dnsLogs = List.copyOf(dnsLogs);
        kubeProxyLogs = List.copyOf(kubeProxyLogs);
        podLists = List.copyOf(podLists);
        podDescriptions = List.copyOf(podDescriptions);
        appLogs = List.copyOf(appLogs);
        notes = List.copyOf(notes);
    }

    /**
     * The logs of node-local caches.
     *
     * @return them in order of reading
     */
    public List<CoreDnsLog> nodeLocalLogs() {
        return dnsLogs.stream().filter(CoreDnsLog::nodeLocal).toList();
    }

    /**
     * The logs of the cluster DNS.
     *
     * @return them in order of reading
     */
    public List<CoreDnsLog> clusterDnsLogs() {
        return dnsLogs.stream().filter(log -> !log.nodeLocal()).toList();
    }

    /**
     * The lines of logs that hold a phrase.
     *
     * @param phrase the phrase
     * @return them in order of reading
     */
    public List<LogNote> notes(LogPhrase phrase) {
        return notes.stream().filter(note -> note.phrase() == phrase).toList();
    }

    /**
     * This and later evidence.
     *
     * @param later what was read after this
     * @return both, in that order
     */
    public EvidenceSet and(EvidenceSet later) {
        return new EvidenceSet(
                joined(resolvConfs, later.resolvConfs),
                joined(corefiles, later.corefiles),
                joined(dnsLogs, later.dnsLogs),
                joined(kubeProxyLogs, later.kubeProxyLogs),
                joined(podLists, later.podLists),
                joined(podDescriptions, later.podDescriptions),
                joined(appLogs, later.appLogs),
                joined(notes, later.notes));
    }

    private static <T> List<T> joined(List<T> earlier, List<T> later) {
        List<T> all = new ArrayList<>(earlier);
        all.addAll(later);
        return all;
    }
}
