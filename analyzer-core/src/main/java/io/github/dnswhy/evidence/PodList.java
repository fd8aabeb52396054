package io.github.dnswhy.evidence;

import io.github.dnswhy.model.IpAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The pods of one or more tables of {@code kubectl get pods}.
 *
 * @param file the file as given
 * @param pods the pods in order
 */
public record PodList(String file, List<Pod> pods) {
    /** Copies the list. */
    public PodList {
        pods = List.copyOf(pods);
    }

    /**
     * The pods of the node-local cache.
     *
     * @return them in order
     */
    public List<Pod> nodeLocalDns() {
        return pods.stream().filter(Pod::isNodeLocalDns).toList();
    }

    /**
     * The pods of the cluster DNS.
     *
     * @return them in order
     */
    public List<Pod> clusterDns() {
        return pods.stream().filter(Pod::isClusterDns).toList();
    }

    /**
     * One row.
     *
     * @param line where it stands
     * @param text the row as printed, cut to 500 characters
     * @param namespace its namespace, where the table has that column
     * @param name its name
     * @param ready how many containers are ready
     * @param containers how many containers it has
     * @param status the status as printed
     * @param restarts how often containers were restarted
     * @param lastRestart how long ago the last restart was
     * @param age its age
     * @param address its address, where the table has that column and it has one
     * @param node its node, where the table has that column and it has one
     */
    public record Pod(
            long line,
            String text,
            Optional<String> namespace,
            String name,
            int ready,
            int containers,
            String status,
            int restarts,
            Optional<Duration> lastRestart,
            Optional<Duration> age,
            Optional<IpAddress> address,
            Optional<String> node) {
        /**
         * Whether its name is that of a node-local cache ({@code node-local-dns-…}, kubespray's {@code
         * nodelocaldns-…}).
         *
         * @return true when it is
         */
        public boolean isNodeLocalDns() {
            return isNodeLocalDns(name);
        }

        /**
         * Whether its name is that of the cluster DNS ({@code coredns-…}, {@code kube-dns-…}), autoscalers left out.
         *
         * @return true when it is
         */
        public boolean isClusterDns() {
            return isClusterDns(name);
        }

        /**
         * Whether it runs with every container ready.
         *
         * @return true when it does
         */
        public boolean isHealthy() {
            return status.equals("Running") && ready == containers && containers > 0;
        }

        static boolean isNodeLocalDns(String name) {
            return name.contains("node-local-dns") || name.contains("nodelocaldns") || name.contains("nodelocal-dns");
        }

        static boolean isClusterDns(String name) {
            return (name.contains("coredns") || name.startsWith("kube-dns"))
                    && !name.contains("autoscaler")
                    && !isNodeLocalDns(name);
        }
    }
}
