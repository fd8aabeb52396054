package io.github.dnswhy.rules;

/** Judges one cause of the catalogue. Stateless: the same facts give the same assessment, in whichever thread. */
public interface Rule {
    /**
     * What the rule is about.
     *
     * @return a constant
     */
    RuleInfo info();

    /**
     * Judges the facts. Called only when all required inputs are there.
     *
     * @param facts the facts
     * @return what the rule thinks of its cause
     */
    Assessment evaluate(Facts facts);
}
