package io.github.dnswhy.model;

import java.util.List;

/**
 * One cause of the catalogue asserted for this incident.
 *
 * @param cause the cause's permanent id in kebab-case
 * @param title the cause's name, a few words
 * @param severity how bad it is here
 * @param role what it is in the story
 * @param blame whose fault it is
 * @param confidence how sure, 0..1
 * @param summary what happened, one sentence with the numbers of this incident
 * @param explanation why it happens, a short paragraph
 * @param impact what it cost
 * @param affectedServers the servers concerned, ascending
 * @param affectedNames the names concerned, by frequency
 * @param evidence what speaks for it, heaviest first
 * @param contradicts what speaks against it
 * @param remedies what to do, in order
 * @param verify commands that show that the cure worked
 * @param thresholds the numbers that were compared with
 * @param doc path of the cause's page in the repository
 */
public record Finding(
        String cause,
        String title,
        Severity severity,
        FindingRole role,
        Blame blame,
        double confidence,
        String summary,
        String explanation,
        Impact impact,
        List<IpAddress> affectedServers,
        List<String> affectedNames,
        List<Evidence> evidence,
        List<Evidence> contradicts,
        List<Remedy> remedies,
        List<String> verify,
        List<Threshold> thresholds,
        String doc) {
    /** Copies the lists. */
    public Finding {
        affectedServers = List.copyOf(affectedServers);
        affectedNames = List.copyOf(affectedNames);
        evidence = List.copyOf(evidence);
        contradicts = List.copyOf(contradicts);
        remedies = List.copyOf(remedies);
        verify = List.copyOf(verify);
        thresholds = List.copyOf(thresholds);
    }
}
