package io.github.dnswhy;

import io.github.dnswhy.inputs.FoundInput;
import io.github.dnswhy.model.Anomaly;
import io.github.dnswhy.model.InputKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The inputs in the order in which they were found, and what to say when none is of use. */
final class InputList {
    private InputList() {}

    static List<Analysis.ReadInput> inOrder(List<FoundInput> found, Map<FoundInput, Analysis.ReadInput> read) {
        return found.stream().map(read::get).filter(Objects::nonNull).toList();
    }

    /** Says of each input what it is, or what was wrong with it. */
    static NothingUsableException nothingUsable(List<FoundInput> found, Map<FoundInput, Analysis.ReadInput> read) {
        StringBuilder why = new StringBuilder("nothing in the inputs can be analyzed:");
        List<String> inArchives = new ArrayList<>();
        for (Analysis.ReadInput input : inOrder(found, read)) {
            String line = input.found().name() + ": " + reason(input);
            why.append("\n  ").append(line);
            if (input.found().kind() == InputKind.ARCHIVE
                    || input.found().name().indexOf('!') >= 0) {
                inArchives.add(line);
            }
        }
        return new NothingUsableException(why.toString(), inArchives);
    }

    private static String reason(Analysis.ReadInput input) {
        List<Anomaly> anomalies = input.anomalies().toList();
        if (input.found().format().equals("directory")) {
            return "a directory without a file that could be read";
        }
        if (input.capture().isPresent()) {
            return input.capture().get().failure().map(Throwable::getMessage).orElse("no frame could be read");
        }
        if (input.found().kind() == InputKind.ARCHIVE && anomalies.isEmpty()) {
            return "an archive; what is in it follows";
        }
        if (!anomalies.isEmpty()) {
            return anomalies.get(0).name().replace('-', ' ');
        }
        return input.found().kind() == InputKind.TEXT
                ? "a text, but no thread dump, log or configuration that is known"
                : "neither a capture, nor a thread dump, nor a text that is known";
    }
}
