package io.github.dnswhy.report;

import io.github.dnswhy.model.Input;
import io.github.dnswhy.model.InputKind;
import java.util.ArrayList;
import java.util.List;

/**
 * The captures of an analysis in their order, which the {@code capture} indices of attempts and steps count. With a
 * single capture a frame number says everything, so its file is named only when there are several.
 *
 * @param files their paths as given
 */
record Captures(List<String> files) {
    static Captures of(List<Input> inputs) {
        List<String> files = new ArrayList<>();
        for (Input input : inputs) {
            if (input.kind() == InputKind.CAPTURE) {
                files.add(input.file());
            }
        }
        return new Captures(files);
    }

    /**
     * The file of a capture.
     *
     * @param index its index, from 0
     * @return its path, or an empty text when there is no such capture
     */
    String file(int index) {
        return index >= 0 && index < files.size() ? files.get(index) : "";
    }

    /** Writes the key {@code file} when it takes one to find a frame. */
    void write(int index, JsonOut json) {
        if (files.size() > 1) {
            json.textUnlessEmpty("file", file(index));
        }
    }
}
