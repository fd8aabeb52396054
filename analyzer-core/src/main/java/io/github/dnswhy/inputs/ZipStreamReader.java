package io.github.dnswhy.inputs;

import io.github.dnswhy.model.Anomalies;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;

/** Reads a zip without its directory: one that was cut, or whose directory is damaged. It knows less about the members. */
final class ZipStreamReader implements ArchiveReader {
    private final ZipArchiveInputStream zip;
    private final Anomalies anomalies;
    private long members;

    ZipStreamReader(InputStream in, Anomalies anomalies) {
        this.zip = new ZipArchiveInputStream(in);
        this.anomalies = anomalies;
    }

    @Override
    public ArchiveMember next() {
        ZipArchiveEntry entry;
        try {
            entry = zip.getNextEntry();
        } catch (EOFException e) {
            return end(InputAnomaly.ARCHIVE_CUT);
        } catch (IOException | RuntimeException | LinkageError e) {
            return end(InputAnomaly.ARCHIVE_DAMAGED);
        }
        if (entry == null) {
            return null;
        }
        members++;
        ArchiveMember.Type type = ZipReader.type(entry);
        if (type == ArchiveMember.Type.FILE && !zip.canReadEntryData(entry)) {
            type = ArchiveMember.Type.UNSUPPORTED;
        }
        String name = MemberPath.fromWindows(entry.getName());
        long at = zip.getBytesRead();
        return type == ArchiveMember.Type.FILE
                ? new ArchiveMember(
                        name,
                        type,
                        Math.max(Content.UNKNOWN_LENGTH, entry.getSize()),
                        at,
                        Optional.empty(),
                        CurrentMember::new)
                : ArchiveMember.without(name, type, at);
    }

    private ArchiveMember end(InputAnomaly why) {
        why.countAt(zip.getBytesRead(), anomalies);
        return null;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /** The octets of the current member. */
    private final class CurrentMember extends InputStream {
        @Override
        public int read() throws IOException {
            return zip.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return zip.read(target, offset, length);
        }
    }
}
