package io.github.dnswhy.dns;

import java.util.Objects;
import java.util.Optional;

/**
 * View of one DNS message (RFC 1035 §4.1). Borrows the buffer: valid until the next wrap or until the window that lent it
 * advances. Not thread-safe; one per decoding thread. Never reads outside the region that it wraps.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |              ID               |R|  OP   |A|T|R|R|Z|A|C| RCODE |
 * |                               |Q|  CODE |A|C|D|A| |D|D|       |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |            QDCOUNT            |            ANCOUNT            |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |            NSCOUNT            |            ARCOUNT            |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * | QNAME ...     /     QTYPE     |            QCLASS             |   QDCOUNT times
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * | records: answer, authority, additional ...                        {@link RecordCursor}
 * </pre>
 *
 * <p>Wrapping reads the header and the question section only. After a status other than OK the header can be read if twelve
 * octets were there ({@link MessageStatus#HEADER_CUT} says they were not; then the fields that are missing read as 0), and of
 * the first question as much as was there.
 */
public final class DnsMessageView {
    /** Octets of the header. */
    public static final int HEADER_LENGTH = 12;

    /** What {@link #questionType()} and its like give when there is none. */
    public static final int NONE = -1;

    private static final int QUESTION_FIXED = 4;

    /** Root name, type and class of an OPT record. */
    private static final int OPT_CLASS_END = 5;

    private byte[] buffer = new byte[0];
    private int offset;
    private int limit;
    private MessageStatus status = MessageStatus.HEADER_CUT;
    private long idToAnswers;
    private int authorityToAdditional;
    private int questionNameEnd;
    private int flatNameLength;
    private int questionsEnd;

    /** Creates a view of nothing; its status is {@link MessageStatus#HEADER_CUT}. */
    public DnsMessageView() {}

    /**
     * Moves the view to a message.
     *
     * @param buffer holds the message; borrowed, only read
     * @param offset absolute index of its first octet
     * @param length octets that were captured of it
     * @return this
     * @throws IndexOutOfBoundsException if the region is not inside the buffer
     */
    public DnsMessageView wrap(byte[] buffer, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        this.buffer = buffer;
        this.offset = offset;
        this.limit = offset + length;
        questionNameEnd = NONE;
        flatNameLength = 0;
        questionsEnd = offset + HEADER_LENGTH;
        if (length < HEADER_LENGTH) {
            readCutHeader(length);
            status = MessageStatus.HEADER_CUT;
            return this;
        }
        idToAnswers = Wire.i64(buffer, offset);
        authorityToAdditional = Wire.i32(buffer, offset + 8);
        status = questionCount() == 0 ? MessageStatus.OK : readQuestions();
        return this;
    }

    private void readCutHeader(int length) {
        long head = 0;
        int tail = 0;
        for (int i = 0; i < HEADER_LENGTH; i++) {
            int octet = i < length ? Wire.u8(buffer, offset + i) : 0;
            if (i < 8) {
                head = head << 8 | octet;
            } else {
                tail = tail << 8 | octet;
            }
        }
        idToAnswers = head;
        authorityToAdditional = tail;
    }

    private MessageStatus readQuestions() {
        int name = questionsEnd;
        int length = DomainName.flatLength(buffer, name, limit);
        if (length <= 0) {
            // Nothing stands before the first name that a pointer could point at, so a compressed one is an error too.
            int error = DomainName.wireLength(buffer, offset, name, limit);
            return MessageStatus.ofName(error, MessageStatus.QUESTION_CUT);
        }
        flatNameLength = length;
        questionNameEnd = name + length;
        int end = questionNameEnd + QUESTION_FIXED;
        if (end > limit) {
            return MessageStatus.QUESTION_CUT;
        }
        questionsEnd = end;
        return questionCount() == 1 ? MessageStatus.OK : skipQuestions(questionCount() - 1);
    }

    private MessageStatus skipQuestions(int count) {
        int position = questionsEnd;
        for (int i = 0; i < count; i++) {
            int end = DomainName.skip(buffer, position, limit);
            if (end < 0) {
                return MessageStatus.ofName(end, MessageStatus.QUESTION_CUT);
            }
            position = end + QUESTION_FIXED;
            if (position > limit) {
                return MessageStatus.QUESTION_CUT;
            }
        }
        questionsEnd = position;
        return MessageStatus.OK;
    }

