package io.github.dnswhy.dns;

/**
 * The RDATA of records in the presentation form of their types. Allocates: for output.
 *
 * <p>Names stand without trailing dot except the root. A type that is not known here, and RDATA that is not what its type
 * demands or that is cut, is shown as RFC 3597 §5 has it: {@code \# 4 0a000001}, with the octets that are there.
 */
public final class RecordText {
    private RecordText() {}

    /**
     * The RDATA of a record as text.
     *
     * @param record a record; its class matters only where a type has a meaning in class IN alone
     * @return one line of printable ASCII
     */
    public static String rdata(RecordView record) {
        StringBuilder text = new StringBuilder();
        Rdata rdata = new Rdata(record);
        if (record.isCut() || !append(record, rdata, text) || !rdata.isDone()) {
            text.setLength(0);
            appendUnknown(record, text);
        }
        return text.toString();
    }

    /** Writes what the type demands; false for a type without a format here. {@link Rdata#isDone} tells whether it fitted. */
    private static boolean append(RecordView record, Rdata rdata, StringBuilder text) {
        int type = record.type();
        switch (type) {
            case RecordType.A, RecordType.AAAA -> {
                return AddressRdata.append(type, record.recordClass(), rdata, text);
            }
            case RecordType.NS,
                    RecordType.CNAME,
                    RecordType.DNAME,
                    RecordType.PTR,
                    RecordType.SOA,
                    RecordType.MX,
                    RecordType.SRV,
                    RecordType.NAPTR,
                    RecordType.MD,
                    RecordType.MF,
                    RecordType.MB,
                    RecordType.MG,
                    RecordType.MR,
                    RecordType.MINFO,
                    RecordType.RP,
                    RecordType.AFSDB,
                    RecordType.RT,
                    RecordType.KX -> NameRdata.append(type, rdata, text);
            case RecordType.TXT, RecordType.SPF, RecordType.HINFO, RecordType.CAA, RecordType.URI ->
                TextRdata.append(type, rdata, text);
            case RecordType.DS,
                    RecordType.CDS,
                    RecordType.DNSKEY,
                    RecordType.CDNSKEY,
                    RecordType.RRSIG,
                    RecordType.NSEC,
                    RecordType.NSEC3,
                    RecordType.NSEC3PARAM -> DnssecRdata.append(type, rdata, text);
            case RecordType.TLSA, RecordType.SMIMEA, RecordType.SSHFP -> FingerprintRdata.append(type, rdata, text);
            case RecordType.SVCB, RecordType.HTTPS -> ServiceRdata.append(rdata, text);
            case RecordType.TSIG, RecordType.TKEY -> TransactionRdata.append(type, rdata, text);
            case RecordType.LOC -> LocationRdata.append(rdata, text);
            case RecordType.OPT -> OptRdata.append(record, rdata, text);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void appendUnknown(RecordView record, StringBuilder text) {
        int length = record.rdataLength();
        text.append("\\# ").append(length);
        if (length > 0) {
            text.append(' ');
            Encodings.appendHex(record.buffer(), record.rdata(), length, text);
        }
    }
}
