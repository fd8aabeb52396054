package io.github.dnswhy.packet;

import java.nio.charset.StandardCharsets;

/**
 * Addresses and names under which public resolvers speak DNS over HTTPS, as their operators publish them. Neither complete nor a
 * proof: a browser may look at a resolver's home page.
 */
final class PublicResolvers {
    private static final long MAPPED = 0x0000_FFFFL;

    /** Each with all names below it. */
    private static final byte[][] NAMES = octets(
            "dns.google",
            "cloudflare-dns.com",
            "one.one.one.one",
            "dns.quad9.net",
            "dns9.quad9.net",
            "dns10.quad9.net",
            "dns11.quad9.net",
            "doh.opendns.com",
            "doh.familyshield.opendns.com",
            "doh.umbrella.com",
            "dns.adguard.com",
            "adguard-dns.com",
            "doh.cleanbrowsing.org",
            "dns.nextdns.io",
            "dns.controld.com",
            "freedns.controld.com",
            "dns.mullvad.net",
            "dns0.eu",
            "dns.alidns.com",
            "doh.pub",
            "doh.sb",
            "doh.dns.sb",
            "dnsforge.de",
            "dns.twnic.tw",
            "public.dns.iij.jp",
            "doh.xfinity.com",
            "doh.dns.apple.com",
            "doh.applied-privacy.net");

    private PublicResolvers() {}

    private static byte[][] octets(String... names) {
        byte[][] octets = new byte[names.length][];
        for (int i = 0; i < names.length; i++) {
            octets[i] = names[i].getBytes(StandardCharsets.US_ASCII);
        }
        return octets;
    }

    /** Whether the address is one of theirs. */
    static boolean contains(long high, long low) {
        if (high == 0 && low >>> 32 == MAPPED) {
            return containsVersion4((int) low);
        }
        return switch ((int) (high >>> 32)) {
            case 0x2606_4700 -> high == 0x2606_4700_4700_0000L && isCloudflare((int) low, low >>> 32);
            case 0x2001_4860 -> high == 0x2001_4860_4860_0000L && (low == 0x8888 || low == 0x8844);
            case 0x2620_00FE -> high == 0x2620_00FE_0000_0000L && isQuad9(low);
            case 0x2620_0119 ->
                high == 0x2620_0119_0035_0000L && low == 0x35 || high == 0x2620_0119_0053_0000L && low == 0x53;
            case 0x2A10_50C0 -> high == 0x2A10_50C0_0000_0000L && (low == 0xAD1_00FFL || low == 0xAD2_00FFL);
            default -> false;
        };
    }

    private static boolean isCloudflare(int suffix, long middle) {
        return middle == 0
                && switch (suffix) {
                    case 0x1111, 0x1001, 0x1112, 0x1002, 0x1113, 0x1003 -> true;
                    default -> false;
                };
    }

    private static boolean isQuad9(long low) {
        return low == 9
                || low == 0x10
                || low == 0x11
                || low == 0xFE
                || low == 0xFE_0009L
                || low == 0xFE_0010L
                || low == 0xFE_0011L;
    }

    private static boolean containsVersion4(int address) {
        return switch (address) {
            // Cloudflare, Google, Quad9.
            case 0x0101_0101, 0x0100_0001, 0x0101_0102, 0x0100_0002, 0x0101_0103, 0x0100_0003 -> true;
            case 0x0808_0808, 0x0808_0404 -> true;
            case 0x0909_0909, 0x0909_090A, 0x0909_090B, 0x9570_7070, 0x9570_700A, 0x9570_700B -> true;
            // OpenDNS, AdGuard.
            case 0xD043_DEDE, 0xD043_DCDC, 0xD043_DE7B, 0xD043_DC7B -> true;
            case 0x5E8C_0E0E, 0x5E8C_0F0F, 0x5E8C_0E0F, 0x5E8C_0F10 -> true;
            // CleanBrowsing, Control D, AliDNS, DNSPod.
            case 0xB9E4_A809, 0xB9E4_A909, 0xB9E4_A80A, 0xB9E4_A90B, 0xB9E4_A8A8, 0xB9E4_A9A8 -> true;
            case 0x4C4C_0200, 0x4C4C_0A00 -> true;
            case 0xDF05_0505, 0xDF06_0606, 0x010C_0C0C, 0x7835_3535 -> true;
            default -> false;
        };
    }

    /** Whether a name in ASCII, in any case, is one of theirs or below one of them. */
    static boolean isNamed(byte[] buffer, int from, int end) {
        for (byte[] name : NAMES) {
            int start = end - name.length;
            if (start >= from && (start == from || buffer[start - 1] == '.') && equals(buffer, start, name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean equals(byte[] buffer, int at, byte[] name) {
        for (int i = 0; i < name.length; i++) {
            int octet = buffer[at + i];
            if ((octet >= 'A' && octet <= 'Z' ? octet | 0x20 : octet) != name[i]) {
                return false;
            }
        }
        return true;
    }
}
