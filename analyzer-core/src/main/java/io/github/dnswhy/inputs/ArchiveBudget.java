package io.github.dnswhy.inputs;

import io.github.dnswhy.model.Limit;
import io.github.dnswhy.model.Limits;

/** What archives may still cost. Octets count over all archives; entries and the ratio over one archive with all those in it. */
final class ArchiveBudget {
    /** Beyond this many octets the ratio is judged; below it even the best ratio does no harm. */
    private static final long RATIO_FREE = 1L << 30;

    /** Characters that the names of so many members have together, at most. */
    private static final int NAME_LENGTH = 256;

    private final long entries;
    private final long maxRatio;
    private final long ratioFree;
    private long octetsLeft;
    private long entriesLeft;
    private long charactersLeft;
    private long stored;
    private long unfolded;

    ArchiveBudget(Limits limits) {
        this(limits, RATIO_FREE);
    }

    ArchiveBudget(Limits limits, long ratioFree) {
        this.entries = limits.get(Limit.ARCHIVE_ENTRIES);
        this.maxRatio = limits.get(Limit.COMPRESSION_RATIO);
        this.octetsLeft = limits.get(Limit.ARCHIVE_BYTES);
        this.ratioFree = ratioFree;
    }

    /** Starts an archive that is in no other. */
    void outermost(long storedOctets) {
        stored = storedOctets;
        unfolded = 0;
        entriesLeft = entries;
        charactersLeft = Math.max(entries, NAME_LENGTH) * NAME_LENGTH;
    }

    /** Takes the place of one member; false when there is none left. */
    boolean takeEntry(String name) {
        charactersLeft -= name.length();
        return --entriesLeft >= 0 && charactersLeft >= 0;
    }

    /** What forbids to unfold so many octets more; {@code null} when nothing does. */
    InputAnomaly forbids(long octets) {
        if (octets > octetsLeft) {
            return InputAnomaly.BYTES_EXCEED_LIMIT;
        }
        return octets > ratioRoom() ? InputAnomaly.RATIO_EXCEEDS_LIMIT : null;
    }

    /** Octets that may still be unfolded. */
    long room() {
        return Math.min(octetsLeft, ratioRoom());
    }

    private long ratioRoom() {
        long most = stored > Long.MAX_VALUE / maxRatio ? Long.MAX_VALUE : stored * maxRatio;
        return Math.max(0, Math.max(ratioFree, most) - unfolded);
    }

    /** Takes octets that are unfolded. */
    void take(long octets) {
        octetsLeft -= octets;
        unfolded += octets;
    }
}
