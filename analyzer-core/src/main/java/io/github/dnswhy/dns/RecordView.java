package io.github.dnswhy.dns;

import java.util.Optional;

/**
 * View of one resource record (RFC 1035 §4.1.3). Moved by a {@link RecordCursor}; valid until its next step.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * | owner name ...  /     TYPE      |             CLASS             |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                              TTL                              |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |           RDLENGTH            | RDATA ...
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 */
public final class RecordView {
    /** Octets between the owner name and the RDATA. */
    static final int FIXED = 10;

    private static final int TTL = 4;
    private static final int RDLENGTH = 8;

    private DnsMessageView message;
    private byte[] buffer;
    private Section section;
    private int owner;
    private int fixed;
    private int rdataEnd;

    RecordView() {}

    void wrap(DnsMessageView message, Section section, int owner, int fixed, int rdataEnd) {
        this.message = message;
        this.buffer = message.buffer();
        this.section = section;
        this.owner = owner;
        this.fixed = fixed;
        this.rdataEnd = rdataEnd;
    }

    /**
     * The message that holds the record.
     *
     * @return its view
     */
    public DnsMessageView message() {
        return message;
    }

    /**
     * The borrowed buffer.
     *
     * @return not to be written or kept
     */
    public byte[] buffer() {
        return buffer;
    }

    /**
     * The section that the record stands in, by the header's counts.
     *
     * @return the section
     */
    public Section section() {
        return section;
    }

    /**
     * Where the owner name starts; often only a compression pointer.
     *
     * @return absolute index
     */
    public int owner() {
        return owner;
    }

    /**
     * The owner name in presentation form. Allocates: for output.
     *
     * @return the text, or empty when the name cannot be read
     */
    public Optional<String> ownerText() {
        return DomainName.text(buffer, message.offset(), owner, message.limit());
    }

    /**
     * TYPE; its mnemonic: {@link RecordType#text}.
     *
     * @return 0..65535
     */
    public int type() {
        return Wire.u16(buffer, fixed);
    }

    /**
     * CLASS; for OPT the sender's UDP payload size.
     *
     * @return 0..65535
     */
    public int recordClass() {
        return Wire.u16(buffer, fixed + 2);
    }

    /**
     * TTL as it stands, in seconds; for OPT a set of flags. RFC 2181 §8 takes one above 2³¹-1 for 0.
     *
     * @return 0..2³²-1
     */
    public long ttl() {
        return Wire.u32(buffer, fixed + TTL);
    }

    /**
     * RDLENGTH as announced.
     *
     * @return 0..65535
     */
    public int announcedLength() {
        return Wire.u16(buffer, fixed + RDLENGTH);
    }

    /**
     * Where the RDATA starts.
     *
     * @return absolute index
     */
    public int rdata() {
        return fixed + FIXED;
    }

    /**
     * Octets of RDATA that are there.
     *
     * @return at most {@link #announcedLength()}
     */
    public int rdataLength() {
        return rdataEnd - rdata();
    }

    /**
     * Tells whether the message ends inside the RDATA.
     *
     * @return true when less than announced is there
     */
    public boolean isCut() {
        return rdataLength() < announcedLength();
    }
}
