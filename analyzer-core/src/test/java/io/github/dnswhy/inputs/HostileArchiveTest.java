package io.github.dnswhy.inputs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.model.InputKind;
import io.github.dnswhy.model.Limit;
import io.github.dnswhy.model.Limits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileArchiveTest {
    private static final String TEXT = "nothing of interest\n";
    private static final byte[] OCTETS = TEXT.getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path directory;

    @Test
    void namesThatLeadElsewhereAreSkippedAndCounted() {
        Map<String, byte[]> members = Archives.members(
                "../x", TEXT, "a/../../x", TEXT, "/etc/resolv.conf", TEXT, "C:/x", TEXT, "..", TEXT, "good", TEXT);
        for (byte[] archive : List.of(Archives.zip(members), Archives.sevenZip(members), tarOf(members))) {
            Found found = Found.inStream(archive);
            assertEquals(List.of("-", "-!good"), found.names());
            assertEquals(Map.of("archive-path-unsafe", 5L), found.anomaliesOf("-"));
        }
    }

    @Test
    void pathsOfWindowsAreReadAsSuchInAZip() {
        Found found = Found.inStream(Archives.zip(Archives.members("a\\b.txt", TEXT, "..\\x", TEXT)));
        assertEquals(List.of("-", "-!a/b.txt"), found.names());
        assertEquals(Map.of("archive-path-unsafe", 1L), found.anomaliesOf("-"));
    }

    @Test
    void hiddenMembersLinksAndDevicesAreSkippedAndCounted() {
        byte[] tar = Archives.concat(
                Archives.tarMember('0', ".git/config", OCTETS),
                Archives.tarMember('0', "a/._x", OCTETS),
                Archives.tarMember('2', "link", new byte[0]),
                Archives.tarMember('1', "hard", new byte[0]),
                Archives.tarMember('3', "tty", new byte[0]),
                Archives.tarMember('6', "pipe", new byte[0]),
                Archives.tarMember('5', "directory", new byte[0]),
                Archives.tarMember('0', "good", OCTETS),
                new byte[1_024]);
        Found found = Found.inStream(tar);
        assertEquals(List.of("-", "-!good"), found.names());
        assertEquals(Map.of("hidden-or-link-skipped", 6L), found.anomaliesOf("-"));
    }

    @Test
    void aSymbolicLinkOfAZipIsNoText() {
        byte[] zip = Archives.written(out -> {
            try (ZipArchiveOutputStream writer = new ZipArchiveOutputStream(out)) {
                ZipArchiveEntry link = new ZipArchiveEntry("link");
                link.setUnixMode(0120777);
                writer.putArchiveEntry(link);
                writer.write("/etc/passwd".getBytes(StandardCharsets.US_ASCII));
                writer.closeArchiveEntry();
            }
        });
        Found found = Found.inStream(zip);
        assertEquals(List.of("-"), found.names());
        assertEquals(Map.of("hidden-or-link-skipped", 1L), found.anomaliesOf("-"));
    }

    @Test
    void controlCharactersStayInTheNameForTheWritersToEscape() {
        String name = "a\u001b[31m\u202e\nb";
        for (byte[] archive :
                List.of(Archives.zip(Archives.members(name, TEXT)), Archives.tar(Archives.members(name, TEXT)))) {
            assertEquals(List.of("-", "-!" + name), Found.inStream(archive).names());
        }
    }

    @Test
    void namesOfAbsurdLengthAreSkippedAndCounted() {
        String path = "60011 path=" + "n".repeat(60_000 - 1) + "\n";
        byte[] pax = Archives.concat(
                Archives.tarMember('x', "pax", path.getBytes(StandardCharsets.US_ASCII)),
                Archives.tarMember('0', "n", OCTETS),
                Archives.tarMember('0', "good", OCTETS),
                new byte[1_024]);
        byte[] zip = Archives.zip(Archives.members("n".repeat(60_000), TEXT, "good", TEXT));
        byte[] gnu = Archives.concat(
                Archives.tarMember('L', "x", new byte[3 << 20]),
                Archives.tarMember('0', "short", OCTETS),
                new byte[1_024]);
        for (byte[] archive : List.of(zip, pax)) {
            Found found = Found.inStream(archive);
            assertEquals(List.of("-", "-!good"), found.names());
            assertEquals(Map.of("archive-path-unsafe", 1L), found.anomaliesOf("-"));
        }
        assertEquals(List.of("-", "-!short"), Found.inStream(gnu).names());
    }

    @Test
    void anEncryptedMemberIsSaidToBeOne() throws IOException {
        byte[] zip = Archives.zip(Archives.members("secret", TEXT, "open", TEXT));
        markEncrypted(zip);
        Found found = Found.in(Files.write(directory.resolve("x.zip"), zip));
        assertEquals(2, found.names().size());
        assertEquals(
                Map.of("archive-member-encrypted", 1L),
                found.anomaliesOf(found.names().get(0)));
    }

    /** Sets the bit for encryption in the directory's first entry. */
    private static void markEncrypted(byte[] zip) {
        ByteBuffer octets = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < zip.length - 4; i++) {
            if (octets.getInt(i) == 0x02014B50) {
                zip[i + 8] |= 1;
                return;
            }
        }
        throw new IllegalStateException("no directory");
    }

    @Test
    void aSparseFileIsSaidToBeUnreadAndTheNextMemberIsFound() {
        byte[] sparse = Archives.tarMember('S', "sparse", OCTETS);
        byte[] tar = Archives.concat(sparse, Archives.tarMember('0', "good", OCTETS), new byte[1_024]);
        Found found = Found.inStream(tar);
        assertEquals(List.of("-", "-!good"), found.names());
        assertEquals(Map.of("archive-member-unsupported", 1L), found.anomaliesOf("-"));
    }

    @Test
    void aRarIsSaidToBeUnread() {
        Found found = Found.inStream("Rar!\u001a\u0007\u0001\u0000and more".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(InputKind.ARCHIVE, found.kinds().get("-"));
        assertEquals(Map.of("archive-format-unsupported", 1L), found.anomaliesOf("-"));
    }

    @Test
    void moreMembersThanTheLimitAreNotRead() {
        Map<String, byte[]> members = new LinkedHashMap<>();
        for (int i = 100; i < 120; i++) {
            members.put("m" + i, OCTETS);
        }
        Limits ten = Limits.defaults().with(Limit.ARCHIVE_ENTRIES, 10);
        for (byte[] archive : List.of(Archives.zip(members), Archives.tar(members), Archives.sevenZip(members))) {
            Found found = Found.inStream(archive, ten);
            assertEquals(11, found.names().size());
            assertEquals(Map.of("archive-entries-exceed-limit", 1L), found.anomaliesOf("-"));
        }
    }

    @Test
    void membersOfInnerArchivesCountForTheOuterOne() {
        Map<String, byte[]> outer = new LinkedHashMap<>();
        for (int i = 0; i < 4; i++) {
            outer.put("inner" + i, Archives.tar(Archives.members("a", TEXT, "b", TEXT, "c", TEXT)));
        }
        Found found = Found.inStream(Archives.zip(outer), Limits.defaults().with(Limit.ARCHIVE_ENTRIES, 10));
        assertEquals(1 + 10, found.names().size());
    }

    @Test
    void archivesAreReadToTheLimitOfTheirNesting() {
        byte[] nested = Archives.tar(Archives.members("text", TEXT));
        for (int i = 0; i < 6; i++) {
            nested = Archives.zip(Map.of("n", nested));
        }
        Limits two = Limits.defaults().with(Limit.ARCHIVE_NESTING, 2);
        Found found = Found.inStream(nested, two);
        assertEquals(List.of("-", "-!n", "-!n!n", "-!n!n!n"), found.names());
        assertEquals(Map.of("archive-nesting-exceeds-limit", 1L), found.anomaliesOf("-!n!n!n"));
        assertEquals(6, Found.inStream(nested).names().size());
    }

    @Test
    void membersBeyondTheLimitOfOctetsAreNotRead() {
        Map<String, byte[]> members = Archives.members("a", TEXT.repeat(100), "b", TEXT.repeat(10_000), "c", TEXT);
        Limits few = Limits.defaults().with(Limit.ARCHIVE_BYTES, 100_000);
        for (byte[] archive :
                List.of(Archives.zip(members), Archives.gzip(Archives.tar(members)), Archives.sevenZip(members))) {
            Found found = Found.inStream(archive, few);
            assertTrue(found.names().contains("-!a"));
            assertTrue(!found.names().contains("-!b"));
            assertEquals(Map.of("archive-bytes-exceed-limit", 1L), found.anomaliesOf("-"));
        }
    }

    @Test
    void aBombOfAZipIsStoppedByItsRatio() throws IOException {
        byte[] bomb = Archives.zip(Archives.members("a", TEXT, "bomb", "x".repeat(5_000_000), "c", TEXT));
        Limits limits = Limits.defaults().with(Limit.COMPRESSION_RATIO, 10);
        Path file = Files.write(directory.resolve("bomb.zip"), bomb);
        Found found = Found.in(new InputDiscovery(limits, new ArchiveBudget(limits, 1_000_000)), file);
        assertEquals(List.of(file.toString(), file + "!a", file + "!c"), found.names());
        assertEquals(Map.of("compression-ratio-exceeds-limit", 1L), found.anomaliesOf(file.toString()));
    }

    @Test
    void aBombOfBombsIsStoppedByTheRatioOfTheOutermostArchive() throws IOException {
        byte[] inner = Archives.zip(Archives.members("x", "x".repeat(2_000_000), "y", "y".repeat(2_000_000)));
        Map<String, byte[]> outer = new LinkedHashMap<>();
        for (int i = 0; i < 10; i++) {
            outer.put("inner" + i, inner);
        }
        Limits limits = Limits.defaults().with(Limit.COMPRESSION_RATIO, 10);
        Path file = Files.write(directory.resolve("bomb.zip"), Archives.zip(outer));
        Found found = Found.in(new InputDiscovery(limits, new ArchiveBudget(limits, 5_000_000)), file);
        long read = found.texts().values().stream().mapToLong(String::length).sum();
        assertTrue(read <= 5_000_000, read + " octets");
        assertTrue(found.anomaliesOf(file + "!inner9").containsKey("compression-ratio-exceeds-limit"));
    }

    @Test
    void aMemberGivesNoMoreOctetsThanItsZipSays() throws IOException {
        byte[] zip = Archives.zip(Archives.members("a", TEXT.repeat(1_000)));
        ByteBuffer octets = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < zip.length - 4; i++) {
            if (octets.getInt(i) == 0x02014B50) {
                octets.putInt(i + 24, 40);
            }
        }
        Path file = Files.write(directory.resolve("x.zip"), zip);
        assertEquals(TEXT + TEXT, Found.in(file).texts().get(file + "!a"));
    }

    /** A header can claim any size; no memory is taken for it, and what is there is used. */
    @Test
    void aMemberThatClaimsMoreThanThereIsGivesWhatThereIs() {
        byte[] member = Archives.tarMember('0', "a", OCTETS);
        System.arraycopy("77777777777".getBytes(StandardCharsets.US_ASCII), 0, member, 124, 11);
        Archives.sign(member);
        Found found = Found.inStream(member);
        assertTrue(found.texts().get("-!a").startsWith(TEXT));
        assertEquals(Map.of("archive-member-damaged", 1L), found.anomaliesOf("-!a"));
        assertEquals(Map.of("archive-cut", 1L), found.anomaliesOf("-"));
    }

    private static byte[] tarOf(Map<String, byte[]> members) {
        return Archives.concat(
                Archives.concat(members.entrySet().stream()
                        .map(member -> Archives.tarMember('0', member.getKey(), member.getValue()))
                        .toArray(byte[][]::new)),
                new byte[1_024]);
    }
}
