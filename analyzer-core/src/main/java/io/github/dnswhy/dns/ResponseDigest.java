package io.github.dnswhy.dns;

/**
 * What the matching of queries and responses needs to know of a message's records, gathered in one walk without allocation.
 * Works on queries too, for their OPT record. One per decoding thread, reused; its values are its own, so they outlive the
 * message until the next wrap.
 *
 * <p>Owners are not compared: an answer is a record of the answer section whose type the question asked for.
 */
public final class ResponseDigest {
    /** What numbers give that are not there. */
    public static final int NONE = -1;

    private static final long MAX_TTL = Integer.MAX_VALUE;
    /** Two names of one octet each and five numbers. */
    private static final int SHORTEST_SOA = 22;

    private final RecordCursor records = new RecordCursor();
    private final OptView opt = new OptView();
    private MessageStatus status;
    private int wanted;
    private int answers;
    private int aliases;
    private int minimumTtl;
    private int nameServers;
    private boolean soa;
    private int negativeTtl;
    private int rcode;
    private int udpSize;
    private boolean dnssecOk;
    private int extendedError;

    /** Creates a digest of nothing. */
    public ResponseDigest() {}

    /**
     * Walks the records of a message.
     *
     * @param message a wrapped message
     * @return this
     */
    public ResponseDigest wrap(DnsMessageView message) {
        wanted = message.questionType();
        answers = 0;
        aliases = 0;
        minimumTtl = NONE;
        nameServers = 0;
        soa = false;
        negativeTtl = NONE;
        rcode = message.rcode();
        udpSize = NONE;
        dnssecOk = false;
        extendedError = NONE;
        records.wrap(message);
        while (records.next()) {
            RecordView record = records.record();
            switch (record.section()) {
                case ANSWER -> onAnswer(record);
                case AUTHORITY -> onAuthority(record);
                case ADDITIONAL -> onAdditional(record);
            }
        }
        status = records.status();
        return this;
    }

    private void onAnswer(RecordView record) {
        int type = record.type();
        if (type == wanted || wanted == RecordType.ANY) {
            answers++;
        } else if (type == RecordType.CNAME) {
            aliases++;
        }
        int ttl = ttl(record);
        if (minimumTtl == NONE || ttl < minimumTtl) {
            minimumTtl = ttl;
        }
    }

    private void onAuthority(RecordView record) {
        int type = record.type();
        if (type == RecordType.NS) {
            nameServers++;
        } else if (type == RecordType.SOA && !soa) {
            soa = true;
            if (!record.isCut() && record.rdataLength() >= SHORTEST_SOA) {
                int minimum = record.rdata() + record.rdataLength() - 4;
                negativeTtl = Math.min(ttl(record), ttl(Wire.u32(record.buffer(), minimum)));
            }
        }
    }

    private void onAdditional(RecordView record) {
        if (record.type() != RecordType.OPT || udpSize != NONE) {
            return;
        }
        opt.wrap(record);
        udpSize = opt.udpSize();
        dnssecOk = opt.dnssecOk();
        rcode |= opt.extendedRcode() << 4;
        extendedError = opt.extendedError();
    }

    private static int ttl(RecordView record) {
        return ttl(record.ttl());
    }

    /** RFC 2181 §8: a TTL with the highest bit set is 0. */
    private static int ttl(long seconds) {
        return seconds > MAX_TTL ? 0 : (int) seconds;
    }

    /**
     * How far the walk came.
     *
     * @return OK, or what stopped it; the values are then of the records before
     */
    public MessageStatus status() {
        return status;
    }

    /**
     * Records of the answer section that have the question's type; all of them for ANY.
     *
     * @return 0 or more; 0 with NOERROR is NODATA or a referral
     */
    public int answers() {
        return answers;
    }

    /**
     * CNAME records of the answer section that were not asked for.
     *
     * @return the length of the alias chain
     */
    public int aliases() {
        return aliases;
    }

    /**
     * The least TTL of the answer section, aliases included: how long a cache may keep the whole of it.
     *
     * @return seconds, or {@link #NONE} without answers
     */
    public int minimumTtl() {
        return minimumTtl;
    }

    /**
     * NS records of the authority section; a referral has some, and neither answers nor SOA.
     *
     * @return 0 or more
     */
    public int nameServers() {
        return nameServers;
    }

    /**
     * Tells whether the authority section has an SOA record, as negative responses do (RFC 2308 §2).
     *
     * @return true when there is one
     */
    public boolean hasSoa() {
        return soa;
    }

    /**
     * How long a cache may keep the negative response: the lesser of the SOA's TTL and MINIMUM (RFC 2308 §5).
     *
     * @return seconds, or {@link #NONE} without a whole SOA
     */
    public int negativeTtl() {
        return negativeTtl;
    }

    /**
     * The response code with the bits that EDNS adds (RFC 6891 §6.1.3); its mnemonic: {@link Rcode#text}.
     *
     * @return 0..4095
     */
    public int rcode() {
        return rcode;
    }

    /**
     * The sender's UDP payload size (RFC 6891 §6.2.3).
     *
     * @return 0..65535, or {@link #NONE} without OPT
     */
    public int udpSize() {
        return udpSize;
    }

    /**
     * The DO bit (RFC 3225).
     *
     * @return false without OPT
     */
    public boolean dnssecOk() {
        return dnssecOk;
    }

    /**
     * The INFO-CODE of the first Extended DNS Error (RFC 8914); its meaning: {@link ExtendedError#text}.
     *
     * @return 0..65535, or {@link #NONE}
     */
    public int extendedError() {
        return extendedError;
    }
}
