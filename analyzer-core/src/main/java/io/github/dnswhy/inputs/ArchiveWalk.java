package io.github.dnswhy.inputs;

import io.github.dnswhy.capture.UnpackedInput;
import io.github.dnswhy.model.Anomalies;
import io.github.dnswhy.model.InputKind;
import io.github.dnswhy.model.Limit;
import io.github.dnswhy.model.Limits;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds the inputs in archives, and in the archives in them: one archive after the other, its members in the byte order of their
 * paths. What is wrong with a member as such is counted at the member, everything else at the archive.
 */
final class ArchiveWalk {
    private final Limits limits;
    private final Spool spool;
    private final ArchiveBudget budget;
    private final InputClassifier classifier;
    private final List<FoundInput> found;

    /**
     * A walk that has found nothing yet.
     *
     * @param limits the bounds
     * @param spool keeps what can be read only once
     * @param budget what may still be read
     * @param found where inputs are added
     */
    ArchiveWalk(Limits limits, Spool spool, ArchiveBudget budget, List<FoundInput> found) {
        this.limits = limits;
        this.spool = spool;
        this.budget = budget;
        this.classifier = new InputClassifier(limits);
        this.found = found;
    }

    /** Adds the members of an archive that is in no other. */
    void outermost(FoundInput archive) {
        budget.outermost(archive.bytes());
        walk(archive, 0);
    }

    private void walk(FoundInput archive, int depth) {
        if (depth > limits.get(Limit.ARCHIVE_NESTING)) {
            InputAnomaly.NESTING_EXCEEDS_LIMIT.count(archive.anomalies());
            return;
        }
        if (archive.archive() == ArchiveFormat.RAR) {
            InputAnomaly.ARCHIVE_UNSUPPORTED.count(archive.anomalies());
            return;
        }
        for (FoundInput member : members(archive).values()) {
            found.add(member);
            if (member.kind() == InputKind.ARCHIVE) {
                walk(member, depth + 1);
            }
        }
    }

    private TreeMap<String, FoundInput> members(FoundInput archive) {
        TreeMap<String, FoundInput> members = new TreeMap<>(PathOrder.BY_OCTETS);
        try (ArchiveReader reader = reader(archive)) {
            ArchiveMember member = reader.next();
            while (member != null && add(member, archive, members)) {
                member = reader.next();
            }
        } catch (Spool.SpoolException e) {
            InputAnomaly.SPOOL_FAILED.count(archive.anomalies());
        } catch (IOException e) {
            InputAnomaly.READ_FAILED.count(archive.anomalies());
        }
        return members;
    }

    private ArchiveReader reader(FoundInput archive) throws IOException {
        Anomalies anomalies = archive.anomalies();
        return switch (archive.archive()) {
            case TAR -> {
                Content.Seekable disk = onDisk(archive);
                yield disk == null
                        ? new TarReader(
                                UnpackedInput.open(archive.openStored(), archive.name(), limits, anomalies),
                                Optional.empty(),
                                anomalies)
                        : new TarReader(new RangeInput(disk.channel()), Optional.of(disk), anomalies);
            }
            case ZIP -> zip(seekable(archive), anomalies);
            case SEVEN_ZIP -> new SevenZipReader(seekable(archive).channel(), anomalies);
            case RAR -> throw new IllegalArgumentException("not read");
        };
    }

    private ArchiveReader zip(Content.Seekable content, Anomalies anomalies) throws IOException {
        try {
            return ZipReader.open(content, limits.get(Limit.ARCHIVE_ENTRIES), anomalies);
        } catch (IOException e) {
            InputAnomaly.DIRECTORY_MISSING.count(anomalies);
            return new ZipStreamReader(content.open(), anomalies);
        }
    }

    /** The archive where it can be read at any place; {@code null} when it is compressed or inside another compression. */
    private static Content.Seekable onDisk(FoundInput archive) {
        boolean plain = archive.format().equals(archive.archive().text);
        return plain && archive.content() instanceof Content.Seekable seekable ? seekable : null;
    }

    private Content.Seekable seekable(FoundInput archive) throws IOException {
        Content.Seekable disk = onDisk(archive);
        if (disk != null) {
            return disk;
        }
        try (SteadyInput in = new SteadyInput(archive.open(limits, archive.anomalies()))) {
            long room = budget.room();
            Content.Spooled unfolded = spool.keep(new byte[0], 0, in, room);
            budget.take(unfolded.length());
            if (unfolded.length() == room && in.read() >= 0) {
                budget.forbids(1).count(archive.anomalies());
            }
            return unfolded;
        }
    }

