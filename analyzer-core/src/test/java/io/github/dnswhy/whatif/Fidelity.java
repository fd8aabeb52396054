package io.github.dnswhy.whatif;

import io.github.dnswhy.Analyzer;
import io.github.dnswhy.evidence.ResolvConf;
import io.github.dnswhy.facts.LookupFacts;
import io.github.dnswhy.model.Blame;
import io.github.dnswhy.rules.Assessment;
import io.github.dnswhy.rules.Facts;
import io.github.dnswhy.rules.Rule;
import io.github.dnswhy.rules.RuleInfo;
import io.github.dnswhy.rules.Rules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How well the model gives what was measured: every lookup replayed under the settings that it was made under.
 *
 * @param lookups all that were kept
 * @param readable those that could be taken apart
 * @param computed those whose replay came to an end
 * @param alike those of them within 20 ms or 5 % of what was measured, and with the same end
 * @param off what the others are, in words
 */
record Fidelity(int lookups, int readable, int computed, int alike, List<String> off) {
    private static final class Listening implements Rule {
        private Facts facts;

        @Override
        public RuleInfo info() {
            return new RuleInfo("listening", "Listens", Blame.NONE, Set.of(), Set.of(), List.of(), List.of());
        }

        @Override
        public Assessment evaluate(Facts given) {
            facts = given;
            return Assessment.CLEAR;
        }
    }

    /** The facts of an incident. */
    static Facts facts(Path incident) throws IOException {
        Listening listening = new Listening();
        Analyzer.builder().rules(new Rules(List.of(listening))).build().analyze(incident);
        return listening.facts;
    }

    static Fidelity of(Facts facts) {
        return of(facts.lookups(), facts.resolvConf());
    }

    static Fidelity of(LookupFacts lookups, Optional<ResolvConf> conf) {
        List<Recording> recordings = new ArrayList<>();
        lookups.kept().forEach(lookup -> Recording.of(lookup).ifPresent(recordings::add));
        SeenAnswers seen = new SeenAnswers(recordings);
        ResolverRules rules = conf.map(ResolverRules::of).orElseGet(() -> ResolverRules.seen(recordings));
        int computed = 0;
        int alike = 0;
        List<String> off = new ArrayList<>();
        for (Recording recording : recordings) {
            if (WhatIf.beginning(recording, rules, seen).isPresent()) {
                computed++;
                alike++;
                continue;
            }
            Optional<Replay.Outcome> same = Replay.of(recording, rules, seen, new Replay.Beginning(0, 0));
            computed += same.isPresent() ? 1 : 0;
            off.add(recording.lookup().id() + " " + recording.lookup().name() + ": "
                    + recording.felt() / 1_000_000 + " ms " + recording.lookup().outcome() + ", computed "
                    + same.map(s -> s.felt() / 1_000_000 + " ms" + (s.failed() ? " failed" : ""))
                            .orElse("nothing"));
        }
        return new Fidelity(lookups.kept().size(), recordings.size(), computed, alike, off);
    }
}
