package io.github.dnswhy.rules;

import io.github.dnswhy.model.Finding;
import java.util.List;

/** What a rule thinks of its cause. */
public sealed interface Assessment {
    /** Looked, and there is nothing of it. */
    Assessment CLEAR = new Clear();

    /**
     * It is so.
     *
     * @param finding the finding
     * @return the assessment
     */
    static Assessment found(Finding finding) {
        return new Found(List.of(finding));
    }

    /**
     * It looked like it, but is not so.
     *
     * @param score how much spoke for it, 0..1
     * @param why what spoke against it, one sentence
     * @return the assessment
     */
    static Assessment ruledOut(double score, String why) {
        return new RuledOut(score, why);
    }

    /**
     * It is so.
     *
     * @param findings at least one
     */
    record Found(List<Finding> findings) implements Assessment {
        /** Copies the list. */
        public Found {
            findings = List.copyOf(findings);
        }
    }

    /**
     * It looked like it, but is not so.
     *
     * @param score how much spoke for it, 0..1
     * @param why what spoke against it
     */
    record RuledOut(double score, String why) implements Assessment {}

    /** There is nothing of it. */
    record Clear() implements Assessment {}
}
