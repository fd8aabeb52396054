package io.github.dnswhy.rules.builtin.answers;

import io.github.dnswhy.facts.AnswerFacts;
import io.github.dnswhy.facts.FrameReference;
import io.github.dnswhy.model.IpAddress;
import java.util.List;

/** What several rows of odd answers have together. */
final class Rows {
    private Rows() {}

    static List<FrameReference> frames(List<AnswerFacts> answers) {
        return answers.stream().flatMap(a -> a.frames().stream()).toList();
    }

    static List<String> names(List<AnswerFacts> answers) {
        return answers.stream().flatMap(a -> a.names().stream()).distinct().toList();
    }

    static List<IpAddress> servers(List<AnswerFacts> answers) {
        return answers.stream().map(AnswerFacts::server).distinct().sorted().toList();
    }
}
