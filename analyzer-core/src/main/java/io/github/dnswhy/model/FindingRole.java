package io.github.dnswhy.model;

/** What a finding is in the story of the incident, in the order of the report. */
public enum FindingRole {
    /** The fault beneath the others. */
    ROOT,
    /** A fault of its own that cost time or answers, beside the root. */
    CONTRIBUTING,
    /** Makes the root dearer without being a fault. */
    AMPLIFIER,
    /** Worth knowing; cost nobody anything that matters, or exonerates DNS. */
    OBSERVATION,
    /** A property of the capture that limits what can be concluded. */
    ARTEFACT
}
