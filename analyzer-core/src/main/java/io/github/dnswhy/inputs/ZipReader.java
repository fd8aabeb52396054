package io.github.dnswhy.inputs;

import io.github.dnswhy.model.Anomalies;
import java.io.IOException;
import java.io.InputStream;
import java.util.Enumeration;
import java.util.Optional;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.archivers.zip.ZipMethod;

/** Reads a zip by its directory. Members that are stored or deflated can be read where they are, at any time. */
final class ZipReader implements ArchiveReader {
    /** What a directory may have for each member that is allowed; its members cost about a thousand octets each in memory. */
    private static final int DIRECTORY_OCTETS = 128;

    /** Directories of a few members may have long names. */
    private static final int SMALL_DIRECTORY = 1 << 20;

    private static final int FILE_TYPE = 0xF000;
    private static final int REGULAR = 0x8000;

    private final Content.Seekable content;
    private final Anomalies anomalies;
    private final ZipFile zip;
    private final Enumeration<ZipArchiveEntry> entries;

    private ZipReader(Content.Seekable content, ZipFile zip, Anomalies anomalies) {
        this.content = content;
        this.zip = zip;
        this.anomalies = anomalies;
        this.entries = zip.getEntries();
    }

    /**
     * Reads the directory.
     *
     * @param content the zip
     * @param mostEntries how many members are of interest; a far larger directory is refused
     * @param anomalies where oddities are counted
     * @throws IOException if there is no directory, or none that could be trusted
     */
    static ZipReader open(Content.Seekable content, long mostEntries, Anomalies anomalies) throws IOException {
        RangeChannel channel = content.channel();
        try {
            channel.allow(Math.max(SMALL_DIRECTORY, Math.min(mostEntries, Integer.MAX_VALUE) * DIRECTORY_OCTETS));
            ZipFile zip = ZipFile.builder()
                    .setSeekableByteChannel(channel)
                    .setIgnoreLocalFileHeader(true)
                    .get();
            channel.allow(Long.MAX_VALUE);
            return new ZipReader(content, zip, anomalies);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw new IOException("no directory of a zip", e);
        }
    }

    @Override
    public ArchiveMember next() {
        if (!entries.hasMoreElements()) {
            return null;
        }
        ZipArchiveEntry entry = entries.nextElement();
        ArchiveMember.Type type = type(entry);
        String name = MemberPath.fromWindows(entry.getName());
        long at = Math.max(0, entry.getLocalHeaderOffset());
        if (type != ArchiveMember.Type.FILE) {
            return ArchiveMember.without(name, type, at);
        }
        return new ArchiveMember(
                name, type, Math.max(0, entry.getSize()), at, inPlace(entry), () -> zip.getInputStream(entry));
    }

    /** What an entry is; also of one that is met without a directory, which then knows of no links. */
    static ArchiveMember.Type type(ZipArchiveEntry entry) {
        int unixType = entry.getUnixMode() & FILE_TYPE;
        if (entry.isDirectory()) {
            return ArchiveMember.Type.DIRECTORY;
        }
        if (unixType != 0 && unixType != REGULAR) {
            return ArchiveMember.Type.SPECIAL;
        }
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            return ArchiveMember.Type.ENCRYPTED;
        }
        return isRead(entry.getMethod()) ? ArchiveMember.Type.FILE : ArchiveMember.Type.UNSUPPORTED;
    }

    /** The methods whose memory is bounded. */
    private static boolean isRead(int method) {
        return method == ZipEntry.STORED
                || method == ZipEntry.DEFLATED
                || method == ZipMethod.ENHANCED_DEFLATED.getCode()
                || method == ZipMethod.BZIP2.getCode()
                || method == ZipMethod.ZSTD.getCode();
    }

    private Optional<Content> inPlace(ZipArchiveEntry entry) {
        int method = entry.getMethod();
        if (method != ZipEntry.STORED && method != ZipEntry.DEFLATED) {
            return Optional.empty();
        }
        try (InputStream located = zip.getRawInputStream(entry)) {
            if (located == null || entry.getDataOffset() < 0 || entry.getCompressedSize() < 0) {
                return Optional.empty();
            }
            Content.Seekable stored = content.part(entry.getDataOffset(), entry.getCompressedSize());
            return Optional.of(
                    method == ZipEntry.STORED ? stored : new Content.Deflated(stored, Math.max(0, entry.getSize())));
        } catch (IOException | RuntimeException e) {
            InputAnomaly.ARCHIVE_DAMAGED.countAt(Math.max(0, entry.getLocalHeaderOffset()), anomalies);
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
