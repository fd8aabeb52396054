package io.github.dnswhy.dns;

/**
 * Walks the records of a message: answer, authority, additional. Allocates nothing; one per decoding thread, reused.
 *
 * <pre>{@code
 * cursor.wrap(message);
 * while (cursor.next()) {
 *     use(cursor.record());
 * }
 * if (cursor.status() != MessageStatus.OK) { … }   // what there was has been walked
 * }</pre>
 *
 * <p>The header's counts are claims: the walk ends where the octets do. A record whose RDATA is cut is still given
 * ({@link RecordView#isCut()}), as the last one. Owner names are stepped over, not followed.
 */
public final class RecordCursor {
    private static final Section[] SECTIONS = Section.values();

    private final RecordView current = new RecordView();
    private DnsMessageView message;
    private MessageStatus status = MessageStatus.HEADER_CUT;
    private int position;
    private int section;
    private int left;

    /** Creates a cursor without a message. */
    public RecordCursor() {}

    /**
     * Moves the cursor before the first record of a message.
     *
     * @param message a wrapped message; unless its status is OK there are no records, and the cursor has its status
     * @return this
     */
    public RecordCursor wrap(DnsMessageView message) {
        this.message = message;
        status = message.status();
        position = message.questionsEnd();
        section = 0;
        left = message.answerCount();
        return this;
    }

    /**
     * Goes on to the next record.
     *
     * @return false when there is none: all were walked, or {@link #status()} tells why not
     */
    public boolean next() {
        if (status != MessageStatus.OK) {
            return false;
        }
        while (left == 0) {
            if (section == 2) {
                return false;
            }
            section++;
            left = section == 1 ? message.authorityCount() : message.additionalCount();
        }
        left--;
        return step();
    }

    private boolean step() {
        int limit = message.limit();
        int fixed = DomainName.skip(message.buffer(), position, limit);
        if (fixed < 0) {
            status = MessageStatus.ofName(fixed, MessageStatus.RECORD_CUT);
            return false;
        }
        int rdata = fixed + RecordView.FIXED;
        if (rdata > limit) {
            status = MessageStatus.RECORD_CUT;
            return false;
        }
        int end = rdata + Wire.u16(message.buffer(), fixed + 8);
        if (end > limit) {
            status = MessageStatus.RECORD_CUT;
            end = limit;
        }
        current.wrap(message, SECTIONS[section], position, fixed, end);
        position = end;
        return true;
    }

    /**
     * The record that the last {@link #next()} went to.
     *
     * @return the same view each time; of use only after a {@code next()} that was true
     */
    public RecordView record() {
        return current;
    }

    /**
     * Why the walk ended, or that nothing is wrong so far.
     *
     * @return OK, or what stopped it
     */
    public MessageStatus status() {
        return status;
    }

    /**
     * Where the walk stands: after the last record when {@link #next()} was false and the status is OK.
     *
     * @return absolute index; octets between it and the message's limit belong to no record
     */
    public int position() {
        return position;
    }
}
