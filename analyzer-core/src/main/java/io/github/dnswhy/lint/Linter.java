package io.github.dnswhy.lint;

import io.github.dnswhy.evidence.Corefile;
import io.github.dnswhy.evidence.EvidenceReader;
import io.github.dnswhy.evidence.EvidenceSet;
import io.github.dnswhy.evidence.TextClassifier;
import io.github.dnswhy.evidence.TextSummary;
import io.github.dnswhy.model.InputKind;
import io.github.dnswhy.model.Limits;
import io.github.dnswhy.model.LintMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Checks the Corefiles and resolv.confs of one configuration. Files are read one by one; what they say together, such as a Corefile that
 * forwards to a resolv.conf with a loopback address, is judged at the end. Never throws on any content. Not thread-safe.
 */
public final class Linter {
    /** A configuration is short; what is longer is read this far. */
    private static final int MOST_OCTETS = 4 << 20;

    private static final int MOST_MESSAGES = 10_000;

    private final List<LintMessage> messages = new ArrayList<>();
    private final List<Corefile> corefiles = new ArrayList<>();
    private final List<ResolvConfCheck> resolvConfs = new ArrayList<>();

    /** Starts without files. */
    public Linter() {}

    /**
     * Reads and checks one file; what it is, is told by its content.
     *
     * @param file its name for the messages
     * @param in its content; stays open
     * @return what it is; neither {@link InputKind#COREFILE} nor {@link InputKind#RESOLV_CONF} when there was nothing to check
     * @throws IOException when it cannot be read
     */
    public InputKind read(String file, InputStream in) throws IOException {
        byte[] content = in.readNBytes(MOST_OCTETS);
        InputKind kind = kind(content);
        if (kind == InputKind.RESOLV_CONF) {
            ResolvConfCheck check = new ResolvConfCheck(file, this::add);
            check.read(new String(content, StandardCharsets.UTF_8));
            resolvConfs.add(check);
        } else if (kind == InputKind.COREFILE) {
            EvidenceReader reader = new EvidenceReader(Limits.defaults());
            TextSummary summary = reader.read(kind, file, new ByteArrayInputStream(content));
            EvidenceSet read = reader.toSet();
            summary.anomalies().toList().stream()
                    .filter(a -> a.name().startsWith("corefile-brace"))
                    .forEach(a -> add(new LintMessage(
                            file,
                            a.first().value(),
                            LintMessage.Level.ERROR,
                            a.name(),
                            "a brace is missing, too many, or joined to a word: CoreDNS does not start with it")));
            corefiles.addAll(read.corefiles());
        }
        return kind;
    }

    /**
     * All that the files say, each and together.
     *
     * @return the messages in order of file, line and id
     */
    public List<LintMessage> messages() {
        List<LintMessage> all = new ArrayList<>(messages);
        List<String> loopbacks = resolvConfs.stream()
                .filter(ResolvConfCheck::hasLoopback)
                .map(ResolvConfCheck::file)
                .toList();
        for (Corefile corefile : corefiles) {
            new CorefileCheck(corefile, loopbacks, all::add).run();
        }
        all.sort(Comparator.comparing(LintMessage::file)
                .thenComparingLong(LintMessage::line)
                .thenComparing(LintMessage::id));
        return all.size() > MOST_MESSAGES ? List.copyOf(all.subList(0, MOST_MESSAGES)) : List.copyOf(all);
    }

    private void add(LintMessage message) {
        if (messages.size() < MOST_MESSAGES) {
            messages.add(message);
        }
    }

    /** A configuration with mistakes in it may look like no configuration: then its first words decide. */
    private static InputKind kind(byte[] content) {
        InputKind kind = TextClassifier.classify(content, content.length);
        if (kind != InputKind.TEXT) {
            return kind;
        }
        boolean braces = false;
        String text =
                new String(content, 0, Math.min(content.length, TextClassifier.PREFIX_BYTES), StandardCharsets.UTF_8);
        for (String line : text.split("\n", 1_000)) {
            if (ResolvConfCheck.isDirective(line.strip())) {
                return InputKind.RESOLV_CONF;
            }
            braces |= line.stripTrailing().endsWith("{");
        }
        return braces ? InputKind.COREFILE : kind;
    }
}
