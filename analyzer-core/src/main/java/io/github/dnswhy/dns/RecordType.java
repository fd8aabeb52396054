package io.github.dnswhy.dns;

/** Types of records and questions: the IANA registry "Resource Record (RR) TYPEs", as it stood in the autumn of 2026. */
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
    /** Anything at all (RFC 1035 §3.3.10). */
    public static final int NULL = 10;
    /** Well-known services (RFC 1035 §3.4.2). */
    public static final int WKS = 11;
    /** Name for an address. */
    public static final int PTR = 12;
    /** Host information. */
    public static final int HINFO = 13;
    /** Mailbox information. */
    public static final int MINFO = 14;
    /** Mail exchange. */
    public static final int MX = 15;
    /** Text. */
    public static final int TXT = 16;
    /** Responsible person (RFC 1183). */
    public static final int RP = 17;
    /** AFS cell database (RFC 1183). */
    public static final int AFSDB = 18;
    /** X.25 address (RFC 1183). */
    public static final int X25 = 19;
    /** ISDN address (RFC 1183). */
    public static final int ISDN = 20;
    /** Route through (RFC 1183). */
    public static final int RT = 21;
    /** OSI address (RFC 1706). */
    public static final int NSAP = 22;
    /** Name for an OSI address (RFC 1348). */
    public static final int NSAP_PTR = 23;
    /** Signature of a message (RFC 2931), or of the first DNSSEC (RFC 2535). */
    public static final int SIG = 24;
    /** Key of SIG (RFC 2535). */
    public static final int KEY = 25;
    /** X.400 mapping (RFC 2163). */
    public static final int PX = 26;
    /** Geographical position (RFC 1712). */
    public static final int GPOS = 27;
    /** IPv6 address (RFC 3596). */
    public static final int AAAA = 28;
    /** Location (RFC 1876). */
    public static final int LOC = 29;
    /** Next name, obsolete (RFC 2535). */
    public static final int NXT = 30;
    /** Nimrod endpoint; has no agreed presentation form. */
    public static final int EID = 31;
    /** Nimrod locator; has no agreed presentation form. */
    public static final int NIMLOC = 32;
    /** Service location (RFC 2782). */
    public static final int SRV = 33;
    /** ATM address (AF-DANS-0152.000). */
    public static final int ATMA = 34;
    /** Naming authority pointer (RFC 3403). */
    public static final int NAPTR = 35;
    /** Key exchanger (RFC 2230). */
    public static final int KX = 36;
    /** Certificate (RFC 4398). */
    public static final int CERT = 37;
    /** IPv6 address in parts, obsolete (RFC 2874). */
    public static final int A6 = 38;
    /** Alias of a subtree (RFC 6672). */
    public static final int DNAME = 39;
    /** Kitchen sink (draft-eastlake-kitchen-sink). */
    public static final int SINK = 40;
    /** EDNS pseudo-record (RFC 6891). */
    public static final int OPT = 41;
    /** Address prefixes (RFC 3123). */
    public static final int APL = 42;
    /** Delegation signer (RFC 4034). */
    public static final int DS = 43;
    /** SSH key fingerprint (RFC 4255). */
    public static final int SSHFP = 44;
    /** Key for IPsec (RFC 4025). */
    public static final int IPSECKEY = 45;
    /** DNSSEC signature (RFC 4034). */
    public static final int RRSIG = 46;
    /** Next name, proof of absence (RFC 4034). */
    public static final int NSEC = 47;
    /** DNSSEC key (RFC 4034). */
    public static final int DNSKEY = 48;
    /** DHCP client (RFC 4701). */
    public static final int DHCID = 49;
    /** Next hashed name (RFC 5155). */
    public static final int NSEC3 = 50;
    /** Parameters of NSEC3 (RFC 5155). */
    public static final int NSEC3PARAM = 51;
    /** TLS certificate association (RFC 6698). */
    public static final int TLSA = 52;
    /** S/MIME certificate association (RFC 8162). */
    public static final int SMIMEA = 53;
    /** Host identity (RFC 8005). */
    public static final int HIP = 55;
    /** Zone status (draft-reid-dnsext-zs). */
    public static final int NINFO = 56;
    /** Encryption key (draft-reid-dnsext-rkey). */
    public static final int RKEY = 57;
    /** Chain of trust anchors (draft-wijngaards-dnsop-trust-history). */
    public static final int TALINK = 58;
    /** DS for the parent (RFC 7344). */
    public static final int CDS = 59;
    /** DNSKEY for the parent (RFC 7344). */
    public static final int CDNSKEY = 60;
    /** OpenPGP key (RFC 7929). */
    public static final int OPENPGPKEY = 61;
    /** What the parent should copy (RFC 7477). */
    public static final int CSYNC = 62;
    /** Digest of a zone (RFC 8976). */
    public static final int ZONEMD = 63;
    /** Service binding (RFC 9460). */
    public static final int SVCB = 64;
    /** Service binding of HTTP (RFC 9460). */
    public static final int HTTPS = 65;
    /** Where to notify of changes in a child (RFC 9859). */
    public static final int DSYNC = 66;
    /** Hierarchical host identity (RFC 9886). */
    public static final int HHIT = 67;
    /** Broadcast remote ID (RFC 9886). */
    public static final int BRID = 68;
    /** Value in a code of UNECE (draft-woodcock-faltstrom-external-registry-rrtypes). */
    public static final int UNECE = 69;
    /** Value in a code of ISO (draft-woodcock-faltstrom-external-registry-rrtypes). */
    public static final int ISO = 70;
    /** Sender policy, obsolete (RFC 7208). */
    public static final int SPF = 99;
    /** Reserved. */
    public static final int UINFO = 100;
    /** Reserved. */
    public static final int UID = 101;
    /** Reserved. */
    public static final int GID = 102;
    /** Reserved. */
    public static final int UNSPEC = 103;
    /** Node identifier (RFC 6742). */
    public static final int NID = 104;
    /** Locator of 32 bits (RFC 6742). */
    public static final int L32 = 105;
    /** Locator of 64 bits (RFC 6742). */
    public static final int L64 = 106;
    /** Name with locators (RFC 6742). */
    public static final int LP = 107;
    /** EUI-48 address (RFC 7043). */
    public static final int EUI48 = 108;
    /** EUI-64 address (RFC 7043). */
    public static final int EUI64 = 109;
    /** Mark of a name that does not exist, in NSEC (RFC 9824). */
    public static final int NXNAME = 128;
    /** Transaction key (RFC 2930). */
    public static final int TKEY = 249;
    /** Transaction signature (RFC 8945). */
    public static final int TSIG = 250;
    /** Incremental zone transfer (RFC 1995). */
    public static final int IXFR = 251;
    /** Zone transfer (RFC 5936). */
    public static final int AXFR = 252;
    /** Question for MB, MG and MR. */
    public static final int MAILB = 253;
    /** Question for mail agents, obsolete. */
    public static final int MAILA = 254;
    /** Question for all records. */
    public static final int ANY = 255;
    /** URI (RFC 7553). */
    public static final int URI = 256;
    /** Certification authority restriction (RFC 8659). */
    public static final int CAA = 257;
    /** Application visibility and control. */
    public static final int AVC = 258;
    /** Digital object (draft-durand-doa-over-dns). */
    public static final int DOA = 259;
    /** Multicast relay (RFC 8777). */
    public static final int AMTRELAY = 260;
    /** What a resolver can do (RFC 9606). */
    public static final int RESINFO = 261;
    /** Public wallet address. */
    public static final int WALLET = 262;
    /** Convergence layer adapter (draft-johnson-dns-ipn-cla). */
    public static final int CLA = 263;
    /** Number of a bundle protocol node (draft-johnson-dns-ipn-cla). */
    public static final int IPN = 264;
    /** Trust authority. */
    public static final int TA = 32768;
    /** DNSSEC lookaside validation, obsolete (RFC 8749). */
    public static final int DLV = 32769;

    private static final String UNKNOWN = "TYPE";
    private static final int LAST_OF_REGISTRY = IPN;
    private static final int[] APART = {TA, DLV};

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
            case NULL -> "NULL";
            case WKS -> "WKS";
            case PTR -> "PTR";
            case HINFO -> "HINFO";
            case MINFO -> "MINFO";
            case MX -> "MX";
            case TXT -> "TXT";
            case RP -> "RP";
            case AFSDB -> "AFSDB";
            case X25 -> "X25";
            case ISDN -> "ISDN";
            case RT -> "RT";
            case NSAP -> "NSAP";
            case NSAP_PTR -> "NSAP-PTR";
            case SIG -> "SIG";
            case KEY -> "KEY";
            case PX -> "PX";
            case GPOS -> "GPOS";
            case AAAA -> "AAAA";
            case LOC -> "LOC";
            case NXT -> "NXT";
            case EID -> "EID";
            case NIMLOC -> "NIMLOC";
            case SRV -> "SRV";
            case ATMA -> "ATMA";
            case NAPTR -> "NAPTR";
            case KX -> "KX";
            case CERT -> "CERT";
            case A6 -> "A6";
            case DNAME -> "DNAME";
            case SINK -> "SINK";
            case OPT -> "OPT";
            case APL -> "APL";
            case DS -> "DS";
            case SSHFP -> "SSHFP";
            case IPSECKEY -> "IPSECKEY";
            case RRSIG -> "RRSIG";
            case NSEC -> "NSEC";
            case DNSKEY -> "DNSKEY";
            case DHCID -> "DHCID";
            case NSEC3 -> "NSEC3";
            case NSEC3PARAM -> "NSEC3PARAM";
            case TLSA -> "TLSA";
            case SMIMEA -> "SMIMEA";
            case HIP -> "HIP";
            case NINFO -> "NINFO";
            case RKEY -> "RKEY";
            case TALINK -> "TALINK";
            case CDS -> "CDS";
            case CDNSKEY -> "CDNSKEY";
            case OPENPGPKEY -> "OPENPGPKEY";
            case CSYNC -> "CSYNC";
            case ZONEMD -> "ZONEMD";
            case SVCB -> "SVCB";
            case HTTPS -> "HTTPS";
            case DSYNC -> "DSYNC";
            case HHIT -> "HHIT";
            case BRID -> "BRID";
            case UNECE -> "UNECE";
            case ISO -> "ISO";
            case SPF -> "SPF";
            case UINFO -> "UINFO";
            case UID -> "UID";
            case GID -> "GID";
            case UNSPEC -> "UNSPEC";
            case NID -> "NID";
            case L32 -> "L32";
            case L64 -> "L64";
            case LP -> "LP";
            case EUI48 -> "EUI48";
            case EUI64 -> "EUI64";
            case NXNAME -> "NXNAME";
            case TKEY -> "TKEY";
            case TSIG -> "TSIG";
            case IXFR -> "IXFR";
            case AXFR -> "AXFR";
            case MAILB -> "MAILB";
            case MAILA -> "MAILA";
            case ANY -> "ANY";
            case URI -> "URI";
            case CAA -> "CAA";
            case AVC -> "AVC";
            case DOA -> "DOA";
            case AMTRELAY -> "AMTRELAY";
            case RESINFO -> "RESINFO";
            case WALLET -> "WALLET";
            case CLA -> "CLA";
            case IPN -> "IPN";
            case TA -> "TA";
            case DLV -> "DLV";
            default -> null;
        };
    }
}
