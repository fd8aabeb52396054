package io.github.dnswhy.rules.builtin.artefact;

import io.github.dnswhy.model.Threshold;
import io.github.dnswhy.rules.Need;
import io.github.dnswhy.rules.Rule;
import io.github.dnswhy.rules.builtin.grounds.CaptureHealth;
import java.util.List;
import java.util.Set;

/** The gates of the catalogue as a table: what captures do to the reading, and how to capture better. */
public final class Artefacts {
    private static final Set<Need> WIRE = Set.of(Need.CAPTURE);

    private Artefacts() {}

    /** The rules in the order of the catalogue. */
    public static List<Rule> list() {
        return List.of(
                Artefact.of(
                        "artefact-capture-loss",
                        "The capture itself lost frames",
                        WIRE,
                        List.of(new Threshold(
                                "orphans", CaptureHealth.ORPHANS_AT_LEAST, "count", "of each kind; judgement")),
                        FileArtefacts::loss),
                Artefact.of(
                        "artefact-snaplen", "Messages are cut by the snaplen", WIRE, List.of(), FileArtefacts::snaplen),
                Artefact.of(
                        "artefact-mid-query",
                        "Lookups reach over the edges of the capture",
                        WIRE,
                        List.of(),
                        FileArtefacts::edges),
                Artefact.of(
                        "artefact-truncated-file",
                        "A capture is cut or damaged",
                        Set.of(),
                        List.of(),
                        FileArtefacts::truncated),
                Artefact.of(
                        "artefact-duplicates-any",
                        "Each packet was captured several times",
                        WIRE,
                        List.of(new Threshold(
                                "copiesRatio", ViewArtefacts.COPIES, "ratio", "of the queries; judgement")),
                        ViewArtefacts::duplicates),
                Artefact.of(
                        "artefact-dnat-double-view",
                        "Queries were captured before and after address translation",
                        WIRE,
                        List.of(),
                        ViewArtefacts::translated),
                Artefact.of(
                        "artefact-one-direction",
                        "The capture holds one direction only",
                        WIRE,
                        List.of(new Threshold(
                                "lookups",
                                CaptureHealth.LOOKUPS_AT_LEAST,
                                "count",
                                "fewer show no behaviour; judgement")),
                        List.of(
                                "all-nameservers-dead",
                                "first-nameserver-dead",
                                "node-local-cache-down-silent",
                                "node-local-cache-down-refused",
                                "coredns-endpoint-dead",
                                "packet-loss"),
                        ViewArtefacts::oneDirection),
                Artefact.of(
                        "artefact-filter-hides-icmp-fragments",
                        "The capture filter hides ICMP errors",
                        WIRE,
                        List.of(
                                new Threshold(
                                        "refusedRounds",
                                        ViewArtefacts.REFUSALS,
                                        "count",
                                        "fewer may be chance; judgement"),
                                new Threshold(
                                        "refusedRatio",
                                        ViewArtefacts.REFUSAL_SHARE,
                                        "ratio",
                                        "of all rounds; judgement")),
                        ViewArtefacts::hidden),
                Artefact.of(
                        "artefact-clock-or-timezone",
                        "The clocks of captures and dumps differ",
                        Set.of(Need.CAPTURE, Need.THREAD_DUMP),
                        List.of(new Threshold(
                                "skew",
                                ViewArtefacts.SKEW.toSeconds(),
                                "s",
                                "clocks of nodes differ by so much; measured")),
                        ViewArtefacts::clock),
                Artefact.of(
                        "artefact-timestamp-order",
                        "Times of frames run backwards",
                        Set.of(),
                        List.of(new Threshold(
                                "backward",
                                FileArtefacts.BACKWARD.toMillis(),
                                "ms",
                                "merged interfaces stay below; judgement")),
                        FileArtefacts::order));
    }
}
