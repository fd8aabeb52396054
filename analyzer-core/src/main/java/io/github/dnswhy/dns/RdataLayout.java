package io.github.dnswhy.dns;

import static io.github.dnswhy.dns.RdataField.CERTIFICATE_TYPE;
import static io.github.dnswhy.dns.RdataField.ERROR;
import static io.github.dnswhy.dns.RdataField.EUI48;
import static io.github.dnswhy.dns.RdataField.EUI64;
import static io.github.dnswhy.dns.RdataField.HASH;
import static io.github.dnswhy.dns.RdataField.ILNP;
import static io.github.dnswhy.dns.RdataField.NAME;
import static io.github.dnswhy.dns.RdataField.OCTAL;
import static io.github.dnswhy.dns.RdataField.OPTIONAL_STRING;
import static io.github.dnswhy.dns.RdataField.REST_0X;
import static io.github.dnswhy.dns.RdataField.REST_BASE64;
import static io.github.dnswhy.dns.RdataField.REST_BASE64_OR_HYPHEN;
import static io.github.dnswhy.dns.RdataField.REST_HEX;
import static io.github.dnswhy.dns.RdataField.REST_NXT_TYPES;
import static io.github.dnswhy.dns.RdataField.REST_QUOTED;
import static io.github.dnswhy.dns.RdataField.REST_QUOTED_OR_NOTHING;
import static io.github.dnswhy.dns.RdataField.REST_TYPES;
import static io.github.dnswhy.dns.RdataField.SALT;
import static io.github.dnswhy.dns.RdataField.SCHEME;
import static io.github.dnswhy.dns.RdataField.SIZED;
import static io.github.dnswhy.dns.RdataField.STRING;
import static io.github.dnswhy.dns.RdataField.STRINGS;
import static io.github.dnswhy.dns.RdataField.STRING_OR_HYPHEN;
import static io.github.dnswhy.dns.RdataField.TIME;
import static io.github.dnswhy.dns.RdataField.TYPE;
import static io.github.dnswhy.dns.RdataField.U16;
import static io.github.dnswhy.dns.RdataField.U32;
import static io.github.dnswhy.dns.RdataField.U48;
import static io.github.dnswhy.dns.RdataField.U64;
import static io.github.dnswhy.dns.RdataField.U8;
import static io.github.dnswhy.dns.RdataField.V4;
import static io.github.dnswhy.dns.RdataField.V6;

/**
 * The types whose RDATA is one field after another, as nearly all are.
 *
 * <p>Names are followed through compression wherever they stand: RFC 3597 §4 forbids it in newer types, but senders exist that
 * do it, and an analyzer had better show what they meant.
 */
final class RdataLayout {
    private static final RdataField[] NONE = {};

    private RdataLayout() {}

    /** The fields of a type, in their order; none for a type that has no such layout. */
    static RdataField[] of(int type, int recordClass) {
        return switch (type) {
            case RecordType.A -> recordClass == RecordClass.CH ? fields(NAME, OCTAL) : fields(V4);
            case RecordType.AAAA -> recordClass == RecordClass.CH || recordClass == RecordClass.HS ? NONE : fields(V6);
            case RecordType.NS,
                    RecordType.CNAME,
                    RecordType.DNAME,
                    RecordType.PTR,
                    RecordType.NSAP_PTR,
                    RecordType.MD,
                    RecordType.MF,
                    RecordType.MB,
                    RecordType.MG,
                    RecordType.MR -> fields(NAME);
            case RecordType.SOA -> fields(NAME, NAME, U32, U32, U32, U32, U32);
            case RecordType.MX, RecordType.AFSDB, RecordType.RT, RecordType.KX, RecordType.LP -> fields(U16, NAME);
            case RecordType.PX -> fields(U16, NAME, NAME);
            case RecordType.SRV -> fields(U16, U16, U16, NAME);
            case RecordType.NAPTR -> fields(U16, U16, STRING, STRING, STRING, NAME);
            case RecordType.MINFO, RecordType.RP, RecordType.TALINK -> fields(NAME, NAME);
            case RecordType.TXT,
                    RecordType.SPF,
                    RecordType.NINFO,
                    RecordType.AVC,
                    RecordType.RESINFO,
                    RecordType.WALLET,
                    RecordType.CLA -> fields(STRINGS);
            case RecordType.HINFO -> fields(STRING, STRING);
            case RecordType.X25 -> fields(STRING);
            case RecordType.ISDN -> fields(STRING, OPTIONAL_STRING);
            case RecordType.GPOS -> fields(STRING, STRING, STRING);
            case RecordType.UNECE, RecordType.ISO -> fields(STRING, STRING_OR_HYPHEN, STRING, REST_QUOTED_OR_NOTHING);
            case RecordType.URI -> fields(U16, U16, REST_QUOTED);
            case RecordType.NSAP -> fields(REST_0X);
            case RecordType.NID, RecordType.L64 -> fields(U16, ILNP);
            case RecordType.L32 -> fields(U16, V4);
            case RecordType.EUI48 -> fields(EUI48);
            case RecordType.EUI64 -> fields(EUI64);
            case RecordType.IPN -> fields(U64);
            case RecordType.DOA -> fields(U32, U32, U8, STRING, REST_BASE64_OR_HYPHEN);
            case RecordType.SINK -> fields(U8, U8, U8, REST_BASE64);
            case RecordType.DSYNC -> fields(TYPE, SCHEME, U16, NAME);
            default -> security(type);
        };
    }

    /** The types of DNSSEC and other keys, signatures and fingerprints. */
    private static RdataField[] security(int type) {
        return switch (type) {
            case RecordType.DS, RecordType.CDS, RecordType.DLV, RecordType.TA -> fields(U16, U8, U8, REST_HEX);
            case RecordType.DNSKEY, RecordType.CDNSKEY, RecordType.KEY, RecordType.RKEY ->
                fields(U16, U8, U8, REST_BASE64);
            case RecordType.RRSIG, RecordType.SIG -> fields(TYPE, U8, U8, U32, TIME, TIME, U16, NAME, REST_BASE64);
            case RecordType.NSEC -> fields(NAME, REST_TYPES);
            case RecordType.NSEC3 -> fields(U8, U8, U16, SALT, HASH, REST_TYPES);
            case RecordType.NSEC3PARAM -> fields(U8, U8, U16, SALT);
            case RecordType.NXT -> fields(NAME, REST_NXT_TYPES);
            case RecordType.CSYNC -> fields(U32, U16, REST_TYPES);
            case RecordType.ZONEMD -> fields(U32, U8, U8, REST_HEX);
            case RecordType.TLSA, RecordType.SMIMEA -> fields(U8, U8, U8, REST_HEX);
            case RecordType.SSHFP -> fields(U8, U8, REST_HEX);
            case RecordType.CERT -> fields(CERTIFICATE_TYPE, U16, U8, REST_BASE64);
            case RecordType.OPENPGPKEY, RecordType.DHCID, RecordType.HHIT, RecordType.BRID -> fields(REST_BASE64);
            case RecordType.TSIG -> fields(NAME, U48, U16, SIZED, U16, ERROR, SIZED);
            case RecordType.TKEY -> fields(NAME, U32, U32, U16, ERROR, SIZED, SIZED);
            default -> NONE;
        };
    }

    private static RdataField[] fields(RdataField... fields) {
        return fields;
    }

    /** Writes the fields, a space between each two. */
    static void append(RdataField[] fields, Rdata rdata) {
        for (RdataField field : fields) {
            field.append(rdata.space());
        }
    }
}
