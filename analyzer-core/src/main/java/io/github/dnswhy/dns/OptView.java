package io.github.dnswhy.dns;

/**
 * View of an OPT pseudo-record (RFC 6891 §6.1) and a cursor over its options. Borrows like {@link RecordView}.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |     UDP size (CLASS)          | extended RCODE|    VERSION    |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |D|             Z               |           RDLENGTH            |
 * |O|                             |                               |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |          OPTION-CODE          |         OPTION-LENGTH         |   any number of times
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * | OPTION-DATA ...
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 */
public final class OptView {
    /** What {@link #extendedError()} gives when there is none. */
    public static final int NONE = -1;

    private static final int OPTION_HEADER = 4;

    private byte[] buffer;
    private int size;
    private int flags;
    private int start;
    private int limit;
    private int option;
    private int optionEnd;

    /** Creates a view of nothing. */
    public OptView() {}

    /**
     * Moves the view to a record of type OPT, before its first option.
     *
     * @param record the record; borrowed
     * @return this
     */
    public OptView wrap(RecordView record) {
        buffer = record.buffer();
        size = record.recordClass();
        flags = (int) record.ttl();
        start = record.rdata();
        limit = start + record.rdataLength();
        return rewind();
    }

    /**
     * Moves before the first option.
     *
     * @return this
     */
    public OptView rewind() {
        option = start;
        optionEnd = start;
        return this;
    }

    /**
     * The sender's UDP payload size; below 512 counts as 512 (RFC 6891 §6.2.3).
     *
     * @return 0..65535 as it stands
     */
    public int udpSize() {
        return size;
    }

    /**
     * The upper eight bits of the response code.
     *
     * @return 0..255
     */
    public int extendedRcode() {
        return flags >>> 24;
    }

    /**
     * The EDNS version.
     *
     * @return 0..255
     */
    public int version() {
        return flags >>> 16 & 0xFF;
    }

    /**
     * The flags, DO being the highest.
     *
     * @return 0..65535
     */
    public int flags() {
        return flags & 0xFFFF;
    }

    /**
     * DO: DNSSEC records are wanted (RFC 3225).
     *
     * @return the bit
     */
    public boolean dnssecOk() {
        return (flags & 0x8000) != 0;
    }

    /**
     * Goes on to the next option.
     *
     * @return false when there is none, or when what is left is cut ({@link #isSound()})
     */
    public boolean nextOption() {
        int data = optionEnd + OPTION_HEADER;
        if (data > limit) {
            return false;
        }
        int end = data + Wire.u16(buffer, optionEnd + 2);
        if (end > limit) {
            return false;
        }
        option = optionEnd;
        optionEnd = end;
        return true;
    }

    /**
     * Tells, after the last option, whether the options filled the RDATA exactly.
     *
     * @return false when an option is cut
     */
    public boolean isSound() {
        return optionEnd == limit;
    }

    /**
     * The option's code; its mnemonic: {@link EdnsOption#text}.
     *
     * @return 0..65535
     */
    public int optionCode() {
        return Wire.u16(buffer, option);
    }

    /**
     * Where the option's data starts.
     *
     * @return absolute index
     */
    public int optionData() {
        return option + OPTION_HEADER;
    }

    /**
     * Octets of the option's data.
     *
     * @return 0..65535
     */
    public int optionLength() {
        return optionEnd - optionData();
    }

    /**
     * The INFO-CODE of the first Extended DNS Error (RFC 8914 §2). Leaves the cursor on that option, so that its EXTRA-TEXT
     * is the data after the first two octets; after the last option when there is none.
     *
     * @return 0..65535, or {@link #NONE}
     */
    public int extendedError() {
        rewind();
        while (nextOption()) {
            if (optionCode() == EdnsOption.EDE && optionLength() >= 2) {
                return Wire.u16(buffer, optionData());
            }
        }
        return NONE;
    }

    /**
     * The option's data as text: what each option means by its code, hexadecimal otherwise. Allocates: for output.
     *
     * @return for instance {@code 10.1.0.0/16/0} for a client subnet
     */
    public String optionText() {
        return optionRdata().text();
    }

    /** The option's data as text, with what is wrong with it. */
    RdataText optionRdata() {
        return EdnsOptionText.of(optionCode(), buffer, optionData(), optionLength());
    }

    /** Octets after the last option that are no option. */
    int leftOver() {
        return limit - optionEnd;
    }
}
