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

/** Every rule has a page, every page a rule, and the list of pages names them all. */
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
        return BuiltInRules.list().stream().map(rule -> rule.info().id()).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyRuleHasAPageAndEveryPageARule() throws IOException {
        try (Stream<Path> files = Files.list(pages())) {
            TreeSet<String> documented = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".md") && !name.equals("README.md"))
                    .map(name -> name.substring(0, name.length() - ".md".length()))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(causes(), documented);
        }
    }

    @Test
    void everyPageHasAllItsParts() throws IOException {
        for (String cause : causes()) {
            String page = Files.readString(pages().resolve(cause + ".md"));
            assertTrue(page.startsWith("# " + cause + ": "), cause);
            for (String part : PARTS) {
                assertTrue(page.contains(part), cause + " lacks " + part);
            }
        }
    }

    @Test
    void listOfPagesNamesEveryCause() throws IOException {
        String list = Files.readString(pages().resolve("README.md"));
        for (String cause : causes()) {
            assertTrue(list.contains("- [`" + cause + "`](" + cause + ".md): "), cause);
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
