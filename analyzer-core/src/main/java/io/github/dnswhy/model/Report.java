package io.github.dnswhy.model;

import java.util.List;

/**
 * The result of one analysis. The same inputs give the same report, octet for octet.
 *
 * @param tool what made it
 * @param verdict what it says first
 * @param findings causes found, by role, severity, waited time and id
 * @param ruledOut causes that were considered and rejected
 * @param notApplicable causes whose required inputs are missing
 * @param failedRules rules that broke: bugs of dnswhy, reported rather than hidden
 * @param blindSpots what the inputs cannot show
 * @param inputs the inputs in order
 * @param traffic what was on the wire
 * @param lookups the lookups
 * @param threads the thread dumps
 * @param timeline the incident over time
 * @param stopGaps what other settings of the resolver would have changed, the best first; only where DNS is to blame
 */
public record Report(
        Tool tool,
        Verdict verdict,
        List<Finding> findings,
        List<RuledOut> ruledOut,
        List<NotApplicable> notApplicable,
        List<FailedRule> failedRules,
        List<BlindSpot> blindSpots,
        List<Input> inputs,
        Traffic traffic,
        LookupSummary lookups,
        ThreadSummary threads,
        Timeline timeline,
        List<StopGap> stopGaps) {
    /** Version of the JSON form of a report. */
    public static final String SCHEMA_VERSION = "1.0";

    /** Copies the lists. */
    public Report {
        findings = List.copyOf(findings);
        ruledOut = List.copyOf(ruledOut);
        notApplicable = List.copyOf(notApplicable);
        failedRules = List.copyOf(failedRules);
        blindSpots = List.copyOf(blindSpots);
        inputs = List.copyOf(inputs);
        stopGaps = List.copyOf(stopGaps);
    }

    /**
     * What made the report.
     *
     * @param name always {@code dnswhy}
     * @param version its version
     */
    public record Tool(String name, String version) {}

    /**
     * A cause that was considered and rejected.
     *
     * @param cause its id
     * @param score how much spoke for it, 0..1
     * @param why what spoke against it
     */
    public record RuledOut(String cause, double score, String why) {}

    /**
     * A cause that could not be judged.
     *
     * @param cause its id
     * @param missing the inputs that it needs and that were not given
     */
    public record NotApplicable(String cause, List<String> missing) {
        /** Copies the list. */
        public NotApplicable {
            missing = List.copyOf(missing);
        }
    }

    /**
     * A rule that threw.
     *
     * @param cause its id
     * @param message what it threw
     */
    public record FailedRule(String cause, String message) {}
}
