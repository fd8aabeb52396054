package io.github.dnswhy.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Types, options and problems one by one, with the octets that the documents give where they do. */
class RdataTextTest {
    /** Assigned types that have no presentation form, or that no record has. */
    private static final Set<String> WITHOUT_FORM = Set.of(
            "NULL", "EID", "NIMLOC", "UINFO", "UID", "GID", "UNSPEC", "NXNAME", "IXFR", "AXFR", "MAILB", "MAILA",
            "ANY");

    private static RecordView record(int flags, int type, int recordClass, String hex) {
        RecordCursor cursor = new RecordCursor()
                .wrap(Octets.header(flags, 1, 1, 0, 0)
                        .name("example.com")
                        .u16(type)
                        .u16(1)
                        .pointer(12)
                        .fixed(type, recordClass, 60, Octets.of().hex(hex).array())
                        .view());
        assertTrue(cursor.next());
        return cursor.record();
    }

    private static RdataText read(String type, String hex) {
        return RecordText.read(record(0x8180, RecordType.parse(type), RecordClass.IN, hex));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            A6       | 40 0000000000000001 c00c                  | 64 ::1 example.com
            A6       | 00 20010db8000000000000000000000001       | 0 2001:db8::1
            A6       | 80 c00c                                   | 128 example.com
            AFSDB    | 0001 c00c                                 | 1 example.com
            AMTRELAY | 0a 81 cb007115                            | 10 1 1 203.0.113.21
            AMTRELAY | 80 00                                     | 128 0 0 .
            AMTRELAY | 0a 02 20010db8000000000000000000000015    | 10 0 2 2001:db8::15
            APL      | 0001 15 03 c0a820 0001 1c 84 c0a82618     | 1:192.168.32.0/21 !1:192.168.38.24/28
            APL      | 0002 08 01 ff                             | 2:ff00::/8
            ATMA     | 00 4700                                   | 4700
            ATMA     | 01 343930                                 | +490
            AVC      | 0161                                      | "a"
            BRID     | 000102                                    | AAEC
            CERT     | 0001 0002 03 0405                         | PKIX 2 3 BAU=
            CERT     | ff00 0002 03                              | 65280 2 3
            CLA      | 095443502d76362d7637                      | "TCP-v6-v7"
            CSYNC    | 00000042 0003 0004 60000008               | 66 3 A NS AAAA
            DHCID    | 000001c4b23a                              | AAABxLI6
            DNSKEY   | 0100 03 05                                | 256 3 5
            DOA      | 00000001 00000002 03 0161 00              | 1 2 3 "a" AA==
            DOA      | 00000001 00000002 03 00                   | 1 2 3 "" -
            DSYNC    | 003b 01 14eb c00c                         | CDS NOTIFY 5355 example.com
            DSYNC    | 003e 80 14eb c00c                         | CSYNC 128 5355 example.com
            EID      | 0102                                      | \\# 2 0102
            EUI48    | 00005e00532a                              | 00-00-5e-00-53-2a
            EUI64    | 00005eef1000002a                          | 00-00-5e-ef-10-00-00-2a
            GPOS     | 032d3332 03313136 023130                  | "-32" "116" "10"
            HHIT     | 00                                        | AA==
            HIP      | 02 02 0003 abcd 010203 0172 00            | 2 abcd AQID r
            IPN      | 00000000000ee868                          | 977000
            IPN      | ffffffffffffffff                          | 18446744073709551615
            IPSECKEY | 0a 01 02 c0000226 0103                    | 10 1 2 192.0.2.38 AQM=
            IPSECKEY | 0a 00 02 0103                             | 10 0 2 . AQM=
            IPSECKEY | 0a 03 00 0161 00                          | 10 3 0 a
            ISDN     | 0331353 0                                 | "150"
            ISDN     | 0331353 0 0130                            | "150" "0"
            ISO      | 03363339 00 026172 78                     | "639" - "ar" "x"
            UNECE    | 023234 00 03323139                        | "24" - "219"
            KEY      | 0200 03 05 0102                           | 512 3 5 AQI=
            L32      | 000a 0a010200                             | 10 10.1.2.0
            L64      | 000a 20010db811401000                     | 10 2001:0db8:1140:1000
            LP       | 000a c00c                                 | 10 example.com
            NID      | 000a 0014 4fff ff20 ee64                  | 10 0014:4fff:ff20:ee64
            NINFO    | 0161 0162                                 | "a" "b"
            NSAP     | 47000580005a                              | 0x47000580005a
            NSAP-PTR | c00c                                      | example.com
            NXT      | c00c 60000008                             | example.com A NS AAAA
            NXNAME   |                                           | \\# 0
            OPENPGPKEY | 0102                                    | AQI=
            PX       | 000a c00c 00                              | 10 example.com .
            RESINFO  | 08716e616d656d696e                        | "qnamemin"
            RKEY     | 0000 03 05 01                             | 0 3 5 AQ==
            SIG      | 0000 05 00 00000000 00000001 00000000 0001 c00c 01 | TYPE0 5 0 0 19700101000001 19700101000000 1 example.com AQ==
            SINK     | 01 02 03 04                               | 1 2 3 BA==
            SMIMEA   | 03 00 01 aa                               | 3 0 1 aa
            TA       | 0001 02 03 ff                             | 1 2 3 ff
            DLV      | 0001 02 03 ff                             | 1 2 3 ff
            TALINK   | c00c 00                                   | example.com .
            WALLET   | 03425443 0161                             | "BTC" "a"
            WKS      | 0a000001 06 00000140                      | 10.0.0.1 6 23 25
            X25      | 03333131                                  | "311"
            ZONEMD   | 78a69b2c 01 01 a0                         | 2024184620 1 1 a0
            """)
    void typesHaveTheirForms(String type, String hex, String expected) {
        RdataText read = read(type, hex == null ? "" : hex.replace(" ", ""));
        assertEquals(expected, read.text());
        assertEquals(Optional.empty(), read.problem());
    }

    @Test
    void everyAssignedTypeIsKnownByNameAndHasAFormUnlessThereIsNone() {
        for (int type = 1; type <= 0xFFFF; type++) {
            String name = RecordType.text(type);
            if (name.startsWith("TYPE") || type == RecordType.OPT) {
                continue;
            }
            // A form either writes no octets for what is empty, or finds it wanting.
            boolean form = !read(name, "").equals(RdataText.sound("\\# 0"));
            assertEquals(!WITHOUT_FORM.contains(name), form, name);
        }
        assertEquals("ISO", RecordType.text(70));
        assertEquals("TYPE71", RecordType.text(71));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            SRV      | 0001 0002 0035                 | ends inside a name, after: 1 2 53
            A        | 0a00                           | ends inside an address
            A        | 0a000001 02                    | 1 octet left over, after: 10.0.0.1
            CNAME    | c0ff                           | name with a bad compression pointer
            CNAME    | 4000                           | name with a label of unknown type
            TXT      | 0161 0562                      | ends inside a text, after: "a"
            SOA      | 00 00 00000001 0000            | ends inside a number, after: . . 1
            NSEC     | 00 0001 40 0000                | windows of types out of order, after: . A
            NSEC     | 00 0000                        | window of types of 0 octets, after: .
            NSEC     | 00 0005 40                     | ends inside a window of types, after: .
            HIP      | 01 02 0001 aa bb c00c          | compressed name where none may be, after: 2 aa uw==
            IPSECKEY | 0a 04 00                       | gateway of unknown type 4, after: 10 4 0
            APL      | 0003 00 00                     | address family 3
            APL      | 0001 08 05 0102030405          | address of 5 octets, after: 1:
            A6       | 81                             | prefix of 129 bits
            ATMA     | 02 00                          | address of unknown format 2
            ATMA     | 01 3a                          | number with a character that is no digit, after: +
            CAA      | 00 00                          | empty tag, after: 0
            LOC      | 01000000000000000000000000000000 | version 1
            SVCB     | 0001 00 0003 0001 00           | value of 1 octet, after: 1 . port=
            SVCB     | 0001 00 0003 0004 00010002     | value of 4 octets, after: 1 . port=
            SVCB     | 0001 00 0003 0009 00           | ends inside port, after: 1 .
            SVCB     | 0001 00 0001 0000              | no value, after: 1 . alpn
            SVCB     | 0001 00 0008 0001 00           | value of 1 octet where none may be, after: 1 . ohttp
            SVCB     | 0001 00 0000 0004 0004 0001    | mandatory key 1 out of order, after: 1 . mandatory=ipv4hint,
            SVCB     | 0001 00 ffff 0000              | the invalid key 65535, after: 1 .
            EUI48    | 0102                           | ends inside data of 6 octets
            """)
    void malformedRdataIsShownAsOctetsWithWhatCouldBeRead(String type, String hex, String problem) {
        String digits = hex.replace(" ", "");
        RdataText read = read(type, digits);
        assertEquals("\\# " + digits.length() / 2 + " " + digits, read.text());
        assertEquals(Optional.of(problem), read.problem());
    }

