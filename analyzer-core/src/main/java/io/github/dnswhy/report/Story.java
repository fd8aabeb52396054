package io.github.dnswhy.report;

import io.github.dnswhy.model.Finding;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.LookupStep;
import io.github.dnswhy.model.Report;
import io.github.dnswhy.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What of a report the first screen is about.
 *
 * @param main the finding that carries the verdict: the root cause, or what exonerates DNS
 * @param others the other findings in their order
 * @param lookup the lookup that shows best what happened
 */
record Story(Optional<Finding> main, List<Finding> others, Optional<Lookup> lookup) {
    private static final int EASY_STEPS = 12;

    static Story of(Report report) {
        Finding main = main(report);
        List<Finding> others = new ArrayList<>(report.findings());
        others.remove(main);
        return new Story(Optional.ofNullable(main), others, lookup(report));
    }

    private static Finding main(Report report) {
        Verdict verdict = report.verdict();
        for (Finding finding : report.findings()) {
            boolean matches = switch (verdict.dnsToBlame()) {
                case YES ->
                    verdict.rootCause().isPresent() && verdict.rootCause().get().equals(finding.cause());
                case NO -> exonerates(finding);
                case UNDETERMINED -> false;
            };
            if (matches) {
                return finding;
            }
        }
        return null;
    }

    /** Whether a finding says where the time went instead; these are observations, so their role does not tell. */
    private static boolean exonerates(Finding finding) {
        return switch (finding.cause()) {
            case "not-dns-exonerated", "connect-slow-not-dns", "gc-or-cpu-pause-not-dns", "dns-not-exercised" -> true;
            default -> false;
        };
    }

    /**
     * The longest lookup that touches an affected server and is short enough to be read at a glance, if there is one.
     */
    private static Optional<Lookup> lookup(Report report) {
        List<Lookup> worst = report.lookups().worst();
        for (Lookup lookup : worst) {
            if (lookup.steps().size() <= EASY_STEPS
                    && touches(lookup, report.verdict().affectedServers())) {
                return Optional.of(lookup);
            }
        }
        return worst.isEmpty() ? Optional.empty() : Optional.of(worst.get(0));
    }

    private static boolean touches(Lookup lookup, List<IpAddress> servers) {
        if (servers.isEmpty()) {
            return true;
        }
        for (LookupStep step : lookup.steps()) {
            if (servers.contains(step.server())) {
                return true;
            }
        }
        return false;
    }
}
