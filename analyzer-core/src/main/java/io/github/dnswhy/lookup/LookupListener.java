package io.github.dnswhy.lookup;

/** Takes closed lookups. */
@FunctionalInterface
public interface LookupListener {
    /**
     * A lookup ended, or the capture did.
     *
     * @param lookup reused after this call
     */
    void onLookup(OpenLookup lookup);
}
