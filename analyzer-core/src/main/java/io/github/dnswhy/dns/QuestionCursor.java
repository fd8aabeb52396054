package io.github.dnswhy.dns;

import java.util.Optional;

/**
 * Walks the question section of a message, which may hold any number of questions; the zone section of an UPDATE. The header's
 * count is a claim: the walk ends where the octets do. Borrows like the message's view.
 */
public final class QuestionCursor {
    private static final int FIXED = 4;

    private DnsMessageView message;
    private int left;
    private int name;
    private int nameEnd;
    private int next;
    private boolean readable;

    /** Creates a cursor without a message. */
    public QuestionCursor() {}

    /**
     * Moves the cursor before the first question of a message.
     *
     * @param message a wrapped message of any status
     * @return this
     */
    public QuestionCursor wrap(DnsMessageView message) {
        this.message = message;
        next = message.offset() + DnsMessageView.HEADER_LENGTH;
        readable = message.length() >= DnsMessageView.HEADER_LENGTH;
        left = message.questionCount();
        return this;
    }

    /**
     * Goes on to the next question. One of which only the name, or not even that, can be read is still given, as the last one.
     *
     * @return false when there is none
     */
    public boolean next() {
        if (left == 0 || !readable || next >= message.limit()) {
            return false;
        }
        left--;
        name = next;
        nameEnd = DomainName.skip(message.buffer(), name, message.limit());
        readable = nameEnd >= 0 && nameEnd + FIXED <= message.limit();
        next = nameEnd + FIXED;
        return true;
    }

    /**
     * QNAME in presentation form. Allocates: for output.
     *
     * @return the text, or empty for a name that cannot be read
     */
    public Optional<String> nameText() {
        return DomainName.text(message.buffer(), message.offset(), name, message.limit());
    }

    /**
     * QTYPE; its mnemonic: {@link RecordType#text}.
     *
     * @return 0..65535, or {@link DnsMessageView#NONE} when it is not there
     */
    public int type() {
        return readable ? Wire.u16(message.buffer(), nameEnd) : DnsMessageView.NONE;
    }

    /**
     * QCLASS; its mnemonic: {@link RecordClass#text}.
     *
     * @return 0..65535, or {@link DnsMessageView#NONE} when it is not there
     */
    public int recordClass() {
        return readable ? Wire.u16(message.buffer(), nameEnd + 2) : DnsMessageView.NONE;
    }
}
