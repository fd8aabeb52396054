package io.github.dnswhy.dns;

/** Types of records and questions: the IANA registry "Resource Record (RR) TYPEs". */
public final class RecordType {
    /** A. */
    public static final int A = 1;
    /** NS. */
    public static final int NS = 2;
    /** CNAME. */
    public static final int CNAME = 5;
    /** SOA. */
    public static final int SOA = 6;
    /** PTR. */
    public static final int PTR = 12;
    /** HINFO. */
    public static final int HINFO = 13;
    /** MX. */
    public static final int MX = 15;
    /** TXT. */
    public static final int TXT = 16;
    /** AAAA. */
    public static final int AAAA = 28;
    /** LOC. */
    public static final int LOC = 29;
    /** SRV. */
    public static final int SRV = 33;
    /** NAPTR. */
    public static final int NAPTR = 35;
    /** DNAME. */
    public static final int DNAME = 39;
    /** OPT. */
    public static final int OPT = 41;
    /** DS. */
    public static final int DS = 43;
    /** SSHFP. */
    public static final int SSHFP = 44;
    /** RRSIG. */
    public static final int RRSIG = 46;
    /** NSEC. */
    public static final int NSEC = 47;
    /** DNSKEY. */
    public static final int DNSKEY = 48;
    /** NSEC3. */
    public static final int NSEC3 = 50;
    /** NSEC3PARAM. */
    public static final int NSEC3PARAM = 51;
    /** TLSA. */
    public static final int TLSA = 52;
    /** CDS. */
    public static final int CDS = 59;
    /** CDNSKEY. */
    public static final int CDNSKEY = 60;
    /** SVCB. */
    public static final int SVCB = 64;
    /** HTTPS. */
    public static final int HTTPS = 65;
    /** TKEY. */
    public static final int TKEY = 249;
    /** TSIG. */
    public static final int TSIG = 250;
    /** IXFR. */
    public static final int IXFR = 251;
    /** AXFR. */
    public static final int AXFR = 252;
    /** ANY. */
    public static final int ANY = 255;
    /** URI. */
    public static final int URI = 256;
    /** CAA. */
    public static final int CAA = 257;

    private static final String UNKNOWN = "TYPE";
    private static final int LAST_OF_REGISTRY = 264;
    private static final int[] APART = {32768, 32769};

    private RecordType() {}

    /**
     * The mnemonic of a type. Allocates nothing for a registered one.
     *
     * @param type 0..65535
     * @return for instance {@code AAAA}; {@code TYPE65280} for a type without one (RFC 3597 §5)
     */
    public static String text(int type) {
        String mnemonic = mnemonic(type);
        return mnemonic == null ? UNKNOWN + type : mnemonic;
    }

    /**
     * The type with a mnemonic.
     *
     * @param text a mnemonic in any case, or {@code TYPEn}
     * @return 0..65535, or -1 when there is no such type
     */
    public static int parse(CharSequence text) {
        String wanted = text.toString();
        for (int type = 0; type <= LAST_OF_REGISTRY; type++) {
            if (wanted.equalsIgnoreCase(mnemonic(type))) {
                return type;
            }
        }
        for (int type : APART) {
            if (wanted.equalsIgnoreCase(mnemonic(type))) {
                return type;
            }
        }
        return Mnemonics.number(wanted, UNKNOWN);
    }

    private static String mnemonic(int type) {
        return switch (type) {
            case A -> "A";
            case NS -> "NS";
            case 3 -> "MD";
            case 4 -> "MF";
            case CNAME -> "CNAME";
            case SOA -> "SOA";
            case 7 -> "MB";
            case 8 -> "MG";
            case 9 -> "MR";
            case 10 -> "NULL";
            case 11 -> "WKS";
            case PTR -> "PTR";
            case HINFO -> "HINFO";
            case 14 -> "MINFO";
            case MX -> "MX";
            case TXT -> "TXT";
            case 17 -> "RP";
            case 18 -> "AFSDB";
            case 19 -> "X25";
            case 20 -> "ISDN";
            case 21 -> "RT";
            case 22 -> "NSAP";
            case 23 -> "NSAP-PTR";
            case 24 -> "SIG";
            case 25 -> "KEY";
            case 26 -> "PX";
            case 27 -> "GPOS";
            case AAAA -> "AAAA";
            case LOC -> "LOC";
            case 30 -> "NXT";
            case 31 -> "EID";
            case 32 -> "NIMLOC";
            case SRV -> "SRV";
            case 34 -> "ATMA";
            case NAPTR -> "NAPTR";
            case 36 -> "KX";
            case 37 -> "CERT";
            case 38 -> "A6";
            case DNAME -> "DNAME";
            case 40 -> "SINK";
            case OPT -> "OPT";
            case 42 -> "APL";
            case DS -> "DS";
            case SSHFP -> "SSHFP";
            case 45 -> "IPSECKEY";
            case RRSIG -> "RRSIG";
            case NSEC -> "NSEC";
            case DNSKEY -> "DNSKEY";
            case 49 -> "DHCID";
            case NSEC3 -> "NSEC3";
            case NSEC3PARAM -> "NSEC3PARAM";
            case TLSA -> "TLSA";
            case 53 -> "SMIMEA";
            case 55 -> "HIP";
            case 56 -> "NINFO";
            case 57 -> "RKEY";
            case 58 -> "TALINK";
            case CDS -> "CDS";
            case CDNSKEY -> "CDNSKEY";
            case 61 -> "OPENPGPKEY";
            case 62 -> "CSYNC";
            case 63 -> "ZONEMD";
            case SVCB -> "SVCB";
            case HTTPS -> "HTTPS";
            case 66 -> "DSYNC";
            case 67 -> "HHIT";
            case 68 -> "BRID";
            case 99 -> "SPF";
            case 100 -> "UINFO";
            case 101 -> "UID";
            case 102 -> "GID";
            case 103 -> "UNSPEC";
            case 104 -> "NID";
            case 105 -> "L32";
            case 106 -> "L64";
            case 107 -> "LP";
            case 108 -> "EUI48";
            case 109 -> "EUI64";
            case 128 -> "NXNAME";
            case TKEY -> "TKEY";
            case TSIG -> "TSIG";
            case IXFR -> "IXFR";
            case AXFR -> "AXFR";
            case 253 -> "MAILB";
            case 254 -> "MAILA";
            case ANY -> "ANY";
            case URI -> "URI";
            case CAA -> "CAA";
            case 258 -> "AVC";
            case 259 -> "DOA";
            case 260 -> "AMTRELAY";
            case 261 -> "RESINFO";
            case 262 -> "WALLET";
            case 263 -> "CLA";
            case 264 -> "IPN";
            case 32768 -> "TA";
            case 32769 -> "DLV";
            default -> null;
        };
    }
}