    /**
     * How far wrapping came.
     *
     * @return OK when the header and all questions are sound; says nothing of the records
     */
    public MessageStatus status() {
        return status;
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
     * Where the message starts; compression pointers count from here.
     *
     * @return absolute index of its first octet
     */
    public int offset() {
        return offset;
    }

    /**
     * Where the captured octets end.
     *
     * @return absolute index after the last one
     */
    public int limit() {
        return limit;
    }

    /**
     * Octets captured of the message.
     *
     * @return 0 or more
     */
    public int length() {
        return limit - offset;
    }

    /**
     * The identifier that a response repeats.
     *
     * @return 0..65535
     */
    public int id() {
        return (int) (idToAnswers >>> 48);
    }

    /**
     * The second 16 bits of the header: QR, OPCODE, AA, TC, RD, RA, Z, AD, CD, RCODE.
     *
     * @return 0..65535, QR in the highest bit
     */
    public int flags() {
        return (int) (idToAnswers >>> 32) & 0xFFFF;
    }

    /**
     * QR.
     *
     * @return true for a response, false for a query
     */
    public boolean isResponse() {
        return (idToAnswers & 1L << 47) != 0;
    }

    /**
     * OPCODE; its mnemonic: {@link Opcode#text}.
     *
     * @return 0..15
     */
    public int opcode() {
        return (int) (idToAnswers >>> 43) & 0xF;
    }

    /**
     * AA: the responder is an authority for the name.
     *
     * @return the bit
     */
    public boolean authoritative() {
        return (idToAnswers & 1L << 42) != 0;
    }

    /**
     * TC: the message was truncated to fit its transport.
     *
     * @return the bit
     */
    public boolean truncated() {
        return (idToAnswers & 1L << 41) != 0;
    }

    /**
     * RD.
     *
     * @return the bit
     */
    public boolean recursionDesired() {
        return (idToAnswers & 1L << 40) != 0;
    }

    /**
     * RA.
     *
     * @return the bit
     */
    public boolean recursionAvailable() {
        return (idToAnswers & 1L << 39) != 0;
    }

    /**
     * AD (RFC 4035 §3.2.3).
     *
     * @return the bit
     */
    public boolean authenticData() {
        return (idToAnswers & 1L << 37) != 0;
    }

    /**
     * CD (RFC 4035 §3.2.2).
     *
     * @return the bit
     */
    public boolean checkingDisabled() {
        return (idToAnswers & 1L << 36) != 0;
    }

    /**
     * The header's RCODE, without the eight bits that EDNS adds ({@link ResponseDigest#rcode()}).
     *
     * @return 0..15
     */
    public int rcode() {
        return (int) (idToAnswers >>> 32) & 0xF;
    }

    /**
     * QDCOUNT: a claim.
     *
     * @return 0..65535
     */
    public int questionCount() {
        return (int) (idToAnswers >>> 16) & 0xFFFF;
    }

    /**
     * ANCOUNT: a claim.
     *
     * @return 0..65535
     */
    public int answerCount() {
        return (int) idToAnswers & 0xFFFF;
    }

    /**
     * NSCOUNT: a claim.
     *
     * @return 0..65535
     */
    public int authorityCount() {
        return authorityToAdditional >>> 16;
    }

    /**
     * ARCOUNT: a claim.
     *
     * @return 0..65535
     */
    public int additionalCount() {
        return authorityToAdditional & 0xFFFF;
    }

    /**
     * Tells whether the whole name of a first question is there and sound, whatever became of the rest.
     *
     * @return true when {@link #questionName()} can be read
     */
    public boolean hasQuestionName() {
        return questionNameEnd != NONE;
    }

    /**
     * QNAME of the first question.
     *
     * @return absolute index of its first octet, or {@link #NONE}
     */
    public int questionName() {
        return questionNameEnd == NONE ? NONE : offset + HEADER_LENGTH;
    }

    /**
     * Octets of the first QNAME, which is never compressed.
     *
     * @return 1..255, or 0 when there is none
     */
    public int questionNameLength() {
        return flatNameLength;
    }

    /**
     * A hash of the first label of the first QNAME in any case: all names of one walk through a search list share it.
     *
     * @return any number but 0; 0 when there is no readable name
     */
    public int firstLabelHash() {
        int name = offset + HEADER_LENGTH;
        return flatNameLength == 0 ? 0 : (int) NameHash.of(buffer, name, 1 + buffer[name], 0) | 1;
    }

    /**
     * The first QNAME in presentation form, letters as they are. Allocates: for output.
     *
     * @return the text, or empty when there is no readable name
     */
    public Optional<String> questionNameText() {
        return hasQuestionName() ? Optional.of(NameText.of(buffer, questionName())) : Optional.empty();
    }

    /**
     * QTYPE of the first question.
     *
     * @return 0..65535, or {@link #NONE} when it is not there
     */
    public int questionType() {
        return questionNameEnd != NONE && questionNameEnd + 2 <= limit ? Wire.u16(buffer, questionNameEnd) : NONE;
    }

    /**
     * QCLASS of the first question.
     *
     * @return 0..65535, or {@link #NONE} when it is not there
     */
    public int questionClass() {
        return questionNameEnd != NONE && questionNameEnd + QUESTION_FIXED <= limit
                ? Wire.u16(buffer, questionNameEnd + 2)
                : NONE;
    }

    /**
     * The UDP payload size of the OPT record (RFC 6891 §6.1.2), where it follows the questions at once, as in the queries that
     * resolvers send.
     *
     * @return 0..65535, {@link #NONE} without such a record
     */
    public int offeredPayload() {
        if (additionalCount() == 0 || status != MessageStatus.OK || answerCount() + authorityCount() > 0) {
            return NONE;
        }
        int at = questionsEnd;
        boolean opt = at + OPT_CLASS_END <= limit && buffer[at] == 0 && Wire.u16(buffer, at + 1) == RecordType.OPT;
        return opt ? Wire.u16(buffer, at + OPT_CLASS_END - 2) : NONE;
    }

    /**
     * Where the question section ends and the records start. Of use only when the status is OK.
     *
     * @return absolute index
     */
    public int questionsEnd() {
        return questionsEnd;
    }
}
