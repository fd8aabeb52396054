package io.github.dnswhy;

import io.github.dnswhy.capture.CaptureFormats;
import io.github.dnswhy.evidence.TextClassifier;
import io.github.dnswhy.model.Anomalies;
import io.github.dnswhy.model.InputKind;
import io.github.dnswhy.model.Place;
import io.github.dnswhy.threads.ThreadDumpReader;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * Finds the inputs and tells by their content, never by their names, what they are.
 *
 * <p>Directories are walked recursively in the byte order of relative paths; hidden files and symbolic links are skipped and counted.
 */
final class InputDiscovery {
    static final String MISSING = "file-missing";
    static final String UNREADABLE = "file-unreadable";
    static final String EMPTY = "file-empty";
    static final String SKIPPED = "hidden-or-link-skipped";

    /** Text must tell what it is in its first octets; the rest is only read by whoever wants it. */
    private static final int HEAD = TextClassifier.PREFIX_BYTES;

    private static final int DEEPEST = 64;

    private final List<FoundInput> found = new ArrayList<>();

    /** All files behind the sources, in their order. */
    static List<FoundInput> find(List<InputSource> sources) {
        InputDiscovery discovery = new InputDiscovery();
        for (InputSource source : sources) {
            if (source instanceof InputSource.OfPath file) {
                discovery.path(file.path());
            } else {
                discovery.standardInput();
            }
        }
        return discovery.found;
    }

    private void path(Path path) {
        if (Files.isDirectory(path)) {
            List<Path> files = new ArrayList<>();
            Anomalies anomalies = new Anomalies();
            walk(path, files, anomalies, 0);
            files.sort(Comparator.comparing(file -> relative(path, file), InputDiscovery::byOctets));
            for (Path file : files) {
                file(relative(path, file), file);
            }
            if (anomalies.count(SKIPPED) > 0 || anomalies.count(UNREADABLE) > 0 || files.isEmpty()) {
                found.add(new FoundInput(
                        path + "/", Optional.of(path), Optional.empty(), InputKind.UNKNOWN, "directory", 0, false, anomalies));
            }
        } else {
            file(path.toString(), path);
        }
    }

    private static int byOctets(String a, String b) {
        return Arrays.compareUnsigned(
                a.getBytes(java.nio.charset.StandardCharsets.UTF_8), b.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static String relative(Path directory, Path file) {
        return directory.relativize(file).toString().replace('\\', '/');
    }

    private static void walk(Path directory, List<Path> files, Anomalies anomalies, int depth) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                if (entry.getFileName().toString().startsWith(".") || Files.isSymbolicLink(entry)) {
                    anomalies.add(SKIPPED, Place.Unit.OFFSET, 0);
                } else if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    if (depth < DEEPEST) {
                        walk(entry, files, anomalies, depth + 1);
                    } else {
                        anomalies.add(SKIPPED, Place.Unit.OFFSET, 0);
                    }
                } else {
                    files.add(entry);
                }
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            anomalies.add(UNREADABLE, Place.Unit.OFFSET, 0);
        }
    }

    private void file(String name, Path path) {
        Anomalies anomalies = new Anomalies();
        try {
            long bytes = Files.isRegularFile(path) ? Files.size(path) : 0;
            byte[] head;
            try (InputStream in = Files.newInputStream(path)) {
                head = in.readNBytes(HEAD);
            }
            found.add(classify(name, Optional.of(path), Optional.empty(), bytes, head, anomalies));
        } catch (IOException e) {
            anomalies.add(e instanceof NoSuchFileException ? MISSING : UNREADABLE, Place.Unit.OFFSET, 0);
            found.add(new FoundInput(
                    name, Optional.of(path), Optional.empty(), InputKind.UNKNOWN, "", 0, false, anomalies));
        }
    }

    private void standardInput() {
        Anomalies anomalies = new Anomalies();
        BufferedInputStream in = new BufferedInputStream(System.in, 2 * HEAD);
        in.mark(HEAD + 1);
        byte[] head = new byte[0];
        try {
            head = in.readNBytes(HEAD);
            in.reset();
        } catch (IOException e) {
            anomalies.add(UNREADABLE, Place.Unit.OFFSET, 0);
        }
        found.add(classify("-", Optional.empty(), Optional.of(in), 0, head, anomalies));
    }

    private static FoundInput classify(
            String name, Optional<Path> path, Optional<InputStream> stream, long bytes, byte[] head, Anomalies anomalies) {
        FoundInput unknown = new FoundInput(name, path, stream, InputKind.UNKNOWN, "", bytes, false, anomalies);
        if (head.length == 0) {
            anomalies.add(EMPTY, Place.Unit.OFFSET, 0);
            return unknown;
        }
        Optional<String> capture = CaptureFormats.sniff(head, head.length);
        if (capture.isPresent()) {
            return unknown.as(InputKind.CAPTURE, capture.get());
        }
        byte[] text = head;
        boolean gzip = head.length > 2 && (head[0] & 0xFF) == 0x1F && (head[1] & 0xFF) == 0x8B;
        if (gzip) {
            text = unpack(head);
        }
        FoundInput input = new FoundInput(name, path, stream, InputKind.UNKNOWN, gzip ? "gzip" : "", bytes, gzip, anomalies);
        if (ThreadDumpReader.looksLikeThreadDump(text, text.length)) {
            return input.as(InputKind.THREAD_DUMP, input.format());
        }
        return input.as(TextClassifier.classify(text, text.length), input.format());
    }

    /** What the first octets of a gzip unfold to, as far as they go. */
    private static byte[] unpack(byte[] head) {
        byte[] text = new byte[HEAD];
        int length = 0;
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(head))) {
            int read;
            while (length < text.length && (read = in.read(text, length, text.length - length)) > 0) {
                length += read;
            }
        } catch (IOException e) {
            return Arrays.copyOf(text, length); // the head is cut: what came before the cut is enough
        }
        return Arrays.copyOf(text, length);
    }
}
