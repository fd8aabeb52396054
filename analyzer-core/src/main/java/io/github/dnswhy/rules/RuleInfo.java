package io.github.dnswhy.rules;

import io.github.dnswhy.model.Blame;
import io.github.dnswhy.model.Threshold;
import java.util.List;
import java.util.Set;

/**
 * What a rule is about. Constant.
 *
 * @param id the cause's permanent id in kebab-case; also the name of its page
 * @param title the cause in a few words
 * @param blame whose fault it is
 * @param required inputs without which the rule cannot judge
 * @param useful inputs that make it surer
 * @param thresholds the numbers that it compares with
 * @param supersedes ids of causes that this one explains: when both are found, they step back behind it
 */
public record RuleInfo(
        String id,
        String title,
        Blame blame,
        Set<Need> required,
        Set<Need> useful,
        List<Threshold> thresholds,
        List<String> supersedes) {
    /** Copies the collections. */
    public RuleInfo {
        required = Set.copyOf(required);
        useful = Set.copyOf(useful);
        thresholds = List.copyOf(thresholds);
        supersedes = List.copyOf(supersedes);
    }
}
