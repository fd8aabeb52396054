package io.github.dnswhy.dns;

/**
 * Walks the TLVs of a message of DNS Stateful Operations (RFC 8490 §5.4), which stand where others have their questions and
 * records. Borrows like the message's view.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |           DSO-TYPE            |          DSO-LENGTH           |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * | DSO-DATA ...
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 */
public final class DsoCursor {
    private static final int HEADER = 4;

    private DnsMessageView message;
    private int limit;
    private int tlv;
    private int end;
    private boolean cut;

    /** Creates a cursor without a message. */
    public DsoCursor() {}

    /**
     * Tells whether a message holds TLVs: its opcode says so, and it claims neither questions nor records.
     *
     * @param message a wrapped message
     * @return true for a message of DSO
     */
    public static boolean holds(DnsMessageView message) {
        return message.opcode() == Opcode.DSO
                && message.length() >= DnsMessageView.HEADER_LENGTH
                && message.questionCount() == 0
                && message.answerCount() == 0
                && message.authorityCount() == 0
                && message.additionalCount() == 0;
    }

    /**
     * Moves the cursor before the first TLV of a message.
     *
     * @param message a message that {@link #holds} TLVs
     * @return this
     */
    public DsoCursor wrap(DnsMessageView message) {
        this.message = message;
        limit = message.limit();
        end = message.offset() + DnsMessageView.HEADER_LENGTH;
        cut = false;
        return this;
    }

    /**
     * Goes on to the next TLV. One whose data is cut is still given, as the last one.
     *
     * @return false when there is none
     */
    public boolean next() {
        if (end + HEADER > limit) {
            return false;
        }
        tlv = end;
        end = tlv + HEADER + Wire.u16(message.buffer(), tlv + 2);
        if (end > limit) {
            cut = true;
            end = limit;
        }
        return true;
    }

    /**
     * DSO-TYPE; its name: {@link DsoType#text}.
     *
     * @return 0..65535
     */
    public int type() {
        return Wire.u16(message.buffer(), tlv);
    }

    /**
     * DSO-DATA as text. Allocates: for output.
     *
     * @return the text, empty for a TLV without data, and the problem
     */
    public RdataText data() {
        int start = tlv + HEADER;
        Rdata data = new Rdata(message.buffer(), message.offset(), start, end);
        if (end > start) {
            append(data, start);
        }
        if (cut) {
            data.failFor(
                    "message ends after " + (end - start) + " of " + Rdata.octets(Wire.u16(message.buffer(), tlv + 2)));
        }
        return data.finish(end == start ? "\\# 0" : "\\# " + (end - start) + " ");
    }

    private void append(Rdata data, int start) {
        switch (type()) {
            case DsoType.KEEPALIVE -> {
                data.put("inactivity ").put(data.u32()).put(" ms");
                data.put(", interval ").put(data.u32()).put(" ms");
            }
            case DsoType.RETRY_DELAY -> data.put(data.u32()).put(" ms");
            case DsoType.ENCRYPTION_PADDING -> {
                data.put(Rdata.octets(end - start));
                data.skip();
            }
            case DsoType.SUBSCRIBE -> {
                data.name();
                int type = data.u16();
                question(type, data.u16(), data);
            }
            case DsoType.PUSH -> changes(data);
            case DsoType.UNSUBSCRIBE -> data.put("id ").put(data.u16());
            case DsoType.RECONFIRM -> {
                data.name();
                int type = data.u16();
                int recordClass = data.u16();
                question(type, recordClass, data);
                data.space().nested(type, recordClass, data.remaining());
            }
            default -> {
                data.put("\\# ").put(end - start).put(' ');
                data.hex(end - start);
            }
        }
    }

    private static void question(int type, int recordClass, Rdata data) {
        data.space().put(RecordClass.text(recordClass));
        data.space().put(RecordType.text(type));
    }

    /** Records whose TTL says whether they are there or gone (RFC 8765 §6.3.1), with semicolons between them. */
    private static void changes(Rdata data) {
        String separator = "";
        while (data.hasMore()) {
            data.put(separator).name();
            int type = data.u16();
            int recordClass = data.u16();
            long ttl = data.u32();
            int length = data.u16();
            data.space().put(ttl == 0xFFFF_FFFFL ? "delete" : ttl == 0xFFFF_FFFEL ? "delete-all" : Long.toString(ttl));
            question(type, recordClass, data);
            data.space().nested(type, recordClass, length);
            separator = "; ";
        }
    }
}