    @Test
    void serviceParametersBeyondRfc9460HaveTheirNames() {
        assertEquals(
                "1 . dohpath=\"/q{?dns}\" ohttp tls-supported-groups=29,23 docpath=\"dns,q\" pvd oots=\"x\" key13",
                read(
                                "HTTPS",
                                "0001 00 0007 0008 2f717b3f646e737d 0008 0000 0009 0004 001d0017 000a 0006 03646e73 0171"
                                        + "000b 0000 000c 0001 78 000d 0000")
                        .text());
        assertEquals("1 . docpath", read("SVCB", "0001 00 000a 0000").text());
    }

    @Test
    void chaosAddressesAreNamesWithOctalNumbers() {
        assertEquals("example.com 420", RecordText.rdata(record(0x8180, RecordType.A, RecordClass.CH, "c00c0110")));
        assertEquals("10.0.0.1", RecordText.rdata(record(0x8180, RecordType.A, RecordClass.HS, "0a000001")));
        assertEquals("10.0.0.1", RecordText.rdata(record(0x2800, RecordType.A, RecordClass.NONE, "0a000001")));
    }

    @Test
    void updateSaysByEmptyRdataWhatShallBeGone() {
        for (int recordClass : new int[] {RecordClass.ANY, RecordClass.NONE}) {
            RecordView record = record(0x2800, RecordType.A, recordClass, "");
            assertEquals(RdataText.sound(""), RecordText.read(record));
        }
        assertFalse(RecordText.read(record(0x2800, RecordType.A, RecordClass.IN, ""))
                .problem()
                .isEmpty());
        assertFalse(RecordText.read(record(0x0100, RecordType.A, RecordClass.ANY, ""))
                .problem()
                .isEmpty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            1     | 0001 0001 0000 0000000000000001 00000e10 | LLQ version 1, setup, no error, id 0000000000000001, lease 3600 s
            2     | 00000e10                        | UL 3600 s
            2     | 00000e10 00015180               | UL 3600 s, key 86400 s
            3     | 6e7331                          | NSID 6e7331 "ns1"
            3     | ff00                            | NSID ff00
            3     |                                 | NSID
            4     | 00 01 0a0b0c0d0e0f              | OWNER version 0, sequence 1, 0a-0b-0c-0d-0e-0f
            5     | 080d0f                          | DAU 8 13 15
            6     | 0204                            | DHU 2 4
            7     | 01                              | N3U 1
            8     | 0001 18 00 c00002               | CLIENT-SUBNET 192.0.2.0/24/0
            8     | 0002 38 00 20010db8000000       | CLIENT-SUBNET 2001:db8::/56/0
            8     | 0000 00 00                      | CLIENT-SUBNET 0/0/0
            9     | 00015180                        | EXPIRE 86400 s
            9     |                                 | EXPIRE
            10    | 24a5ac1012a1d0e7                | COOKIE 24a5ac1012a1d0e7
            10    | 24a5ac1012a1d0e7 0102030405060708 | COOKIE 24a5ac1012a1d0e7 0102030405060708
            11    | 012c                            | TCP-KEEPALIVE 30000 ms
            12    | 000000                          | PADDING 3 octets
            13    | 03636f6d 00                     | CHAIN com
            14    | 4a5c 4f66                       | KEY-TAG 19036 20326
            15    | 0016 6869 00                    | EDE 22 (No Reachable Authority) "hi"
            15    | 0021                            | EDE 33 (Negative Trust Anchor)
            15    | 0023                            | EDE 35 (Blocked by Upstream DNS Server)
            16    | 0007                            | CLIENT-TAG 7
            17    | 0008                            | SERVER-TAG 8
            18    | 0161 00                         | REPORT-CHANNEL a
            19    | 02 00 78a69b2c                  | ZONEVERSION 2 labels, SOA serial 2024184620
            19    | 01 f6 aabb                      | ZONEVERSION 1 label, type 246 aabb
            20    | 001c 0041                       | MQTYPE-QUERY AAAA HTTPS
            21    | 001c                            | MQTYPE-RESPONSE AAAA
            22    | 656e                            | EDE-EXTRA-TEXT-LANGUAGE "en"
            23    | 6d61696c                        | FILTERING-CONTACT "mail"
            24    | 6f7267                          | FILTERING-ORGANIZATION "org"
            25    | 6462                            | FILTERING-DB "db"
            26    |                                 | STRUCTURED-DNS-ERROR
            20292 | 4f444e53 01 00 0008 0000000c 0010 c0000201 | UMBRELLA-IDENT "ODNS" version 1, flags 0, organization 12, client 192.0.2.1
            26946 | 4f70656e444e53                  | DEVICE-ID 4f70656e444e53 "OpenDNS"
            65001 | c0ffee                          | OPT65001 c0ffee
            """)
    void optionsAreReadable(int code, String hex, String expected) {
        byte[] data = HexFormat.of().parseHex(hex == null ? "" : hex.replace(" ", ""));
        RdataText read =
                opt(1232, 0, Octets.of().u16(code).u16(data.length).bytes(data).array());
        assertEquals("udp 1232; version 0; " + expected, read.text());
        assertEquals(Optional.empty(), read.problem());
    }

    private static RdataText opt(int size, long ttl, byte[] options) {
        RecordCursor cursor = new RecordCursor()
                .wrap(Octets.header(0x8180, 0, 0, 0, 1)
                        .u8(0)
                        .fixed(RecordType.OPT, size, ttl, options)
                        .view());
        assertTrue(cursor.next());
        return RecordText.read(cursor.record());
    }

    @Test
    void optShowsItsFlagsAndTheExtendedCode() {
        assertEquals(
                "udp 4096; version 1; do; co; flags 0x2001; rcode BADVERS",
                opt(4096, 0x0101_E001L, new byte[0]).text());
    }

    @Test
    void optionsThatAreNotAsTheyShouldBeAreToldAsTheProblem() {
        RdataText bad =
                opt(512, 0, Octets.of().hex("0008 0003 000118 000b 0000").array());
        assertEquals("udp 512; version 0; CLIENT-SUBNET 000118; TCP-KEEPALIVE", bad.text());
        assertEquals(Optional.of("CLIENT-SUBNET: ends inside a number"), bad.problem());
        RdataText cut = opt(512, 0, Octets.of().hex("000b 0000 000a 00").array());
        assertEquals("udp 512; version 0; TCP-KEEPALIVE; \\# 3 000a00", cut.text());
        assertEquals(Optional.of("ends inside an option"), cut.problem());
    }
}
