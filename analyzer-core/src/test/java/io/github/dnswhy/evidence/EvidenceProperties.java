package io.github.dnswhy.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.model.InputKind;
import io.github.dnswhy.model.Limit;
import io.github.dnswhy.model.Limits;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class EvidenceProperties {
    private static final List<InputKind> KINDS = List.of(InputKind.values());
    private static final List<String> TEXTS = List.copyOf(Samples.kinds().keySet());

    @Property(tries = 500)
    void arbitraryBytesNeverThrow(@ForAll @Size(max = 4_000) byte[] bytes, @ForAll InputKind kind) {
        TextClassifier.classify(bytes, bytes.length);
        Samples.read(kind, bytes);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void mutatedTextsNeverThrow(@ForAll("mutated") byte[] bytes, @ForAll InputKind kind) {
        assertTrue(KINDS.contains(TextClassifier.classify(bytes, bytes.length)));
        EvidenceReader reader =
                new EvidenceReader(Limits.defaults().with(Limit.LINE_BYTES, 64).with(Limit.LOG_FACTS, 3));
        reader.read(kind, "mutated", new ByteArrayInputStream(bytes));
        Samples.read(kind, bytes);
    }

    @Property(tries = 300)
    void aTextCutAtALineEndGivesAPrefixOfTheFacts(
            @ForAll @IntRange(max = 8) int sample, @ForAll @IntRange(max = 40) int lines) {
        String text = TEXTS.get(sample);
        InputKind kind = Samples.kinds().get(text);
        StringBuilder cut = new StringBuilder();
        text.lines().limit(lines).forEach(line -> cut.append(line).append('\n'));
        assertBegins(facts(Samples.read(kind, text)), facts(Samples.read(kind, cut.toString())));
    }

    @Property(tries = 200)
    void linesAddedAtTheEndDoNotChangeWhatIsKnown(@ForAll("mutated") byte[] tail) {
        byte[] head = Samples.COREDNS_LOG.getBytes(StandardCharsets.UTF_8);
        byte[] whole = new byte[head.length + tail.length];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(tail, 0, whole, head.length, tail.length);
        assertBegins(
                facts(Samples.read(InputKind.COREDNS_LOG, whole)), facts(Samples.read(InputKind.COREDNS_LOG, head)));
    }

    @Property(tries = 300)
    void durationsAreReadAsGoPrintsThem(
            @ForAll @IntRange(max = 100) int minutes, @ForAll @IntRange(max = 59) int seconds) {
        String text = minutes + "m" + seconds + "s";
        assertEquals(
                60L * minutes + seconds, DurationText.parse(text).orElseThrow().toSeconds());
    }

    @Provide
    Arbitrary<byte[]> mutated() {
        return Arbitraries.of(TEXTS).flatMap(text -> {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            Arbitrary<Integer> places = Arbitraries.integers().between(0, bytes.length - 1);
            Arbitrary<Byte> values = Arbitraries.oneOf(
                    Arbitraries.bytes(),
                    Arbitraries.of((byte) '\n', (byte) '{', (byte) '"', (byte) ':', (byte) ' ', (byte) '}'));
            return places.list()
                    .ofMaxSize(12)
                    .flatMap(at -> values.list()
                            .ofSize(at.size())
                            .flatMap(value -> places.map(end -> {
                                byte[] changed = java.util.Arrays.copyOf(bytes, end + 1);
                                for (int i = 0; i < at.size(); i++) {
                                    changed[at.get(i) % changed.length] = value.get(i);
                                }
                                return changed;
                            })));
        });
    }

    private static void assertBegins(List<List<?>> whole, List<List<?>> part) {
        for (int i = 0; i < part.size(); i++) {
            assertEquals(whole.get(i).subList(0, part.get(i).size()), part.get(i));
        }
    }

    /** Facts that are complete on their line, kind by kind, each kind in order of lines. */
    private static List<List<?>> facts(EvidenceSet evidence) {
        return List.of(
                evidence.resolvConfs().stream()
                        .flatMap(conf -> conf.nameservers().stream())
                        .toList(),
                evidence.dnsLogs().stream()
                        .flatMap(log -> log.queries().stream())
                        .toList(),
                evidence.dnsLogs().stream()
                        .flatMap(log -> log.events().stream())
                        .toList(),
                evidence.kubeProxyLogs().stream()
                        .flatMap(log -> log.statements().stream())
                        .toList(),
                evidence.podLists().stream()
                        .flatMap(list -> list.pods().stream())
                        .toList(),
                evidence.podDescriptions().stream()
                        .flatMap(pod -> pod.events().stream())
                        .toList(),
                evidence.appLogs().stream()
                        .flatMap(log -> log.failures().stream())
                        .toList(),
                evidence.appLogs().stream()
                        .flatMap(log -> log.requests().stream())
                        .toList());
    }
}
