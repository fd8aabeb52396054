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
    static Story of(Report report) {
        Finding main = main(report);
        List<Finding> others = new ArrayList<>(report.findings());
        others.remove(main);
        return new Story(Optional.ofNullable(main), others, lookup(report, main));
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

    /** The finding that applications asked for names that do not exist, if it was made. */
    static Optional<Finding> missing(Report report) {
        for (Finding finding : report.findings()) {
            if (finding.cause().equals("nxdomain-genuine")) {
                return Optional.of(finding);
            }
        }
        return Optional.empty();
    }

    /** Whether a finding says where the time went instead; these are observations, so their role does not tell. */
    private static boolean exonerates(Finding finding) {
        return switch (finding.cause()) {
            case "not-dns-exonerated", "connect-slow-not-dns", "gc-or-cpu-pause-not-dns", "dns-not-exercised" -> true;
            default -> false;
        };
    }

    /**
     * The longest lookup that shows the fault: slow or failed, if it can be of a name of the main finding and at a server of the
     * verdict. Where all went well, the longest; where the fault is in none that is known, none.
     */
    private static Optional<Lookup> lookup(Report report, Finding main) {
        List<Lookup> worst = report.lookups().worst();
        if (report.lookups().slow() + report.lookups().failed() == 0) {
            return worst.isEmpty() ? Optional.empty() : Optional.of(worst.get(0));
        }
        List<String> names = main == null ? List.of() : main.affectedNames();
        Lookup best = null;
        int bestFit = -1;
        for (Lookup lookup : worst) {
            boolean bad = lookup.outcome().isFailure()
                    || lookup.felt().compareTo(report.lookups().slowThreshold()) >= 0;
            int fit = (isNamed(lookup, names) ? 2 : 0)
                    + (touches(lookup, report.verdict().affectedServers()) ? 1 : 0);
            if (bad && fit > bestFit) {
                best = lookup;
                bestFit = fit;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Whether a lookup is of one of these names, or of a name beneath one: a finding may name a zone. */
    private static boolean isNamed(Lookup lookup, List<String> names) {
        for (String name : names) {
            if (lookup.name().equals(name) || lookup.name().endsWith(".".concat(name))) {
                return true;
            }
        }
        return false;
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