    /** Adds what is of use; false when nothing that follows can be. */
    private boolean add(ArchiveMember member, FoundInput archive, TreeMap<String, FoundInput> members)
            throws Spool.SpoolException {
        Anomalies anomalies = archive.anomalies();
        if (!budget.takeEntry(member.name())) {
            InputAnomaly.ENTRIES_EXCEED_LIMIT.countAt(member.offset(), anomalies);
            return false;
        }
        if (member.type() == ArchiveMember.Type.DIRECTORY) {
            return true;
        }
        Optional<String> path = MemberPath.of(member.name());
        InputAnomaly unread = path.isEmpty() ? InputAnomaly.PATH_UNSAFE : whyUnread(member.type(), path.get());
        if (unread != null) {
            unread.countAt(member.offset(), anomalies);
            return true;
        }
        long claimed = member.inPlace().map(Content::length).orElse(member.length());
        InputAnomaly forbidden = budget.forbids(Math.max(1, claimed));
        if (forbidden != null) {
            forbidden.countAt(member.offset(), anomalies);
            // Where it is in a stream, passing over it costs what reading it does.
            return member.inPlace().isPresent();
        }
        FoundInput input = input(archive.name() + "!" + path.get(), member);
        if (members.put(path.get(), input) != null) {
            InputAnomaly.MEMBER_REPLACED.countAt(member.offset(), anomalies);
        }
        return true;
    }

    private static InputAnomaly whyUnread(ArchiveMember.Type type, String path) {
        return switch (type) {
            case SPECIAL -> InputAnomaly.SKIPPED;
            case ENCRYPTED -> InputAnomaly.MEMBER_ENCRYPTED;
            case UNSUPPORTED -> InputAnomaly.MEMBER_UNSUPPORTED;
            case FILE, DIRECTORY -> MemberPath.isHidden(path) ? InputAnomaly.SKIPPED : null;
        };
    }

    private FoundInput input(String name, ArchiveMember member) throws Spool.SpoolException {
        Anomalies anomalies = new Anomalies();
        try {
            return member.inPlace().isPresent()
                    ? inPlace(name, member, member.inPlace().get(), anomalies)
                    : spooled(name, member, anomalies);
        } catch (Spool.SpoolException e) {
            throw e;
        } catch (IOException e) {
            InputAnomaly.MEMBER_DAMAGED.count(anomalies);
            return FoundInput.unknown(name, "", Math.max(0, member.length()), anomalies);
        }
    }

    private FoundInput inPlace(String name, ArchiveMember member, Content content, Anomalies anomalies)
            throws IOException {
        budget.take(content.length());
        if (content.length() < member.length()) {
            InputAnomaly.MEMBER_DAMAGED.count(anomalies);
        }
        return classifier.classify(name, content, anomalies);
    }

    private FoundInput spooled(String name, ArchiveMember member, Anomalies anomalies) throws IOException {
        try (SteadyInput in = new SteadyInput(member.stream().open())) {
            byte[] head = new byte[Recognition.HEAD];
            int length = in.fill(head);
            if (length == 0 && !in.brokenOff()) {
                InputAnomaly.EMPTY.count(anomalies);
            }
            boolean compressed = UnpackedInput.compression(head, length).isPresent();
            Recognition plain = compressed ? Recognition.UNKNOWN : Recognition.of(head, length);
            if (!compressed && plain.kind() == InputKind.UNKNOWN) {
                long bytes = Math.max(length, member.length());
                budget.take(bytes);
                Recognition.countForeign(head, length, anomalies);
                return FoundInput.unknown(name, "", bytes, anomalies);
            }
            long room = budget.room();
            Content.Spooled kept = spool.keep(head, length, in, room);
            budget.take(kept.length());
            if (kept.length() == room && in.read() >= 0) {
                budget.forbids(1).count(anomalies);
            } else if (in.brokenOff() || kept.length() < member.length()) {
                InputAnomaly.MEMBER_DAMAGED.count(anomalies);
            }
            return compressed
                    ? classifier.classify(name, kept, anomalies)
                    : InputClassifier.input(name, kept, plain, "", anomalies);
        }
    }
}
