package io.github.dnswhy.rules.builtin.grounds;

import io.github.dnswhy.evidence.Corefile;
import io.github.dnswhy.evidence.ResolvConf;
import io.github.dnswhy.facts.NameFacts;
import io.github.dnswhy.rules.Facts;
import java.util.List;
import java.util.TreeSet;

/**
 * The domains that the cluster DNS answers for by itself. Other suffixes of a search list (a company's domain, that of a cloud) are not
 * among them: they are forwarded like any name outside.
 *
 * @param domains the domains without their final dot; {@code cluster.local} is always one
 * @param seen whether anything shows that this is a cluster at all
 */
public record ClusterDomain(List<String> domains, boolean seen) {
    private static final String USUAL = "cluster.local";
    private static final String SERVICES = "svc.";

    /** Copies the list. */
    public ClusterDomain {
        domains = List.copyOf(domains);
    }

    /** What the search list says, the Corefile, or else the names that were asked. */
    public static ClusterDomain of(Facts facts) {
        return facts.derived(ClusterDomain.class, ClusterDomain::derive);
    }

    private static ClusterDomain derive(Facts facts) {
        TreeSet<String> domains = new TreeSet<>();
        facts.resolvConf().map(ResolvConf::search).ifPresent(suffixes -> suffixes.forEach(s -> addTail(domains, s)));
        boolean seen = !domains.isEmpty() || !facts.evidence().podLists().isEmpty();
        for (Corefile corefile : facts.evidence().corefiles()) {
            seen |= corefile.blocks().stream().anyMatch(block -> block.uses("kubernetes"));
        }
        if (domains.isEmpty()) {
            facts.names().stream()
                    .map(NameFacts::name)
                    .filter(name -> isIn(name, USUAL))
                    .findFirst()
                    .ifPresent(name -> domains.add(USUAL));
            seen |= !domains.isEmpty();
        }
        domains.add(USUAL);
        return new ClusterDomain(List.copyOf(domains), seen);
    }

    /** Of {@code default.svc.cluster.local} and {@code svc.cluster.local} takes what follows {@code svc}. */
    private static void addTail(TreeSet<String> domains, String suffix) {
        int at = suffix.startsWith(SERVICES) ? 0 : suffix.indexOf("." + SERVICES) + 1;
        if (at > 0 || suffix.startsWith(SERVICES)) {
            domains.add(suffix.substring(at + SERVICES.length()));
        }
    }

    /** Whether the cluster DNS answers for this name by itself. */
    public boolean contains(String name) {
        for (String domain : domains) {
            if (isIn(name, domain)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isIn(String name, String domain) {
        return name.endsWith(domain)
                && (name.length() == domain.length() || name.charAt(name.length() - domain.length() - 1) == '.');
    }
}
