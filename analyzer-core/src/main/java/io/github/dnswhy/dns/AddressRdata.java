package io.github.dnswhy.dns;

/** RDATA that is an address: A (RFC 1035 §3.4.1), AAAA (RFC 3596). */
final class AddressRdata {
    private AddressRdata() {}

    /** False for the classes in which these types are something else, or nothing. */
    static boolean append(int type, int recordClass, Rdata rdata, StringBuilder text) {
        if (recordClass == RecordClass.CH || recordClass == RecordClass.HS) {
            return false;
        }
        if (type == RecordType.A) {
            rdata.v4(text);
        } else {
            rdata.v6(text);
        }
        return true;
    }
}
