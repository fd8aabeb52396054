package io.github.dnswhy.inputs;

import io.github.dnswhy.capture.UnpackedInput;
import io.github.dnswhy.model.Anomalies;
import io.github.dnswhy.model.InputKind;
import io.github.dnswhy.model.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Finds the inputs and tells by their content, never by their names, what they are. What was found can be opened until the discovery
 * is closed, which deletes what had to be kept in a temporary file.
 *
 * <p>Directories are walked recursively in the byte order of relative paths; hidden files and symbolic links are skipped and
 * counted. An archive is an input itself, followed by its members. Of what comes out of a stream all but captures is kept, since
 * texts are read more than once.
 */
public final class InputDiscovery implements AutoCloseable {
    private final Limits limits;
    private final Spool spool = new Spool();
    private final ArchiveBudget budget;
    private final InputClassifier classifier;
    private final List<FoundInput> found = new ArrayList<>();

    /**
     * A discovery that has found nothing yet.
     *
     * @param limits bounds of archives and compressed inputs
     */
    public InputDiscovery(Limits limits) {
        this(limits, new ArchiveBudget(limits));
    }

    InputDiscovery(Limits limits, ArchiveBudget budget) {
        this.limits = limits;
        this.budget = budget;
        this.classifier = new InputClassifier(limits);
    }

    /**
     * The inputs so far.
     *
     * @return a view in the order in which they were found
     */
    public List<FoundInput> found() {
        return Collections.unmodifiableList(found);
    }

    /**
     * Adds a file, or all files of a directory.
     *
     * @param path where it is; it need not exist
     */
    public void path(Path path) {
        if (!Files.isDirectory(path)) {
            file(path.toString(), path);
            return;
        }
        DirectoryWalk walk = new DirectoryWalk(path);
        for (Map.Entry<String, Path> file : walk.files().entrySet()) {
            file(file.getKey(), file.getValue());
        }
        if (walk.isOdd()) {
            found.add(FoundInput.unknown(path + "/", "directory", 0, walk.anomalies()));
        }
    }

    private void file(String name, Path path) {
        Anomalies anomalies = new Anomalies();
        try {
            if (Files.isRegularFile(path)) {
                add(classifier.classify(name, new Content.WholeFile(path, Files.size(path)), anomalies));
            } else {
                stream(name, Files.newInputStream(path));
            }
        } catch (IOException e) {
            boolean missing = e instanceof NoSuchFileException || Files.notExists(path, LinkOption.NOFOLLOW_LINKS);
            (missing ? InputAnomaly.MISSING : InputAnomaly.UNREADABLE).count(anomalies);
            found.add(FoundInput.unknown(name, "", 0, anomalies));
        }
    }

    /**
     * Adds what comes out of a stream, for example standard input.
     *
     * @param name what to call it
     * @param in the stream; that of a capture is read later and closed by whoever reads it
     */
    public void stream(String name, InputStream in) {
        Anomalies anomalies = new Anomalies();
        try {
            add(streamed(name, in, anomalies));
        } catch (IOException e) {
            (e instanceof Spool.SpoolException ? InputAnomaly.SPOOL_FAILED : InputAnomaly.UNREADABLE).count(anomalies);
            found.add(FoundInput.unknown(name, "", 0, anomalies));
        }
    }

    private FoundInput streamed(String name, InputStream in, Anomalies anomalies) throws IOException {
        byte[] head = in.readNBytes(Recognition.HEAD);
        if (head.length == 0) {
            InputAnomaly.EMPTY.count(anomalies);
            return FoundInput.unknown(name, "", 0, anomalies);
        }
        String compression = UnpackedInput.compression(head, head.length).orElse("");
        Recognition recognition = compression.isEmpty() ? Recognition.of(head, head.length) : unfolded(name, head);
        if (recognition.kind() == InputKind.CAPTURE) {
            InputStream whole = new SequenceInputStream(new ByteArrayInputStream(head), in);
            return InputClassifier.input(name, new Content.Once(whole), recognition, compression, anomalies);
        }
        if (recognition.kind() == InputKind.UNKNOWN && compression.isEmpty()) {
            Recognition.countForeign(head, head.length, anomalies);
            return FoundInput.unknown(name, "", 0, anomalies);
        }
        try (SteadyInput rest = new SteadyInput(in)) {
            long room = budget.room();
            Content.Spooled kept = spool.keep(head, head.length, rest, room);
            if (kept.length() == room && rest.read() >= 0) {
                InputAnomaly.BYTES_EXCEED_LIMIT.count(anomalies);
            }
            if (rest.brokenOff()) {
                InputAnomaly.READ_FAILED.countAt(kept.length(), anomalies);
            }
            return classifier.classify(name, kept, anomalies);
        }
    }

    /** What the first octets of compressed data are, as far as they can be unfolded. */
    private Recognition unfolded(String name, byte[] head) throws IOException {
        try (UnpackedInput in = UnpackedInput.open(new ByteArrayInputStream(head), name, limits, new Anomalies())) {
            byte[] unfolded = in.readNBytes(Recognition.HEAD);
            return Recognition.of(unfolded, unfolded.length);
        }
    }

    private void add(FoundInput input) {
        found.add(input);
        if (input.kind() == InputKind.ARCHIVE) {
            // Apart, so that its classes are loaded only where there is an archive.
            new ArchiveWalk(limits, spool, budget, found).outermost(input);
        }
    }

    @Override
    public void close() {
        try {
            spool.close();
        } catch (IOException e) {
            // What was read is good, and the system deletes the file at the end of the process at the latest.
        }
    }
}
