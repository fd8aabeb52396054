package io.github.dnswhy.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.model.InputKind;
import io.github.dnswhy.model.LintMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LinterTest {
    private static final String SOUND = """
            .:53 {
                errors
                health {
                    lameduck 5s
                }
                ready
                kubernetes cluster.local in-addr.arpa ip6.arpa
                forward . 10.0.0.2 10.0.0.3 {
                    max_concurrent 1000
                }
                cache 30
                loop
                reload
                loadbalance
            }
            """;

    private static InputKind read(Linter linter, String file, String text) throws IOException {
        return linter.read(file, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** {@code LINE ID} of every message. */
    private static List<String> lint(String text) throws IOException {
        Linter linter = new Linter();
        read(linter, "f", text);
        return linter.messages().stream().map(m -> m.line() + " " + m.id()).toList();
    }

    @Test
    void soundCorefileHasNoMessage() throws IOException {
        assertEquals(List.of(), lint(SOUND));
    }

    @Test
    void whatIsTakenAwayIsMissed() throws IOException {
        for (String plugin : List.of("errors", "loop", "cache", "ready", "reload")) {
            StringBuilder without = new StringBuilder();
            SOUND.lines()
                    .filter(l -> !l.strip().startsWith(plugin))
                    .forEach(l -> without.append(l).append('\n'));
            assertEquals(List.of("1 " + plugin + "-missing"), lint(without.toString()));
        }
    }

    @Test
    void forwardsThatLeadBackOrNowhereAreErrors() throws IOException {
        String cache =
                ".:53 {\n errors\n cache\n loop\n reload\n health\n bind 169.254.20.10\n forward . 169.254.20.10\n}\n";
        assertEquals(List.of("8 forward-to-itself"), lint(cache));
        assertEquals(
                List.of("8 node-local-upstream-svc-unresolved"),
                lint(cache.replace("forward . 169.254.20.10", "forward . <nil>")));
        assertEquals(List.of("8 forward-without-target"), lint(cache.replace("forward . 169.254.20.10", "forward .")));
        assertEquals(
                List.of("8 forward-target-no-address"),
                lint(cache.replace("forward . 169.254.20.10", "forward . 10.0.0.256")));
        assertEquals(List.of(), lint(cache.replace("forward . 169.254.20.10", "forward . tls://9.9.9.9")));
    }

    @Test
    void loopThroughAResolvConfNeedsBothFiles() throws IOException {
        Linter linter = new Linter();
        read(linter, "Corefile", SOUND.replace("10.0.0.2 10.0.0.3", "/etc/resolv.conf"));
        assertEquals(LintMessage.Level.INFO, linter.messages().get(0).level());
        read(linter, "resolv.conf", "nameserver 127.0.0.53\n");
        assertEquals("forward-to-resolv-conf", linter.messages().get(0).id());
        assertEquals(LintMessage.Level.ERROR, linter.messages().get(0).level());
    }

    @Test
    void tcpLimitsAndForeignPluginsAreNamed() throws IOException {
        String text = SOUND.replace("max_concurrent 1000", "max_concurrent 50\n force_tcp\n prefer_udp")
                .replace("loadbalance", "loadbalanc");
        assertEquals(List.of("8 force-tcp-and-prefer-udp", "8 max-concurrent-small", "16 plugin-unknown"), lint(text));
        String cache = SOUND.replace("errors", "errors\n bind 169.254.20.10");
        assertEquals(List.of("7 plugin-not-in-node-cache", "8 plugin-not-in-node-cache"), lint(cache));
    }

    @Test
    void placeholdersOfTheTemplateAreErrorsAndThoseOfTheRunTimeAreNot() throws IOException {
        Linter linter = new Linter();
        read(
                linter,
                "f",
                "__PILLAR__DNS__DOMAIN__:53 {\n errors\n cache\n loop\n reload\n health\n forward . __PILLAR__CLUSTER__DNS__\n}\n");
        List<LintMessage.Level> levels = linter.messages().stream()
                .filter(m -> m.id().equals("corefile-placeholder-left"))
                .map(LintMessage::level)
                .toList();
        assertEquals(List.of(LintMessage.Level.ERROR, LintMessage.Level.INFO), levels);
    }

    @Test
    void usualResolvConfOfAPodIsOnlyRemarked() throws IOException {
        assertEquals(
                List.of("3 ndots-multiplies-lookups"),
                lint(
                        "search default.svc.cluster.local svc.cluster.local cluster.local\nnameserver 10.96.0.10\noptions ndots:5\n"));
    }

    @Test
    void linesThatResolversIgnoreAreNamed() throws IOException {
        assertEquals(
                List.of(
                        "1 nameserver-invalid",
                        "3 line-indented",
                        "4 line-unknown",
                        "5 option-invalid",
                        "5 option-unknown"),
                lint("nameserver kube-dns\nnameserver 10.0.0.1\n search a.b\nfoo bar\noptions timeout:x wibble\n"));
        assertEquals(
                List.of("4 nameserver-beyond-three"),
                lint(
                                "nameserver 10.0.0.1\nnameserver 10.0.0.2\nnameserver 10.0.0.3\nnameserver 10.0.0.4\noptions attempts:1\n")
                        .stream()
                        .filter(m -> !m.endsWith("timeout-product"))
                        .toList());
    }

    @Test
    void waitingIsAddedUpAsGlibcWaits() throws IOException {
        Linter linter = new Linter();
        read(linter, "f", "nameserver 10.0.0.1\nnameserver 10.0.0.2\nnameserver 10.0.0.3\n");
        assertTrue(
                linter.messages().get(0).text().contains("after 28 s"),
                linter.messages().toString());
    }

    @Test
    void otherTextsAreNeither() throws IOException {
        assertEquals(InputKind.TEXT, read(new Linter(), "f", "hello\n"));
        assertEquals(List.of(), lint(""));
    }

    @Test
    void anyOctetsAreTakenWithoutComplaint() throws IOException {
        Random random = new Random(5);
        String words = SOUND + "nameserver 1.2.3.4\noptions ndots:\nsearch\n";
        for (int i = 0; i < 300; i++) {
            StringBuilder text = new StringBuilder(words);
            for (int j = 0; j < 12; j++) {
                text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(128));
            }
            lint(text.substring(random.nextInt(text.length())));
        }
    }
}
