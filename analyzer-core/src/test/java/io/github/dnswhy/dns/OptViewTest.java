package io.github.dnswhy.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptViewTest {
    private static OptView opt(int size, long flags, Octets options) {
        RecordCursor cursor = new RecordCursor()
                .wrap(Octets.header(0x8180, 0, 0, 0, 1)
                        .u8(0)
                        .fixed(RecordType.OPT, size, flags, options.array())
                        .view());
        assertTrue(cursor.next());
        return new OptView().wrap(cursor.record());
    }

    private static String option(int code, String hex) {
        Octets data = Octets.of().hex(hex);
        OptView opt = opt(512, 0, Octets.of().u16(code).u16(data.size()).bytes(data.array()));
        assertTrue(opt.nextOption());
        return EdnsOption.text(opt.optionCode()) + " " + opt.optionText();
    }

    @Test
    void readsTheFixedFields() {
        OptView opt = opt(4096, 0xFE01_8000L, Octets.of());
        assertEquals(4096, opt.udpSize());
        assertEquals(0xFE, opt.extendedRcode());
        assertEquals(1, opt.version());
        assertTrue(opt.dnssecOk());
        assertFalse(opt.nextOption());
        assertTrue(opt.isSound());
        assertEquals(OptView.NONE, opt.extendedError());
        assertFalse(opt(4096, 0x0000_7FFFL, Octets.of()).dnssecOk());
    }

    @Test
    void walksOptionsAndStopsAtACutOne() {
        OptView opt = opt(
                512,
                0,
                Octets.of().u16(3).u16(0).u16(12).u16(2).u16(0).u16(10).u16(9).u8(1));
        List<Integer> codes = new ArrayList<>();
        while (opt.nextOption()) {
            codes.add(opt.optionCode());
        }
        assertEquals(List.of(3, 12), codes);
        assertFalse(opt.isSound());
    }

    @Test
    void findsTheFirstExtendedError() {
        OptView opt = opt(
                512,
                0,
                Octets.of()
                        .u16(15)
                        .u16(1)
                        .u8(9)
                        .u16(15)
                        .u16(4)
                        .u16(23)
                        .u16(0x6869)
                        .u16(15)
                        .u16(2)
                        .u16(3));
        assertEquals(ExtendedError.NETWORK_ERROR, opt.extendedError());
        assertEquals(4, opt.optionLength());
        assertEquals("23 (Network Error) \"hi\"", opt.optionText());
    }

    @Test
    void showsOptionsAsText() {
        assertEquals("CLIENT-SUBNET 10.1.0.0/16/0", option(8, "0001 10 00 0a01"));
        assertEquals("CLIENT-SUBNET 2001:db8::/32/24", option(8, "0002 20 18 20010db8"));
        assertEquals("CLIENT-SUBNET 0/0/0", option(8, "0000 00 00"));
        assertEquals("CLIENT-SUBNET 0001100001020304ff", option(8, "0001 10 00 01020304ff"));
        assertEquals("COOKIE 24a5ac1012a1d0e7", option(10, "24a5ac1012a1d0e7"));
        assertEquals("COOKIE 24a5ac1012a1d0e7 010203", option(10, "24a5ac1012a1d0e7 010203"));
        assertEquals("COOKIE 24a5", option(10, "24a5"));
        assertEquals("EDE 22 (No Reachable Authority)", option(15, "0016 00"));
        assertEquals("EDE 49152 (EDE49152) \"a\\\"\\009\\195\\164\"", option(15, "c000 612209c3a4"));
        assertEquals("EDE 00", option(15, "00"));
        assertEquals("TCP-KEEPALIVE 30000 ms", option(11, "012c"));
        assertEquals("EXPIRE 604800 s", option(9, "00093a80"));
        assertEquals("DAU 8 13 15", option(5, "080d0f"));
        assertEquals("KEY-TAG 20326 38696", option(14, "4f66 9728"));
        assertEquals("PADDING 3 octets", option(12, "000000"));
        assertEquals("NSID 6e7331 \"ns1\"", option(3, "6e7331"));
        assertEquals("REPORT-CHANNEL er.example", option(18, "026572 076578616d706c65 00"));
        assertEquals("REPORT-CHANNEL 02657207", option(18, "026572 07"));
        assertEquals("OPT65001 ff", option(65001, "ff"));
    }
}
