package io.github.dnswhy.cli;

import io.github.dnswhy.InputSource;
import io.github.dnswhy.capture.CaptureFormats;
import io.github.dnswhy.capture.UnpackedInput;
import io.github.dnswhy.model.Anomalies;
import io.github.dnswhy.model.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The INPUTs of the command line: which there are, and in plain words what is wrong with them. */
final class Inputs {
    private static final String STANDARD_INPUT = "-";
    private static final int OCTETS_SHOWN = 4;
    /** Octets that tell what another tool has written. */
    private static final int ADVICE_HEAD = 512;

    private static final int MOST_MEMBERS = 5;

    private final List<String> words;
    private final List<InputSource> sources;
    private final List<String> problems;

    private Inputs(List<String> words, List<InputSource> sources, List<String> problems) {
        this.words = words;
        this.sources = sources;
        this.problems = problems;
    }

    /**
     * Looks at the words.
     *
     * @param words paths, or {@code -} for standard input
     * @param command the command that they follow, for its help
     * @param firstIsInput whether the first word can only be an input, and not a mistyped command
     * @throws CommandException if there is no word, or none of the inputs exists, or none can be read
     */
    static Inputs of(List<String> words, Command command, boolean firstIsInput) throws CommandException {
        if (words.isEmpty()) {
            throw CommandException.usage(
                    "nothing to analyze: name captures, thread dumps, logs or configuration, or a directory of them",
                    "'dnswhy help " + command.text() + "' tells how; 'dnswhy collect' prints how to gather them.");
        }
        List<InputSource> sources = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        int missing = 0;
        int readable = 0;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals(STANDARD_INPUT)) {
                if (words.indexOf(word) < i) {
                    throw CommandException.usage("'-' is given twice", "standard input can be read only once.");
                }
                sources.add(InputSource.standardInput());
                readable++;
                continue;
            }
            Path path = path(word);
            sources.add(InputSource.path(path));
            if (!Files.exists(path)) {
                if (i == 0 && !firstIsInput) {
                    refuseMistypedCommand(word);
                }
                missing++;
                problems.add(word + ": " + whyMissing(path));
            } else if (Files.isReadable(path)) {
                readable++;
            } else {
                problems.add(word + ": permission denied");
            }
        }
        if (missing == words.size()) {
            throw CommandException.noInput(
                    missing == 1 ? problems.get(0) : "none of the " + missing + " inputs exists",
                    missing == 1 ? List.of() : problems,
                    firstIsInput ? "check the path; it is relative to " + directory() + "." : noFileNorCommand());
        }
        if (readable == 0) {
            throw CommandException.nothingUsable(
                    "nothing can be read", problems, "run dnswhy as the owner of the files, or 'chmod a+r' them.");
        }
        return new Inputs(words, sources, problems);
    }

    private static Path path(String word) throws CommandException {
        if (word.isEmpty()) {
            // Path.of("") is the working directory, which nobody means who writes "$UNSET".
            throw CommandException.usage("an INPUT is empty", "is a variable unset? The working directory is '.'.");
        }
        try {
            return Path.of(word);
        } catch (InvalidPathException e) {
            throw CommandException.usage("'" + word + "' is no path: " + e.getReason(), "check the spelling.");
        }
    }

    private static String directory() {
        return Path.of("").toAbsolutePath().toString();
    }

    private static String noFileNorCommand() {
        return "check the path, relative to " + directory() + "; the commands are " + String.join(", ", Command.names())
                + ".";
    }

    private static void refuseMistypedCommand(String word) throws CommandException {
        String nearest = Suggestion.nearest(word, Command.names());
        if (nearest != null) {
            throw CommandException.usage(
                    "unknown command '" + word + "', and no file of that name", "did you mean '" + nearest + "'?");
        }
    }

    private static String whyMissing(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                ? "a symbolic link to nothing"
                : "no such file or directory";
    }

    List<InputSource> sources() {
        return sources;
    }

    /** What is missing or closed to us although the rest can be analyzed, one line each. */
    List<String> problems() {
        return problems;
    }

    /** Whether writing to an existing file would destroy an input. Within a directory an older report may be replaced. */
    boolean contain(Path target) throws IOException {
        for (String word : words) {
            Path path = Path.of(word);
            if (word.equals(STANDARD_INPUT) || !Files.exists(path)) {
                continue;
            }
            boolean within = Files.isDirectory(path) && target.toRealPath().startsWith(path.toRealPath());
            if (Files.isSameFile(path, target) || within && !ReportFormat.isReport(target)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Says of each input why there is nothing in it to analyze.
     *
     * @param inArchives what was found in archives, {@code archive: reason} and {@code archive!member: reason}
     * @return one line for each input; for an archive the first few of its own
     */
    List<String> describe(List<String> inArchives) {
        List<String> lines = new ArrayList<>();
        for (String word : words) {
            int told = 0;
            for (String line : inArchives) {
                if ((line.startsWith(word + ": ") || line.startsWith(word + "!")) && told++ < MOST_MEMBERS) {
                    lines.add(line);
                }
            }
            if (told == 0) {
                lines.add(word + ": " + describe(word));
            } else if (told > MOST_MEMBERS) {
                lines.add(word + ": and " + (told - MOST_MEMBERS) + " more members");
            }
        }
        return lines;
    }

    private static String describe(String word) {
        if (word.equals(STANDARD_INPUT)) {
            return "standard input is empty, or nothing that dnswhy knows";
        }
        Path path = Path.of(word);
        try {
            if (!Files.exists(path)) {
                return whyMissing(path);
            }
            if (!Files.isReadable(path)) {
                return "permission denied";
            }
            if (Files.isDirectory(path)) {
                return describeDirectory(path);
            }
            if (!Files.isRegularFile(path)) {
                return "no regular file";
            }
            return Files.size(path) == 0 ? "empty file" : describeHead(path);
        } catch (IOException e) {
            return "cannot be read: " + Failure.text(e);
        }
    }

    private static String describeDirectory(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            long entries = files.count();
            return entries == 0
                    ? "empty directory"
                    : "a directory of " + entries + (entries == 1 ? " entry" : " entries")
                            + ", without a capture, thread dump, log or configuration that dnswhy knows";
        }
    }

    /** Tells by its first octets what a file is, and of a compressed one what is in it. */
    private static String describeHead(Path file) throws IOException {
        byte[] head;
        Anomalies anomalies = new Anomalies();
        Optional<String> compression;
        try (UnpackedInput in =
                UnpackedInput.open(Files.newInputStream(file), file.toString(), Limits.defaults(), anomalies)) {
            head = in.readNBytes(ADVICE_HEAD);
            compression = in.compression();
        }
        if (head.length == 0 && compression.isPresent()) {
            String why = anomalies.toList().isEmpty()
                    ? ""
                    : " (" + anomalies.toList().get(0).name() + ")";
            return compression.get() + " data, of which nothing can be unpacked" + why;
        }
        Optional<String> advice = CaptureFormats.advice(head, head.length);
        if (advice.isPresent()) {
            return advice.get();
        }
        return compression.map(found -> found + " data, in it ").orElse("") + describe(head);
    }

    private static String describe(byte[] head) {
        if (isText(head)) {
            return "text, but no thread dump, log or configuration that dnswhy knows";
        }
        StringBuilder octets = new StringBuilder();
        for (int i = 0; i < Math.min(head.length, OCTETS_SHOWN); i++) {
            octets.append(i == 0 ? "" : " ")
                    .append(Character.forDigit(head[i] >> 4 & 15, 16))
                    .append(Character.forDigit(head[i] & 15, 16));
        }
        return "no format that dnswhy knows (it begins with the octets " + octets + ")";
    }

    private static boolean isText(byte[] head) {
        for (byte octet : head) {
            int value = octet & 0xFF;
            if (value < ' ' && value != '\n' && value != '\r' && value != '\t' || value == 0x7F) {
                return false;
            }
        }
        return true;
    }
}
