package io.github.dnswhy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.model.Finding;
import io.github.dnswhy.model.Input;
import io.github.dnswhy.model.InputKind;
import io.github.dnswhy.model.Report;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An incident tells the same in an archive as in a directory. */
class ArchivedIncidentTest {
    private static final Path INCIDENT = Path.of("..", "samples", "incidents", "node-local-dns-down");

    @TempDir
    Path directory;

    @Test
    void aCompressedTarTellsWhatTheDirectoryTells() throws IOException {
        Path archive = tarGz();
        assertSameStory(Dnswhy.analyze(INCIDENT), Dnswhy.analyze(archive), archive.toString());
    }

    @Test
    void aZipTellsWhatTheDirectoryTells() throws IOException {
        Path archive = directory.resolve("incident.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive));
                DirectoryStream<Path> files = Files.newDirectoryStream(INCIDENT)) {
            for (Path file : files) {
                zip.putNextEntry(new ZipEntry(file.getFileName().toString()));
                Files.copy(file, zip);
            }
        }
        assertSameStory(Dnswhy.analyze(INCIDENT), Dnswhy.analyze(archive), archive.toString());
    }

    @Test
    void standardInputMayBeAnArchive() throws IOException {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(Files.readAllBytes(tarGz())));
        try {
            Report report = Analyzer.builder().build().analyze(List.of(InputSource.standardInput()));
            assertSameStory(Dnswhy.analyze(INCIDENT), report, "-");
        } finally {
            System.setIn(before);
        }
    }

    private Path tarGz() throws IOException {
        Path archive = directory.resolve("incident.tar.gz");
        try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(archive));
                TarArchiveOutputStream tar = new TarArchiveOutputStream(gzip);
                DirectoryStream<Path> files = Files.newDirectoryStream(INCIDENT)) {
            for (Path file : files) {
                TarArchiveEntry entry = new TarArchiveEntry(file.getFileName().toString());
                entry.setSize(Files.size(file));
                tar.putArchiveEntry(entry);
                Files.copy(file, tar);
                tar.closeArchiveEntry();
            }
        }
        return archive;
    }

    private static void assertSameStory(Report expected, Report archived, String archive) {
        assertEquals(expected.verdict(), archived.verdict());
        assertEquals(expected.traffic(), archived.traffic());
        assertEquals(expected.lookups(), archived.lookups());
        assertEquals(
                expected.findings().stream().map(Finding::cause).toList(),
                archived.findings().stream().map(Finding::cause).toList());
        List<Input> inputs = archived.inputs();
        assertEquals(archive, inputs.get(0).file());
        assertEquals(InputKind.ARCHIVE, inputs.get(0).kind());
        assertEquals(expected.inputs().size(), inputs.size() - 1);
        for (int i = 1; i < inputs.size(); i++) {
            Input original = expected.inputs().get(i - 1);
            assertEquals(archive + "!" + original.file(), inputs.get(i).file());
            assertEquals(original.kind(), inputs.get(i).kind());
            assertEquals(original.bytes(), inputs.get(i).bytes());
            assertEquals(original.sha256(), inputs.get(i).sha256());
            assertEquals(original.frames(), inputs.get(i).frames());
        }
        assertTrue(inputs.size() > 5);
    }
}
