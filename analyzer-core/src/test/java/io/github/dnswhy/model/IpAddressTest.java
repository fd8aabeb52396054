package io.github.dnswhy.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses in the text of RFC 5952, without ever asking a name service. */
class IpAddressTest {
    private static IpAddress address(String text) {
        return IpAddress.parse(text).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "10.96.0.10, 10.96.0.10",
        "0.0.0.0, 0.0.0.0",
        "255.255.255.255, 255.255.255.255",
        "::ffff:10.96.0.10, 10.96.0.10",
        "::ffff:a60:a, 10.96.0.10",
        "::, ::",
        "::1, ::1",
        "0:0:0:0:0:0:0:1, ::1",
        "2001:DB8::A, 2001:db8::a",
        "2001:0db8:0000:0000:0001:0000:0000:0001, 2001:db8::1:0:0:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:db8:0:0:1:0:0:0, 2001:db8:0:0:1::",
        "1:0:0:2:0:0:0:3, 1:0:0:2::3",
        "fe80::1%eth0, fe80::1",
        "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
        "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8"
    })
    void textIsThatOfRfc5952(String given, String shown) {
        assertEquals(shown, address(given).toString());
        assertEquals(address(given), address(shown), "the text means the same address");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "10.96.0", "10.96.0.256", "10.96.0.10.1", "10..0.1", "10.96.0.", "a.b.c.d", "1:2:3:4:5:6:7", ":::",
                "1::2::3", "12345::", "g::", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8::", "::1.2.3", "1.2.3.4:53", ":1",
                        "1:",
                "10.96.0.10 ", "-1.0.0.0", "\u0661.2.3.4", "::\u0661", "db", "example.org"
            })
    void textOfNoAddressIsNone(String text) {
        assertEquals(Optional.empty(), IpAddress.parse(text));
    }

    @Test
    void linkLocalAndLoopbackAreKnownInBothFamilies() {
        assertTrue(address("169.254.20.10").isLinkLocal());
        assertTrue(address("fe80::1").isLinkLocal());
        assertTrue(address("febf::1").isLinkLocal());
        assertFalse(address("fec0::1").isLinkLocal());
        assertFalse(address("169.253.20.10").isLinkLocal());
        assertTrue(address("127.0.0.53").isLoopback());
        assertTrue(address("::1").isLoopback());
        assertFalse(address("::2").isLoopback());
    }

    @Test
    void orderIsThatOfTheOctets() {
        List<String> sorted = Stream.of("fe80::1", "10.96.0.10", "::1", "2001:db8::1", "9.0.0.1", "192.0.2.1")
                .map(IpAddressTest::address)
                .sorted()
                .map(IpAddress::toString)
                .toList();
        assertEquals(List.of("::1", "9.0.0.1", "10.96.0.10", "192.0.2.1", "2001:db8::1", "fe80::1"), sorted);
    }
}
