package io.github.dnswhy.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** {@code collect}: prints, and never runs, the commands that gather good evidence. */
final class CollectCommand {
    private CollectCommand() {}

    static String text() {
        try (InputStream script = CollectCommand.class.getResourceAsStream("collect.sh")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
