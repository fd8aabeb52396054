package io.github.dnswhy.rules;

import io.github.dnswhy.model.Blame;
import io.github.dnswhy.model.Evidence;
import io.github.dnswhy.model.Finding;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.Impact;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Quantities;
import io.github.dnswhy.model.Remedy;
import io.github.dnswhy.model.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Gathers a finding. Its confidence is computed: the weights of what speaks for it less the weights of what speaks against it.
 */
public final class FindingDraft {
    private static final double SUREST = 0.98;

    private final RuleInfo info;
    private final List<Evidence> supports = new ArrayList<>();
    private final List<Evidence> contradicts = new ArrayList<>();
    private final List<Remedy> remedies = new ArrayList<>();
    private final List<String> verify = new ArrayList<>();
    private List<IpAddress> servers = List.of();
    private List<String> names = List.of();
    private Severity severity = Severity.INFO;
    private FindingRole role = FindingRole.ROOT;
    private Impact impact = Impact.NONE;
    private Blame blame;
    private String title;

    /**
     * Starts without any evidence.
     *
     * @param info the rule that finds it
     */
    public FindingDraft(RuleInfo info) {
        this.info = info;
        this.blame = info.blame();
        this.title = info.title();
    }

    /**
     * Says of this case what the title of the cause does not fit.
     *
     * @param text what happened, in a few words, instead of the title of the rule
     * @return this
     */
    public FindingDraft title(String text) {
        title = text;
        return this;
    }

    /**
     * Adds what speaks for it.
     *
     * @param evidence its weight counts for the confidence
     * @return this
     */
    public FindingDraft supports(Evidence evidence) {
        supports.add(evidence);
        return this;
    }

    /**
     * Adds what speaks against it.
     *
     * @param evidence its weight counts against the confidence
     * @return this
     */
    public FindingDraft contradicts(Evidence evidence) {
        contradicts.add(evidence);
        return this;
    }

    /**
     * Adds something to do.
     *
     * @param remedy the next in order
     * @return this
     */
    public FindingDraft remedy(Remedy remedy) {
        remedies.add(remedy);
        return this;
    }

    /**
     * Adds a command that shows that the cure worked.
     *
     * @param command the command
     * @return this
     */
    public FindingDraft verify(String command) {
        verify.add(command);
        return this;
    }

    /**
     * The servers concerned.
     *
     * @param addresses the servers
     * @return this
     */
    public FindingDraft servers(List<IpAddress> addresses) {
        servers = addresses.stream().sorted().toList();
        return this;
    }

    /**
     * The names concerned.
     *
     * @param affected by frequency
     * @return this
     */
    public FindingDraft names(List<String> affected) {
        names = affected;
        return this;
    }

    /**
     * How bad it is here, and what it is in the story.
     *
     * @param bad the severity
     * @param part {@link FindingRole#ROOT} for what may be the root: the engine decides which is
     * @return this
     */
    public FindingDraft is(Severity bad, FindingRole part) {
        severity = bad;
        role = part;
        return this;
    }

    /**
     * Whose fault it is here, where that is not what the rule says of its cause in general.
     *
     * @param party whom to blame
     * @return this
     */
    public FindingDraft blame(Blame party) {
        blame = party;
        return this;
    }

    /**
     * What it cost.
     *
     * @param cost the impact
     * @return this
     */
    public FindingDraft cost(Impact cost) {
        impact = cost;
        return this;
    }

    /**
     * The confidence that the evidence so far gives.
     *
     * @return 0..0.98
     */
    public double confidence() {
        double sum = 0;
        for (Evidence e : supports) {
            sum += e.weight();
        }
        for (Evidence e : contradicts) {
            sum -= e.weight();
        }
        return Math.round(Math.max(0, Math.min(SUREST, sum)) * 100) / 100.0;
    }

    /**
     * The finding.
     *
     * @param summary what happened, one sentence with the numbers of this incident
     * @param explanation why it happens, a short paragraph
     * @return the finding
     */
    public Finding finding(String summary, String explanation) {
        Comparator<Evidence> heaviest =
                Comparator.comparingDouble(Evidence::weight).reversed();
        supports.sort(heaviest);
        contradicts.sort(heaviest);
        return new Finding(
                info.id(),
                title,
                severity,
                role,
                blame,
                confidence(),
                Quantities.sentence(summary),
                explanation,
                impact,
                servers,
                names,
                supports,
                contradicts,
                remedies,
                verify,
                info.thresholds(),
                "docs/causes/" + info.id() + ".md");
    }
}
