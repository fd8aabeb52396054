package io.github.dnswhy.inputs;

import io.github.dnswhy.model.Anomalies;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Reads a tar. Of its own, since members on disk are to be read where they are, a damaged header is to cost one member and not the
 * rest, and no claim of a header is to cost memory.
 *
 * <p>Several tars, one appended to the other, are read as one.
 */
final class TarReader implements ArchiveReader {
    /** Octets of an extended header that are looked at; larger ones hold things that are of no interest. */
    private static final int LARGEST_EXTENSION = 1 << 20;

    private final SteadyInput in;
    private final Optional<Content.Seekable> onDisk;
    private final Anomalies anomalies;
    private final byte[] block = new byte[TarHeader.OCTETS];
    private long offset;
    private long memberLeft;
    private long padding;
    /** Whether the blocks before were the end of an archive. */
    private boolean ended;
    /** Whether the block before was one that makes no sense. */
    private boolean lost;

    /**
     * Reads from the start.
     *
     * @param in the tar, unfolded; owned
     * @param onDisk the same octets on disk, if they are there
     * @param anomalies where damage is counted
     */
    TarReader(InputStream in, Optional<Content.Seekable> onDisk, Anomalies anomalies) {
        this.in = new SteadyInput(in);
        this.onDisk = onDisk;
        this.anomalies = anomalies;
    }

    @Override
    public ArchiveMember next() {
        PaxRecords pax = new PaxRecords();
        String longName = "";
        while (toHeader()) {
            char type = TarHeader.type(block);
            long size = TarHeader.size(block);
            long at = offset - TarHeader.OCTETS;
            if (size < 0) {
                InputAnomaly.ARCHIVE_DAMAGED.countAt(at, anomalies);
                continue;
            }
            begin(size);
            switch (type) {
                case 'x' -> pax = PaxRecords.of(extension());
                case 'L' -> {
                    byte[] name = extension();
                    longName = TarHeader.text(name, 0, name.length);
                }
                case 'g', 'K' -> {
                    // Comments on the whole archive, targets of links.
                }
                default -> {
                    if (pax.size() >= 0) {
                        begin(pax.size());
                    }
                    String name = !pax.path().isEmpty() ? pax.path() : longName;
                    return member(name.isEmpty() ? TarHeader.name(block) : name, type, pax.sparse(), at);
                }
            }
        }
        return null;
    }

    private ArchiveMember member(String name, char type, boolean sparse, long at) {
        boolean file = type == '0' || type == 0 || type == '7';
        if (type == 'S' && TarHeader.isExtended(block)) {
            skipSparseMap();
        }
        if (type == 'S' || file && sparse) {
            return ArchiveMember.without(name, ArchiveMember.Type.UNSUPPORTED, at);
        }
        if (type == '5' || file && name.endsWith("/")) {
            return ArchiveMember.without(name, ArchiveMember.Type.DIRECTORY, at);
        }
        if (!file) {
            return ArchiveMember.without(name, ArchiveMember.Type.SPECIAL, at);
        }
        long start = offset;
        Optional<Content> inPlace = onDisk.map(disk -> disk.part(start, memberLeft));
        return new ArchiveMember(name, ArchiveMember.Type.FILE, memberLeft, at, inPlace, MemberInput::new);
    }

    private void begin(long size) {
        memberLeft = size;
        padding = -size & TarHeader.OCTETS - 1;
    }

    /** Passes over what is left of the member, and over blocks that are no headers; false at the end. */
    private boolean toHeader() {
        if (!skip(memberLeft) || !skip(padding)) {
            InputAnomaly.ARCHIVE_CUT.countAt(offset, anomalies);
            return false;
        }
        begin(0);
        while (true) {
            int filled = in.fill(block);
            offset += filled;
            if (filled < TarHeader.OCTETS) {
                if (!ended) {
                    InputAnomaly.ARCHIVE_CUT.countAt(offset, anomalies);
                }
                return false;
            }
            if (TarHeader.isHeader(block)) {
                ended = false;
                lost = false;
                return true;
            }
            if (TarHeader.isZero(block)) {
                ended = true;
            } else if (!ended && !lost) {
                lost = true;
                InputAnomaly.ARCHIVE_DAMAGED.countAt(offset - TarHeader.OCTETS, anomalies);
            }
        }
    }

    private byte[] extension() {
        if (memberLeft > LARGEST_EXTENSION) {
            return new byte[0];
        }
        byte[] octets = new byte[(int) memberLeft];
        int filled = in.fill(octets);
        offset += filled;
        memberLeft -= filled;
        return octets;
    }

    private void skipSparseMap() {
        byte[] map = new byte[TarHeader.OCTETS];
        do {
            int filled = in.fill(map);
            offset += filled;
            if (filled < map.length) {
                return;
            }
        } while (map[504] != 0);
    }

    private boolean skip(long octets) {
        long skipped = in.skip(octets);
        offset += skipped;
        return skipped == octets;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** The octets of the current member. */
    private final class MemberInput extends InputStream {
        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int from, int length) {
            if (memberLeft == 0) {
                return -1;
            }
            int read = in.read(target, from, (int) Math.min(length, memberLeft));
            offset += Math.max(read, 0);
            memberLeft -= Math.max(read, 0);
            return read;
        }
    }
}
