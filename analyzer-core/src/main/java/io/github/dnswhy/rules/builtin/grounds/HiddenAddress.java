package io.github.dnswhy.rules.builtin.grounds;

import io.github.dnswhy.model.Lookup;
import io.github.dnswhy.model.LookupOutcome;
import io.github.dnswhy.model.StepFate;

/** Lookups that ended with "no such name" although an address had come: musl takes NXDOMAIN of one type for both (lookup_name.c). */
public final class HiddenAddress {
    private HiddenAddress() {}

    /** Whether a lookup is one of these. */
    public static boolean isIn(Lookup lookup) {
        return lookup.outcome() == LookupOutcome.NXDOMAIN
                && lookup.steps().stream().anyMatch(step -> step.fate() == StepFate.ANSWERED);
    }
}
