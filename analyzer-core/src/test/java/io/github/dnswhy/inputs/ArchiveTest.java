package io.github.dnswhy.inputs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.model.InputKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchiveTest {
    private static final String CONF = "nameserver 10.96.0.10\nsearch shop.svc.cluster.local\n";
    private static final String LOG =
            "[INFO] 10.244.1.17:40000 - 4711 \"A IN api.shop. udp 50 false 512\" NOERROR qr 60 0.0002s\n";
    private static final Map<String, byte[]> MEMBERS = Archives.members(
            "pod/resolv.conf", CONF, "b.log", LOG.repeat(2_000), "notes", "nothing of interest\n", "empty", "");

    @TempDir
    Path directory;

    record Form(String format, byte[] octets) {
        @Override
        public String toString() {
            return format;
        }
    }

    static Stream<Form> forms() {
        byte[] tar = Archives.tar(MEMBERS);
        return Stream.of(
                new Form("tar", tar),
                new Form("tar, gzip", Archives.gzip(tar)),
                new Form("tar, xz", Archives.xz(tar)),
                new Form("tar, zstd", Archives.zstd(tar)),
                new Form("tar, bzip2", Archives.bzip2(tar)),
                new Form("zip", Archives.zip(MEMBERS)),
                new Form("zip", Archives.zip(MEMBERS, ZipArchiveOutputStream.STORED)),
                new Form("zip, gzip", Archives.gzip(Archives.zip(MEMBERS))),
                new Form("7z", Archives.sevenZip(MEMBERS)));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void membersAreInputsInTheByteOrderOfTheirPaths(Form form) throws IOException {
        Path file = Files.write(directory.resolve("incident.bin"), form.octets());
        for (Found found : List.of(Found.in(file), Found.inStream(form.octets()), Found.in(directory))) {
            String archive = found.names().get(0);
            assertEquals(
                    List.of(
                            archive,
                            archive + "!b.log",
                            archive + "!empty",
                            archive + "!notes",
                            archive + "!pod/resolv.conf"),
                    found.names());
            assertEquals(InputKind.ARCHIVE, found.kinds().get(archive));
            assertEquals(form.format(), found.formats().get(archive));
            assertEquals(InputKind.RESOLV_CONF, found.kinds().get(archive + "!pod/resolv.conf"));
            assertEquals(CONF, found.texts().get(archive + "!pod/resolv.conf"));
            assertEquals(LOG.repeat(2_000), found.texts().get(archive + "!b.log"));
            assertEquals("nothing of interest\n", found.texts().get(archive + "!notes"));
            assertEquals(Map.of(), found.anomaliesOf(archive));
            assertEquals(Map.of("file-empty", 1L), found.anomaliesOf(archive + "!empty"));
        }
    }

    @Test
    void archivesInArchivesAreReadToo() {
        Map<String, byte[]> inner = Archives.members("resolv.conf", CONF);
        Map<String, byte[]> members = new LinkedHashMap<>();
        members.put("a.tar", Archives.tar(inner));
        members.put("b.tar.gz", Archives.gzip(Archives.tar(inner)));
        members.put("c.zip", Archives.zip(inner));
        members.put("d.7z", Archives.sevenZip(inner));
        members.put("e.conf.xz", Archives.xz(CONF.getBytes(StandardCharsets.US_ASCII)));
        for (byte[] outer : List.of(
                Archives.zip(members),
                Archives.tar(members),
                Archives.gzip(Archives.tar(members)),
                Archives.sevenZip(members))) {
            Found found = Found.inStream(outer);
            assertEquals(
                    List.of(
                            "-!a.tar!resolv.conf",
                            "-!b.tar.gz!resolv.conf",
                            "-!c.zip!resolv.conf",
                            "-!d.7z!resolv.conf",
                            "-!e.conf.xz"),
                    List.copyOf(found.texts().keySet()));
            assertTrue(found.texts().values().stream().allMatch(CONF::equals));
        }
    }

    @Test
    void tarsThatWereAppendedToOneAnotherAreOne() {
        byte[] first = Archives.tar(Archives.members("a", CONF));
        byte[] second = Archives.tar(Archives.members("b", CONF));
        assertEquals(
                List.of("-", "-!a", "-!b"),
                Found.inStream(Archives.concat(first, second)).names());
        assertEquals(
                List.of("-", "-!a", "-!b"),
                Found.inStream(Archives.concat(Archives.gzip(first), Archives.gzip(second)))
                        .names());
    }

    @Test
    void ofMembersWithOneNameTheLastOneCountsAsOnUnpacking() {
        byte[] tar = Archives.concat(
                Archives.tarMember('0', "x", "old\n".getBytes(StandardCharsets.US_ASCII)),
                Archives.tarMember('0', "./x", "new\n".getBytes(StandardCharsets.US_ASCII)),
                new byte[1_024]);
        Found found = Found.inStream(tar);
        assertEquals(List.of("-", "-!x"), found.names());
        assertEquals("new\n", found.texts().get("-!x"));
        assertEquals(Map.of("archive-member-replaced", 1L), found.anomaliesOf("-"));
    }

    @Test
    void longNamesOfPaxAndGnuAreTheNames() {
        String longName = "d/".repeat(100) + "resolv.conf";
        Found pax = Found.inStream(Archives.tar(Archives.members(longName, CONF)));
        Found gnu = Found.inStream(Archives.concat(
                Archives.tarMember('L', "././@LongLink", longName.getBytes(StandardCharsets.US_ASCII)),
                Archives.tarMember('0', "d/d/d", CONF.getBytes(StandardCharsets.US_ASCII)),
                new byte[1_024]));
        assertEquals(List.of("-", "-!" + longName), pax.names());
        assertEquals(List.of("-", "-!" + longName), gnu.names());
    }

    @Test
    void aDamagedHeaderOfATarCostsOneMember() {
        byte[] tar = Archives.tar(Archives.members("a", CONF, "b", CONF, "c", CONF));
        tar[1_024] ^= 1;
        Found found = Found.inStream(tar);
        assertEquals(List.of("-", "-!a", "-!c"), found.names());
        assertEquals(Map.of("archive-damaged", 1L), found.anomaliesOf("-"));
    }

    /** Whatever is left of an archive: what is found is whole or said to be cut, and it never fails. */
    @ParameterizedTest
    @MethodSource("cutForms")
    void ofAnArchiveThatIsCutWhatCameBeforeIsUsed(Form form) throws IOException {
        Map<String, byte[]> members = randomMembers(60);
        byte[] whole = form.octets();
        int most = 0;
        for (int cut = 1_024; cut < whole.length; cut += 1_024) {
            byte[] octets = Arrays.copyOf(whole, cut);
            Path file = Files.write(directory.resolve("cut"), octets);
            Found onDisk = Found.in(file);
            Found streamed = Found.inStream(octets);
            assertEquals(
                    onDisk.texts().values().stream().toList(),
                    streamed.texts().values().stream().toList());
            int wholeMembers = 0;
            for (Map.Entry<String, String> text : streamed.texts().entrySet()) {
                String expected = new String(members.get(text.getKey().substring(2)), StandardCharsets.ISO_8859_1);
                assertTrue(expected.startsWith(text.getValue()));
                boolean isWhole = expected.length() == text.getValue().length();
                assertTrue(isWhole || !streamed.anomaliesOf(text.getKey()).isEmpty(), "cut at " + cut);
                wholeMembers += isWhole ? 1 : 0;
            }
            // Behind the last member there is nothing of which a tar could be robbed.
            boolean odd = !streamed.anomaliesOf("-").isEmpty();
            assertTrue(odd || wholeMembers == members.size(), "cut at " + cut);
            assertTrue(wholeMembers >= most, "cut at " + cut);
            most = wholeMembers;
        }
        boolean blockwise = List.of("tar, zstd", "tar, xz", "tar, bzip2", "7z").contains(form.format());
        assertTrue(blockwise || most >= members.size() - 2, most + " members at last");
    }

    /** These unfold in blocks of up to 128 KiB, so that of a small archive that is cut nothing is left. */
    @Test
    void ofABlockwiseCompressedArchiveThatIsCutTheBlocksBeforeAreUsed() {
        byte[] tar = Archives.tar(randomMembers(1_200));
        for (byte[] whole : List.of(Archives.zstd(tar), Archives.xz(tar), Archives.bzip2(tar))) {
            Found found = Found.inStream(Arrays.copyOf(whole, whole.length * 3 / 4));
            assertTrue(found.texts().size() >= 6, found.names() + " of them");
            assertTrue(found.anomaliesOf("-").containsKey("compressed-data-cut"));
            assertEquals(1, found.anomaliesOf("-").get("archive-cut"));
        }
    }

    static Stream<Form> cutForms() {
        byte[] tar = Archives.tar(randomMembers(60));
        return Stream.of(
                new Form("tar", tar),
                new Form("tar, gzip", Archives.gzip(tar)),
                new Form("tar, zstd", Archives.zstd(tar)),
                new Form("tar, xz", Archives.xz(tar)),
                new Form("tar, bzip2", Archives.bzip2(tar)),
                new Form("zip", Archives.zip(randomMembers(60))),
                new Form("zip stored", Archives.zip(randomMembers(60), ZipArchiveOutputStream.STORED)),
                new Form("7z", Archives.sevenZip(randomMembers(60))));
    }

    /** Texts that hardly can be compressed. */
    private static Map<String, byte[]> randomMembers(int lines) {
        Random random = new Random(4711);
        Map<String, byte[]> members = new LinkedHashMap<>();
        for (int i = 0; i < 8; i++) {
            StringBuilder text = new StringBuilder();
            for (int line = 0; line < lines * (i + 1); line++) {
                text.append(Long.toString(random.nextLong(), 36)).append('\n');
            }
            members.put("member-" + i, text.toString().getBytes(StandardCharsets.US_ASCII));
        }
        return members;
    }
}
