package io.github.dnswhy.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The causes as documented: the pages of {@code docs/causes}, packaged with the command; their list is its README. */
final class Catalogue {
    private static final String INDEX = "README";
    private static final String ENTRY_START = "- [`";
    private static final String TITLE_START = ".md): ";

    private Catalogue() {}

    /** The ids in the order of the catalogue, each with its title. */
    static Map<String, String> titles() {
        Map<String, String> titles = new LinkedHashMap<>();
        read(INDEX).lines().forEach(line -> {
            int idEnd = line.indexOf('`', ENTRY_START.length());
            int titleAt = line.indexOf(TITLE_START);
            if (line.startsWith(ENTRY_START) && idEnd >= 0 && titleAt >= 0) {
                titles.put(line.substring(ENTRY_START.length(), idEnd), line.substring(titleAt + TITLE_START.length()));
            }
        });
        return titles;
    }

    /** The ids in the order of the catalogue. */
    static List<String> ids() {
        return new ArrayList<>(titles().keySet());
    }

    /** The page of a cause that {@link #ids()} lists, in Markdown. */
    static String page(String id) {
        return read(id);
    }

    private static String read(String name) {
        try (InputStream page = Catalogue.class.getResourceAsStream("causes/" + name + ".md")) {
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
