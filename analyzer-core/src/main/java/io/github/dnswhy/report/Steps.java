package io.github.dnswhy.report;

import io.github.dnswhy.model.CaptureFilter;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Remedy;
import io.github.dnswhy.model.Report;
import io.github.dnswhy.model.ServerRole;
import io.github.dnswhy.model.Traffic;
import java.util.List;

/** What to look at when DNS is to blame and no cause is known: the server that lookups waited for, from its own side. */
final class Steps {
    private static final String PODS = "kubectl -n kube-system get pods -o wide -l k8s-app=";
    private static final String LOGS = "kubectl -n kube-system logs --timestamps --prefix -l k8s-app=";

    private Steps() {}

    /** Empty when the verdict names no server. */
    static List<Remedy> at(Report report) {
        if (report.verdict().affectedServers().isEmpty()) {
            return List.of();
        }
        IpAddress server = report.verdict().affectedServers().get(0);
        Remedy capture = Remedy.run(
                "Capture beside " + server
                        + " while it happens: whether queries reach it, and whether it answers them.",
                "tcpdump -i any -s0 -w server.cap " + CaptureFilter.QUOTED);
        return switch (role(report, server)) {
            case NODE_LOCAL_CACHE ->
                List.of(
                        pods("See whether the cache behind " + server + " runs and restarted.", "node-local-dns"),
                        logs("Read what it logged at that time.", "node-local-dns"),
                        capture);
            case CLUSTER_SERVICE, CLUSTER_ENDPOINT ->
                List.of(
                        pods("See whether pods behind " + server + " restarted, moved or are not ready.", "kube-dns"),
                        logs("Read what they logged at that time.", "kube-dns"),
                        capture);
            case UPSTREAM, OTHER ->
                List.of(capture, Remedy.of("Ask whoever runs " + server + " for its load and its log of that time."));
        };
    }

    private static Remedy pods(String text, String app) {
        return Remedy.run(text, PODS + app);
    }

    private static Remedy logs(String text, String app) {
        return Remedy.run(text, LOGS + app);
    }

    private static ServerRole role(Report report, IpAddress server) {
        for (Traffic.ServerTraffic traffic : report.traffic().servers()) {
            if (traffic.address().equals(server)) {
                return traffic.role();
            }
        }
        return ServerRole.OTHER;
    }
}
