package io.github.dnswhy.rules.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.rules.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages of the causes and the rules that judge them belong together. */
class CausePagesTest {
    private static final List<String> PARTS = List.of(
            "**Symptom.**",
            "**Why.**",
            "**How dnswhy tells.**",
            "**What speaks against it.**",
            "**Remedy.**",
            "**Check in Wireshark.**");

    private static Path pages() {
        Path at = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(at.resolve("docs/causes"))) {
            at = at.getParent();
        }
        return at.resolve("docs/causes");
    }

    private static TreeSet<String> causes() {
        return BuiltInRules.list().stream()
                .map(rule -> rule.info().id())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static TreeSet<String> documented() throws IOException {
        try (Stream<Path> files = Files.list(pages())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".md") && !name.equals("README.md"))
                    .map(name -> name.substring(0, name.length() - ".md".length()))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void everyPageHasARule() throws IOException {
        TreeSet<String> orphans = documented();
        orphans.removeAll(causes());
        assertEquals(new TreeSet<>(), orphans);
    }

    @Test
    void everyRuleHasAPage() throws IOException {
        TreeSet<String> undocumented = causes();
        undocumented.removeAll(documented());
        assertEquals(new TreeSet<>(), undocumented);
    }

    @Test
    void everyPageHasAllItsParts() throws IOException {
        for (String cause : documented()) {
            String page = Files.readString(pages().resolve(cause + ".md"));
            assertTrue(page.startsWith("# " + cause + ": "), cause);
            for (String part : PARTS) {
                assertTrue(page.contains(part), cause + " lacks " + part);
            }
        }
    }

    @Test
    void everyThresholdNamesItsUnitAndSource() {
        for (Rule rule : BuiltInRules.list()) {
            rule.info().thresholds().forEach(threshold -> {
                assertTrue(List.of("ms", "s", "ratio", "count").contains(threshold.unit()), threshold.name());
                assertTrue(threshold.source().length() > 5, threshold.name());
            });
        }
    }
}
