package io.github.dnswhy.dns;

import java.util.Optional;

/**
 * The RDATA of records in the presentation form of their types. Allocates: for output.
 *
 * <p>Names stand without trailing dot except the root. A type that has no presentation form, and RDATA that is not what its
 * type demands or that is cut, is shown as RFC 3597 §5 has it: {@code \# 4 0a000001}, with the octets that are there.
 *
 * <p>The work for a record, and the length of its text, is bounded by its own octets but for its names, of which no type has
 * more than two that may be compressed: each costs at most 127 pointers and 1,020 characters.
 */
public final class RecordText {
    private RecordText() {}

    /**
     * The RDATA of a record as text.
     *
     * @param record a record; its class matters only where a type has a meaning in one class alone
     * @return one line of printable ASCII; empty for RDATA that is empty as it should be
     */
    public static String rdata(RecordView record) {
        return read(record).text();
    }

    /**
     * The RDATA of a record as text, with what is wrong with it.
     *
     * @param record a record; its class matters only where a type has a meaning in one class alone
     * @return the text, empty for RDATA that is empty as it should be, and the problem
     */
    public static RdataText read(RecordView record) {
        if (record.type() == RecordType.OPT) {
            RdataText opt = OptRdata.of(record);
            return record.isCut() ? new RdataText(opt.text(), Optional.of(cut(record))) : opt;
        }
        if (isEmptyByDesign(record)) {
            return RdataText.sound("");
        }
        return read(
                record.type(),
                record.recordClass(),
                Rdata.of(record),
                record.isCut() ? Optional.of(cut(record)) : Optional.empty());
    }

    /**
     * RDATA wherever it stands.
     *
     * @param rdata before its first octet
     * @param cut why not all of it is there
     */
    static RdataText read(int type, int recordClass, Rdata rdata, Optional<String> cut) {
        int length = rdata.remaining();
        String octets = length == 0 ? "\\# 0" : "\\# " + length + " ";
        if (!append(type, recordClass, rdata)) {
            rdata.hex(length);
            return new RdataText(octets + rdata.written(), cut);
        }
        cut.ifPresent(rdata::failFor);
        return rdata.finish(octets);
    }

    private static String cut(RecordView record) {
        return "message ends after " + record.rdataLength() + " of " + Rdata.octets(record.announcedLength());
    }

    /** UPDATE says by a class and the lack of RDATA what must be there or shall be deleted (RFC 2136 §2.4, §2.5). */
    private static boolean isEmptyByDesign(RecordView record) {
        int recordClass = record.recordClass();
        return record.announcedLength() == 0
                && record.message().opcode() == Opcode.UPDATE
                && (recordClass == RecordClass.ANY || recordClass == RecordClass.NONE);
    }

    /** Writes what the type demands; false for a type without a format here. */
    private static boolean append(int type, int recordClass, Rdata rdata) {
        RdataField[] layout = RdataLayout.of(type, recordClass);
        if (layout.length > 0) {
            RdataLayout.append(layout, rdata);
            return true;
        }
        switch (type) {
            case RecordType.SVCB, RecordType.HTTPS -> ServiceRdata.append(rdata);
            case RecordType.CAA -> CaaRdata.append(rdata);
            case RecordType.LOC -> LocationRdata.append(rdata);
            default -> {
                return PeerRdata.append(type, rdata);
            }
        }
        return true;
    }
}
