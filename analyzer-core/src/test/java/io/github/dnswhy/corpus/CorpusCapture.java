package io.github.dnswhy.corpus;

import static org.junit.jupiter.api.Assumptions.abort;

import io.github.dnswhy.capture.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One capture of the shared corpus with what tshark reads in it.
 *
 * @param name its path below the captures
 * @param summary its line of {@code _files.jsonl}
 */
record CorpusCapture(String name, JsonNode summary) {
    private static final JsonMapper JSON = new JsonMapper();

    /** All of them; aborts the test when there is no corpus beside the repository. */
    static List<CorpusCapture> all() throws IOException {
        Path summaries = SharedFiles.find("corpus/oracle/_files.jsonl");
        if (summaries == null) {
            return abort("no shared corpus beside the repository");
        }
        List<CorpusCapture> captures = new ArrayList<>();
        for (JsonNode summary : lines(summaries)) {
            captures.add(new CorpusCapture(summary.get("file").asString(), summary));
        }
        return captures;
    }

    Path path() {
        return SharedFiles.find("corpus/captures/" + name);
    }

    /** The messages in the order of the frames. */
    List<JsonNode> messages() throws IOException {
        return lines(SharedFiles.find("corpus/oracle/" + name + ".jsonl"));
    }

    /** The messages when tshark does not wait for lost segments; empty where that makes no difference. */
    List<JsonNode> messagesWithoutReordering() throws IOException {
        Path file = SharedFiles.find("corpus/oracle/" + name + ".no-reorder.jsonl");
        return file == null ? List.of() : lines(file);
    }

    /** The rows of the frame table: number, time, captured, original, encapsulation, interface, MD5, protocols. */
    List<String[]> frames() throws IOException {
        List<String[]> rows = new ArrayList<>();
        for (String line : Files.readAllLines(SharedFiles.find("corpus/oracle/" + name + ".frames.tsv"))) {
            if (!line.startsWith("#")) {
                rows.add(line.split("\t", -1));
            }
        }
        return rows;
    }

    private static List<JsonNode> lines(Path file) throws IOException {
        List<JsonNode> nodes = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            nodes.add(JSON.readTree(line));
        }
        return nodes;
    }

    @Override
    public String toString() {
        return name;
    }
}
