package io.github.dnswhy.inputs;

import io.github.dnswhy.model.Anomalies;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.commons.compress.MemoryLimitException;
import org.apache.commons.compress.PasswordRequiredException;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZFile;

/** Reads a 7z in the order of its members, which is the only one that does not unfold everything for each. */
final class SevenZipReader implements ArchiveReader {
    /** Memory that its header and its decompressors may ask for: twice what the highest level of 7-Zip needs. */
    private static final int MEMORY_KIB = 128 * 1024;

    /** With this bit set the upper half of the attributes are those of Unix. */
    private static final int UNIX_ATTRIBUTES = 0x8000;

    private static final int FILE_TYPE = 0xF000;
    private static final int REGULAR = 0x8000;

    private final RangeChannel channel;
    private final Anomalies anomalies;
    private SevenZFile file;

    SevenZipReader(RangeChannel channel, Anomalies anomalies) {
        this.channel = channel;
        this.anomalies = anomalies;
        try {
            file = SevenZFile.builder()
                    .setSeekableByteChannel(channel)
                    .setMaxMemoryLimitKiB(MEMORY_KIB)
                    .get();
        } catch (PasswordRequiredException e) {
            InputAnomaly.MEMBER_ENCRYPTED.count(anomalies);
        } catch (MemoryLimitException e) {
            InputAnomaly.MEMBER_UNSUPPORTED.count(anomalies);
        } catch (IOException | RuntimeException | LinkageError e) {
            // Its directory stands at its end: of a 7z that was cut nothing can be read.
            InputAnomaly.ARCHIVE_DAMAGED.count(anomalies);
        }
    }

    @Override
    public ArchiveMember next() {
        if (file == null) {
            return null;
        }
        SevenZArchiveEntry entry;
        try {
            entry = file.getNextEntry();
        } catch (PasswordRequiredException e) {
            return end(InputAnomaly.MEMBER_ENCRYPTED);
        } catch (IOException | RuntimeException | LinkageError e) {
            return end(InputAnomaly.ARCHIVE_DAMAGED);
        }
        if (entry == null) {
            return null;
        }
        String name = entry.getName() == null ? "" : MemberPath.fromWindows(entry.getName());
        if (entry.isDirectory() || entry.isAntiItem()) {
            return ArchiveMember.without(name, ArchiveMember.Type.DIRECTORY, 0);
        }
        if (isSpecial(entry)) {
            return ArchiveMember.without(name, ArchiveMember.Type.SPECIAL, 0);
        }
        return new ArchiveMember(
                name,
                ArchiveMember.Type.FILE,
                Math.max(0, entry.getSize()),
                0,
                Optional.empty(),
                entry.hasStream() ? CurrentMember::new : InputStream::nullInputStream);
    }

    private static boolean isSpecial(SevenZArchiveEntry entry) {
        int attributes = entry.getHasWindowsAttributes() ? entry.getWindowsAttributes() : 0;
        int unixType = attributes >>> 16 & FILE_TYPE;
        return (attributes & UNIX_ATTRIBUTES) != 0 && unixType != 0 && unixType != REGULAR;
    }

    private ArchiveMember end(InputAnomaly why) {
        why.count(anomalies);
        return null;
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
        channel.close();
    }

    /** The octets of the current member. */
    private final class CurrentMember extends InputStream {
        @Override
        public int read() throws IOException {
            return file.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return file.read(target, offset, length);
        }
    }
}
