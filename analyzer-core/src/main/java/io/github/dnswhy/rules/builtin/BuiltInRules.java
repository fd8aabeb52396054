package io.github.dnswhy.rules.builtin;

import io.github.dnswhy.rules.Rule;
import io.github.dnswhy.rules.builtin.answers.AnswerRules;
import io.github.dnswhy.rules.builtin.artefact.Artefacts;
import io.github.dnswhy.rules.builtin.client.ClientRules;
import io.github.dnswhy.rules.builtin.cluster.ClusterDnsRules;
import io.github.dnswhy.rules.builtin.elsewhere.ElsewhereRules;
import io.github.dnswhy.rules.builtin.network.NetworkRules;
import io.github.dnswhy.rules.builtin.nodecache.NodeCacheRules;
import java.util.List;
import java.util.stream.Stream;

/** The rules that come with dnswhy, in the order of the catalogue. */
public final class BuiltInRules {
    private BuiltInRules() {}

    /**
     * The rules.
     *
     * @return a constant list
     */
    public static List<Rule> list() {
        return Stream.of(
                        NodeCacheRules.list(),
                        ClusterDnsRules.list(),
                        NetworkRules.list(),
                        AnswerRules.list(),
                        ClientRules.list(),
                        ElsewhereRules.list(),
                        Artefacts.list())
                .flatMap(List::stream)
                .toList();
    }
}
