package io.github.dnswhy.inputs;

import io.github.dnswhy.model.Anomalies;
import io.github.dnswhy.model.Place;

/** What can be wrong with finding an input. The names are permanent; places are octets of the archive as unfolded, 0 elsewhere. */
public enum InputAnomaly {
    /** The file does not exist. */
    MISSING("file-missing"),
    /** The file or directory cannot be read. */
    UNREADABLE("file-unreadable"),
    /** The file has no octets. */
    EMPTY("file-empty"),
    /** Hidden files, links, devices and pipes inside a directory or an archive are left alone. */
    SKIPPED("hidden-or-link-skipped"),
    /** Reading broke off; what was read before is used. */
    READ_FAILED("read-failed"),
    /** The compression cannot be undone on this platform. */
    COMPRESSION_UNAVAILABLE("compression-unavailable"),
    /** A capture of another tool, or data in a compression that is not read. */
    FORMAT_UNSUPPORTED("format-unsupported"),
    /** An archive of a format that is known but not read. */
    ARCHIVE_UNSUPPORTED("archive-format-unsupported"),
    /** The archive ends too early; the members before are used. */
    ARCHIVE_CUT("archive-cut"),
    /** Something in the archive that is no member was passed over, or ended its reading; the other members are used. */
    ARCHIVE_DAMAGED("archive-damaged"),
    /** A zip without its directory, or with a damaged one: its members were searched one after the other. */
    DIRECTORY_MISSING("archive-directory-missing"),
    /** A member with an absolute path, a path that leads out of the archive, or one of absurd length is left alone. */
    PATH_UNSAFE("archive-path-unsafe"),
    /** A later member of the same name replaced this one, as it would on unpacking. */
    MEMBER_REPLACED("archive-member-replaced"),
    /** An encrypted member cannot be read. */
    MEMBER_ENCRYPTED("archive-member-encrypted"),
    /** A member that is stored in a way that is not read: a sparse file, a rare compression. */
    MEMBER_UNSUPPORTED("archive-member-unsupported"),
    /** A member is damaged, or shorter than its archive says; what is there is used. */
    MEMBER_DAMAGED("archive-member-damaged"),
    /** The archive, with those in it, has more members than the limit; the rest is not read. */
    ENTRIES_EXCEED_LIMIT("archive-entries-exceed-limit"),
    /** The members of all archives have more octets than the limit; what exceeds it is not read. */
    BYTES_EXCEED_LIMIT("archive-bytes-exceed-limit"),
    /** The archive unfolds at a higher ratio than the limit; what exceeds it is not read. */
    RATIO_EXCEEDS_LIMIT("compression-ratio-exceeds-limit"),
    /** An archive inside more archives than the limit is not read. */
    NESTING_EXCEEDS_LIMIT("archive-nesting-exceeds-limit"),
    /** The place for temporary files is full or closed to us; what should have been unpacked there is not read. */
    SPOOL_FAILED("temporary-file-failed");

    private final String text;

    InputAnomaly(String text) {
        this.text = text;
    }

    /**
     * The permanent name.
     *
     * @return the name in kebab-case
     */
    public String text() {
        return text;
    }

    /**
     * Counts it.
     *
     * @param anomalies where
     */
    public void count(Anomalies anomalies) {
        countAt(0, anomalies);
    }

    void countAt(long offset, Anomalies anomalies) {
        anomalies.add(text, Place.Unit.OFFSET, offset);
    }
}
