package io.github.dnswhy.dns;

/** Types of records and questions: the IANA registry "Resource Record (RR) TYPEs". */
public final class RecordType {
    /** IPv4 address. */
    public static final int A = 1;
    /** Authoritative name server. */
    public static final int NS = 2;
    /** Mail destination, obsolete. */
    public static final int MD = 3;
    /** Mail forwarder, obsolete. */
    public static final int MF = 4;
    /** Alias. */
    public static final int CNAME = 5;
    /** Start of a zone of authority. */
    public static final int SOA = 6;
    /** Mailbox. */
    public static final int MB = 7;
    /** Mail group. */
    public static final int MG = 8;
    /** Mail rename. */
    public static final int MR = 9;
    /** Pointer, for reverse lookups. */
    public static final int PTR = 12;
    /** Host information. */
    public static final int HINFO = 13;
    /** Mailbox information. */
    public static final int MINFO = 14;
    /** Mail exchange. */
    public static final int MX = 15;
    /** Text strings. */
    public static final int TXT = 16;
    /** Responsible person (RFC 1183). */
    public static final int RP = 17;
    /** AFS database (RFC 1183). */
    public static final int AFSDB = 18;
    /** Route through (RFC 1183). */
    public static final int RT = 21;
    /** IPv6 address (RFC 3596). */
    public static final int AAAA = 28;
    /** Location (RFC 1876). */
    public static final int LOC = 29;
    /** Server selection (RFC 2782). */
    public static final int SRV = 33;
    /** Naming authority pointer (RFC 3403). */
    public static final int NAPTR = 35;
    /** Key exchanger (RFC 2230). */
    public static final int KX = 36;
    /** Alias of a subtree (RFC 6672). */
    public static final int DNAME = 39;
    /** EDNS pseudo-record (RFC 6891). */
    public static final int OPT = 41;
    /** Delegation signer (RFC 4034). */
    public static final int DS = 43;
    /** SSH key fingerprint (RFC 4255). */
    public static final int SSHFP = 44;
    /** Signature of an RRset (RFC 4034). */
    public static final int RRSIG = 46;
    /** Next secure name (RFC 4034). */
    public static final int NSEC = 47;
    /** Zone key (RFC 4034). */
    public static final int DNSKEY = 48;
    /** Next secure hashed name (RFC 5155). */
    public static final int NSEC3 = 50;
    /** NSEC3 parameters (RFC 5155). */
    public static final int NSEC3PARAM = 51;
    /** TLS certificate association (RFC 6698). */
    public static final int TLSA = 52;
    /** S/MIME certificate association (RFC 8162). */
    public static final int SMIMEA = 53;
    /** DS wanted by the child (RFC 7344). */
    public static final int CDS = 59;
    /** DNSKEY wanted by the child (RFC 7344). */
    public static final int CDNSKEY = 60;
    /** Service binding (RFC 9460). */
    public static final int SVCB = 64;
    /** Service binding for HTTPS (RFC 9460). */
    public static final int HTTPS = 65;
    /** Sender policy, obsolete (RFC 7208). */
    public static final int SPF = 99;
    /** Transaction key (RFC 2930). */
    public static final int TKEY = 249;
    /** Transaction signature (RFC 8945). */
    public static final int TSIG = 250;
    /** Incremental zone transfer (RFC 1995). */
    public static final int IXFR = 251;
    /** Zone transfer (RFC 5936). */
    public static final int AXFR = 252;
    /** Question for all records. */
    public static final int ANY = 255;
    /** URI (RFC 7553). */
    public static final int URI = 256;
    /** Certification authority restriction (RFC 8659). */
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
            case MD -> "MD";
            case MF -> "MF";
            case CNAME -> "CNAME";
            case SOA -> "SOA";
            case MB -> "MB";
            case MG -> "MG";
            case MR -> "MR";
            case 10 -> "NULL";
            case 11 -> "WKS";
            case PTR -> "PTR";
            case HINFO -> "HINFO";
            case MINFO -> "MINFO";
            case MX -> "MX";
            case TXT -> "TXT";
            case RP -> "RP";
            case AFSDB -> "AFSDB";
            case 19 -> "X25";
            case 20 -> "ISDN";
            case RT -> "RT";
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
            case KX -> "KX";
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
            case SMIMEA -> "SMIMEA";
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
            case SPF -> "SPF";
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
