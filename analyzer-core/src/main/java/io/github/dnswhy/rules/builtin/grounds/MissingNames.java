package io.github.dnswhy.rules.builtin.grounds;

import io.github.dnswhy.facts.LookupFacts.NameCount;
import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.LookupOutcome;
import io.github.dnswhy.rules.Facts;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Names that applications asked for and were told not to exist, never the opposite in the same capture. Candidates of a search list
 * that a lookup left behind are not among them: the application was not told of those.
 *
 * @param names the names, the most frequent first
 */
public record MissingNames(List<NameCount> names) {
    /** Copies the list. */
    public MissingNames {
        names = List.copyOf(names);
    }

    public static MissingNames of(Facts facts) {
        return facts.derived(MissingNames.class, MissingNames::derive);
    }

    private static MissingNames derive(Facts facts) {
        Set<String> found = new HashSet<>();
        for (Lookup lookup : facts.lookups().kept()) {
            if (lookup.outcome() == LookupOutcome.RESOLVED
                    || lookup.outcome() == LookupOutcome.NODATA
                    || HiddenAddress.isIn(lookup)) {
                found.add(lookup.name());
            }
        }
        return new MissingNames(facts.lookups().nxdomainNames().stream()
                .filter(name -> !found.contains(name.name()))
                .toList());
    }

    /** How many lookups ended so. */
    public long lookups() {
        return names.stream().mapToLong(NameCount::count).sum();
    }
}
