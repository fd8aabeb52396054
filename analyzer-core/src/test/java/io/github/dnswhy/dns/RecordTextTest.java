package io.github.dnswhy.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordTextTest {
    private static String text(int type, int recordClass, byte[] rdata) {
        RecordCursor cursor = new RecordCursor()
                .wrap(Octets.header(0x8180, 1, 1, 0, 0)
                        .name("example.com")
                        .u16(type)
                        .u16(1)
                        .pointer(12)
                        .fixed(type, recordClass, 60, rdata)
                        .view());
        assertTrue(cursor.next());
        return RecordText.rdata(cursor.record());
    }

    private static String text(int type, String hex) {
        return text(type, RecordClass.IN, Octets.of().hex(hex).array());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            A      | 0a000001                             | 10.0.0.1
            AAAA   | 20010db8000000000000000000000001     | 2001:db8::1
            AAAA   | 00000000000000000000ffff0a000001     | ::ffff:10.0.0.1
            CNAME  | c00c                                 | example.com
            NS     | 026e73c00c                           | ns.example.com
            PTR    | 00                                   | .
            MX     | 000a c00c                            | 10 example.com
            MX     | 0000 00                              | 0 .
            SRV    | 0001 0002 0035 c00c                  | 1 2 53 example.com
            TXT    | 0161 0962225c206300ff7f64            | "a" "b\\"\\\\ c\\000\\255\\127d"
            TXT    | 00                                   | ""
            HINFO  | 03505043 04554e4958                  | "PPC" "UNIX"
            CAA    | 80 05 6973737565 63612e6578           | 128 issue "ca.ex"
            URI    | 000a 0001 6674703a2f2f61             | 10 1 "ftp://a"
            NSEC3PARAM | 01 00 000c 04 aabbccdd           | 1 0 12 aabbccdd
            NSEC3PARAM | 01 00 0000 00                    | 1 0 0 -
            SSHFP  | 04 02 0102ff                         | 4 2 0102ff
            TLSA   | 03 01 01 d2ab                        | 3 1 1 d2ab
            TYPE65280 | 0102                              | \\# 2 0102
            NULL   |                                      | \\# 0
            """)
    void writesPresentationForm(String type, String hex, String expected) {
        assertEquals(expected, text(RecordType.parse(type), hex == null ? "" : hex));
    }

    @ParameterizedTest
    @CsvSource({
        "A, 0a0000",
        "A, 0a00000102",
        "AAAA, 20010db8",
        "CNAME, c0",
        "CNAME, 4000",
        "CNAME, c0ff",
        "CNAME, c00c00",
        "MX, 00",
        "SRV, 000100020035",
        "TXT, 0561",
        "HINFO, 0161",
        "CAA, 0000",
        "CAA, 00017f61",
        "CAA, 0005",
        "URI, 00",
        "SOA, 0000",
        "NAPTR, 0001000201",
        "DS, 00",
        "RRSIG, 0001",
        "NSEC, 00000021",
        "NSEC, 00000500",
        "NSEC3, 0100000005",
        "NSEC, 000101400001 40",
        "LOC, 0100000080000000800000008000000000",
        "SVCB, 000100 0003000150",
        "SVCB, 000100 00010000",
        "SVCB, 000100 0003000200500003000200 50",
        "SVCB, 000100 0001000209 61",
        "SVCB, 000100 0002000161",
        "SVCB, 000100 00040003010203",
        "TSIG, 00",
        "TKEY, 0000"
    })
    void rdataThatIsNotWhatItsTypeDemandsIsShownAsOctets(String type, String hex) {
        String digits = hex.replace(" ", "");
        assertEquals("\\# " + digits.length() / 2 + " " + digits, text(RecordType.parse(type), hex));
    }

    @Test
    void classSpecificTypesMeanOtherThingsInChaos() {
        assertEquals("\\# 4 0a000001", text(RecordType.A, RecordClass.CH, new byte[] {10, 0, 0, 1}));
        assertEquals("\"x\"", text(RecordType.TXT, RecordClass.CH, new byte[] {1, 'x'}));
    }

    /** The test vectors of RFC 9460 appendix D.2, as far as they are wire format. */
    @Test
    void writesTheServiceBindingsOfRfc9460() {
        assertEquals("0 foo.example.com", svcb("0000 03666f6f076578616d706c6503636f6d00"));
        assertEquals("1 .", svcb("0001 00"));
        assertEquals("16 foo.example.com port=53", svcb("0010 03666f6f076578616d706c6503636f6d00 0003 0002 0035"));
        assertEquals(
                "1 foo.example.com key667=\"hello\\210qoo\"",
                svcb("0001 03666f6f076578616d706c6503636f6d00 029b 0009 68656c6c6fd2716f6f"));
        assertEquals(
                "1 foo.example.com ipv6hint=2001:db8::1,2001:db8::53:1",
                svcb("0001 03666f6f076578616d706c6503636f6d00 0006 0020 20010db8000000000000000000000001"
                        + "20010db8000000000000000000530001"));
        assertEquals(
                "16 foo.example.org mandatory=alpn,ipv4hint alpn=\"h2,h3-19\" ipv4hint=192.0.2.1",
                svcb("0010 03666f6f076578616d706c65036f726700 0000 0004 0001 0004 0001 0009 026832 0568332d3139"
                        + "0004 0004 c0000201"));
        assertEquals(
                "16 foo.example.org alpn=\"f\\\\\\\\oo\\\\,bar,h2\"",
                svcb("0010 03666f6f076578616d706c65036f726700 0001 000c 08 665c6f6f2c626172 02 6832"));
        assertEquals("1 . alpn=\"h2\" no-default-alpn", svcb("0001 00 0001 0003 026832 0002 0000"));
        assertEquals(
                "1 . ech=AAEC dohpath=\"/q{?dns}\" ohttp",
                svcb("0001 00 0005 0003 000102 0007 0008 2f717b3f646e737d 0008 0000"));
    }

    private static String svcb(String hex) {
        return text(RecordType.SVCB, hex);
    }

    @Test
    void writesTheOptRecordWithItsOptions() {
        Octets options =
                Octets.of().u16(10).u16(8).hex("24a5ac1012a1d0e7").u16(3).u16(0);
        RecordCursor cursor = new RecordCursor()
                .wrap(Octets.header(0x8180, 0, 0, 0, 1)
                        .u8(0)
                        .fixed(RecordType.OPT, 1232, 0x8000, options.array())
                        .view());
        cursor.next();
        assertEquals("udp 1232; version 0; do; COOKIE 24a5ac1012a1d0e7; NSID", RecordText.rdata(cursor.record()));
    }

    @Test
    void writesTransactionSignatures() {
        Octets tsig = Octets.of().name("hmac-sha256").hex("0000 5f0e8563 012c 0003 aabbcc 20cd 0010 0000");
        assertEquals("hmac-sha256 1594787171 300 3 qrvM 8397 BADSIG 0", text(RecordType.TSIG, 255, tsig.array()));
        Octets tkey = Octets.of().name("gss-tsig").hex("00000001 00000002 0003 0000 0002 abcd 0001 00");
        assertEquals("gss-tsig 1 2 3 NOERROR 2 q80= 1 AA==", text(RecordType.TKEY, 255, tkey.array()));
    }
}
