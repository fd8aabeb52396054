package io.github.dnswhy.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LintCommandTest {
    @TempDir
    private Path directory;

    private String resolvConf(String text) throws IOException {
        return Files.writeString(directory.resolve("resolv.conf"), text).toString();
    }

    @Test
    void messagesLookLikeACompilers() throws IOException {
        String file = resolvConf("nameserver kube-dns\nnameserver 10.0.0.1\n");
        Run run = Run.of("lint", file);
        assertEquals(
                file + ":1: error: 'kube-dns' is no address; a name or a port cannot stand here [nameserver-invalid]\n",
                run.out());
        assertEquals(0, run.exitCode());
        assertTrue(Run.of("lint", "-f", "json", file).out().contains("\"id\": \"nameserver-invalid\""));
    }

    @Test
    void exitCodeTellsWhatWasAskedFor() throws IOException {
        String file = resolvConf("nameserver 127.0.0.1\n");
        assertEquals(0, Run.of("lint", "--fail-on", "warning", file).exitCode());
        assertEquals(1, Run.of("lint", "--fail-on", "info", file).exitCode());
        assertEquals(1, Run.of("lint", "--fail-on", "nameserver-loopback", file).exitCode());
        assertEquals(2, Run.of("lint", "--fail-on", "major", file).exitCode());
        assertEquals(2, Run.of("lint", directory.resolve("none").toString()).exitCode());
        assertEquals(2, Run.of("lint").exitCode());
        String text = Files.writeString(directory.resolve("a.txt"), "hello\n").toString();
        assertEquals(3, Run.of("lint", text).exitCode());
        assertEquals(0, Run.of("lint", text, file).exitCode());
    }

    @Test
    void causesThatInputsCannotTellAreExplainedToo() {
        assertTrue(Run.of("explain", "ipvs-udp-stale").out().contains("What it would take"));
        assertTrue(Run.of("explain").out().contains("snat-port-exhaustion"));
    }
}
