package io.github.dnswhy.dns;

import io.github.dnswhy.model.IpAddress;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Writes random records of every type into a message, each octet along with the text that must come out of it. Knows the
 * formats on its own, by a letter a field, so that an error of the reader is no error of the writer.
 */
final class RandomRecords {
    /**
     * The fields of types that are one field after another. Numbers of 1, 2, 4, 6 and 8 octets; n name, s string, S strings,
     * o string or nothing, v string or hyphen, a and A addresses, t type, T time, i ILNP, e and E EUI, w and x bitmaps, H salt,
     * B hash, M sized base 64, r error, c certificate type, y scheme; at the end q quoted, Q quoted or nothing, h hexadecimal,
     * 0 the same after 0x, b base 64, D base 64 or hyphen.
     */
    static final Map<Integer, String> FORMS = forms();

    /** Types with a form of their own. */
    static final int[] OTHERS = {
        RecordType.CAA,
        RecordType.SVCB,
        RecordType.HTTPS,
        RecordType.IPSECKEY,
        RecordType.AMTRELAY,
        RecordType.HIP,
        RecordType.A6,
        RecordType.APL,
        RecordType.WKS,
        RecordType.ATMA,
        RecordType.NULL,
        65_280
    };

    private static final String[] LABELS = {
        "www", "API", "svc", "cluster", "local", "a.b", "x\"y", "com", "example", "é"
    };

    private final Random random;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Map<String, Integer> places = new HashMap<>();
    private final StringBuilder text = new StringBuilder();
    private final boolean compress;

    RandomRecords(Random random, int firstOffset, boolean compress) {
        this.random = random;
        this.compress = compress;
        out.writeBytes(new byte[firstOffset]);
    }

    private static Map<Integer, String> forms() {
        Map<Integer, String> forms = new TreeMap<>();
        String table =
                "A a|NS n|MD n|MF n|CNAME n|SOA nn44444|MB n|MG n|MR n|PTR n|HINFO ss|MINFO nn|MX 2n|TXT S|RP nn|AFSDB 2n"
                        + "|X25 s|ISDN so|RT 2n|NSAP 0|NSAP-PTR n|SIG t114TT2nb|KEY 211b|PX 2nn|GPOS sss|AAAA A|NXT nx|SRV 222n"
                        + "|NAPTR 22sssn|KX 2n|CERT c21b|DNAME n|SINK 111b|DS 211h|SSHFP 11h|RRSIG t114TT2nb|NSEC nw|DNSKEY 211b"
                        + "|DHCID b|NSEC3 112HBw|NSEC3PARAM 112H|TLSA 111h|SMIMEA 111h|NINFO S|RKEY 211b|TALINK nn|CDS 211h"
                        + "|CDNSKEY 211b|OPENPGPKEY b|CSYNC 42w|ZONEMD 411h|DSYNC ty2n|HHIT b|BRID b|UNECE svsQ|ISO svsQ|SPF S"
                        + "|NID 2i|L32 2a|L64 2i|LP 2n|EUI48 e|EUI64 E|TKEY n442rMM|TSIG n62M2rM|URI 22q|AVC S|DOA 441sD"
                        + "|RESINFO S|WALLET S|CLA S|IPN 8|TA 211h|DLV 211h";
        for (String row : table.split("\\|")) {
            int space = row.indexOf(' ');
            forms.put(RecordType.parse(row.substring(0, space)), row.substring(space + 1));
        }
        return forms;
    }

    byte[] message() {
        return out.toByteArray();
    }

    int size() {
        return out.size();
    }

    /** Writes a whole record; gives what its owner and its data must read as. */
    String[] record(int type) {
        text.setLength(0);
        name();
        String owner = text.toString();
        number(2, type);
        number(2, RecordClass.IN);
        number(4, random.nextInt() & 0xFFFF_FFFFL);
        int lengthAt = out.size();
        number(2, 0);
        text.setLength(0);
        rdata(type);
        String data = text.toString().strip();
        byte[] all = out.toByteArray();
        int length = all.length - lengthAt - 2;
        all[lengthAt] = (byte) (length >> 8);
        all[lengthAt + 1] = (byte) length;
        out.reset();
        out.writeBytes(all);
        if (type == RecordType.NULL || type == 65_280) {
            data = "\\# " + length + (length == 0 ? "" : " ") + data;
        }
        return new String[] {owner, data};
    }

    private void rdata(int type) {
        String form = FORMS.get(type);
        if (form == null) {
            other(type);
            return;
        }
        for (char field : form.toCharArray()) {
            gap();
            field(field);
        }
    }

    private void gap() {
        if (text.length() > 0 && text.charAt(text.length() - 1) != ' ') {
            text.append(' ');
        }
    }

    private void field(char field) {
        switch (field) {
            case '1', '2', '4', '6', '8' -> say(Long.toUnsignedString(number(field - '0', random.nextLong())));
            case 'n' -> name();
            case 's' -> string(random.nextInt(12));
            case 'S' -> {
                for (int i = random.nextInt(3); i >= 0; i--) {
                    string(random.nextInt(12));
                    gap();
                }
            }
            case 'o' -> {
                if (random.nextBoolean()) {
                    string(random.nextInt(5));
                }
            }
            case 'v' -> {
                if (random.nextBoolean()) {
                    string(1 + random.nextInt(5));
                } else {
                    out.write(0);
                    say("-");
                }
            }
            case 'a' -> say(IpAddress.v4((int) number(4, random.nextLong())));
            case 'A' -> v6(octets(16));
            case 't' -> say(RecordType.text((int) number(2, random.nextInt(300))));
            case 'T' ->
                say(java.time.format.DateTimeFormatter.ofPattern("yyyyMMddHHmmss")
                        .withZone(java.time.ZoneOffset.UTC)
                        .format(java.time.Instant.ofEpochSecond(number(4, random.nextLong()))));
            case 'i' -> separated(octets(8), 2, ':');
            case 'e' -> separated(octets(6), 1, '-');
            case 'E' -> separated(octets(8), 1, '-');
            case 'w' -> bitmap(true);
            case 'x' -> bitmap(false);
            case 'H' -> {
                int length = random.nextInt(4);
                out.write(length);
                say(length == 0 ? "-" : hex(octets(length)));
            }
            case 'B' -> {
                out.write(20);
                say(base32(octets(20)));
            }
            case 'M' -> {
                int length = random.nextInt(6);
                number(2, length);
                say(length);
                gap();
                say(base64(octets(length)));
            }
            case 'r' -> say(number(2, 17) == 17 ? "BADKEY" : "");
            case 'c' -> say(number(2, 3) == 3 ? "PGP" : "");
            case 'y' -> say(number(1, 1) == 1 ? "NOTIFY" : "");
            default -> rest(field);
        }
    }

    private void rest(char field) {
        byte[] rest = random.nextInt(8) == 0 && "QD".indexOf(field) >= 0 ? new byte[0] : octets(1 + random.nextInt(20));
        switch (field) {
            case 'q' -> quoted(rest);
            case 'Q' -> {
                if (rest.length > 0) {
                    quoted(rest);
                }
            }
            case 'h' -> say(hex(rest));
            case '0' -> say("0x" + hex(rest));
            case 'b' -> say(base64(rest));
            default -> say(rest.length == 0 ? "-" : base64(rest));
        }
    }

    private void other(int type) {
        switch (type) {
            case RecordType.CAA -> {
                say(number(1, random.nextInt(256)));
                out.write(5);
                out.writeBytes("issue".getBytes(StandardCharsets.US_ASCII));
                say(" issue ");
                quoted(octets(random.nextInt(20)));
            }
            case RecordType.SVCB, RecordType.HTTPS -> service();
            case RecordType.IPSECKEY -> {
                say(number(1, random.nextInt(256)) + " ");
                int gateway = (int) number(1, random.nextInt(4));
                say(gateway + " " + number(1, 1 + random.nextInt(2)) + " ");
                gateway(gateway, false);
                gap();
                say(base64(octets(1 + random.nextInt(20))));
            }
            case RecordType.AMTRELAY -> {
                int gateway = random.nextInt(4);
                int discovery = random.nextInt(2);
                say(number(1, random.nextInt(256)) + " " + discovery + " " + gateway + " ");
                number(1, discovery << 7 | gateway);
                gateway(gateway, true);
            }
            case RecordType.HIP -> {
                out.write(16);
                say(number(1, random.nextInt(256)) + " ");
                number(2, 9);
                say(hex(octets(16)) + " " + base64(octets(9)));
                for (int i = random.nextInt(3); i > 0; i--) {
                    gap();
                    flatName();
                }
            }
            case RecordType.A6 -> {
                int prefix = 8 * random.nextInt(17);
                say(number(1, prefix) + " ");
                if (prefix < 128) {
                    byte[] address = new byte[16];
                    byte[] suffix = octets(16 - prefix / 8);
                    System.arraycopy(suffix, 0, address, prefix / 8, suffix.length);
                    sayV6(address);
                    gap();
                }
                if (prefix > 0) {
                    name();
                }
            }
            case RecordType.APL -> {
                for (int i = random.nextInt(4); i > 0; i--) {
                    gap();
                    prefix();
                }
            }
            case RecordType.WKS -> {
                say(IpAddress.v4((int) number(4, random.nextLong())) + " "
                        + number(1, random.nextInt(2) == 0 ? 6 : 17));
                byte[] ports = octets(random.nextInt(20));
                for (int port = 0; port < ports.length * 8; port++) {
                    if ((ports[port / 8] & 0x80 >> port % 8) != 0) {
                        say(" " + port);
                    }
                }
            }
            case RecordType.ATMA -> {
                out.write(1);
                out.writeBytes("4930123".getBytes(StandardCharsets.US_ASCII));
                say("+4930123");
            }
            default -> say(hex(octets(random.nextInt(20))));
        }
    }

    private void service() {
        say(number(2, 1 + random.nextInt(100)) + " ");
        name();
        if (random.nextBoolean()) {
            parameter(0, "0001 0004");
            say(" mandatory=alpn,ipv4hint");
        }
        parameter(1, "026832 0568332d3139");
        say(" alpn=\"h2,h3-19\"");
        if (random.nextBoolean()) {
            parameter(2, "");
            say(" no-default-alpn");
        }
        int port = random.nextInt(0x10000);
        parameter(3, HexFormat.of().toHexDigits((short) port));
        say(" port=" + port);
        parameter(4, "c0000201 c0000202");
        say(" ipv4hint=192.0.2.1,192.0.2.2");
        parameter(5, "000102");
        say(" ech=AAEC");
        parameter(6, "20010db8000000000000000000000001");
        say(" ipv6hint=2001:db8::1");
    }

    private void parameter(int key, String digits) {
        byte[] value = HexFormat.of().parseHex(digits.replace(" ", ""));
        number(2, key);
        number(2, value.length);
        out.writeBytes(value);
    }

    private void gateway(int type, boolean compressed) {
        switch (type) {
            case 1 -> say(IpAddress.v4((int) number(4, random.nextLong())));
            case 2 -> v6(octets(16));
            case 3 -> {
                if (compressed) {
                    name();
                } else {
                    flatName();
                }
            }
            default -> say(".");
        }
    }

    private void prefix() {
        boolean v6 = random.nextBoolean();
        boolean not = random.nextBoolean();
        int length = random.nextInt((v6 ? 16 : 4) + 1);
        number(2, v6 ? 2 : 1);
        number(1, length * 8L);
        number(1, length | (not ? 0x80 : 0));
        byte[] address = new byte[v6 ? 16 : 4];
        random.nextBytes(address);
        java.util.Arrays.fill(address, length, address.length, (byte) 0);
        if (length > 0) {
            address[length - 1] = 7; // no zero octet stands at the end
        }
        out.write(address, 0, length);
        say((not ? "!" : "") + (v6 ? "2:" : "1:"));
        if (v6) {
            sayV6(address);
        } else {
            say(IpAddress.v4(Wire.i32(address, 0)));
        }
        say("/" + length * 8);
    }

    /** Types in ascending order; NXT has those below 128 only, without windows. */
    private void bitmap(boolean windows) {
        int lastWindow = -1;
        for (int window : windows ? new int[] {0, 1, 128} : new int[] {0}) {
            byte[] bits = new byte[1 + random.nextInt(windows ? 32 : 16)];
            random.nextBytes(bits);
            if (!windows) {
                bits[0] &= 0x7F; // its highest bit is for another format
            }
            bits[bits.length - 1] |= 1;
            if (windows) {
                out.write(window);
                out.write(bits.length);
            }
            out.writeBytes(bits);
            for (int bit = 0; bit < bits.length * 8; bit++) {
                if ((bits[bit / 8] & 0x80 >> bit % 8) != 0) {
                    gap();
                    say(RecordType.text(window << 8 | bit));
                }
            }
            assert window > lastWindow;
            lastWindow = window;
        }
    }

    private long number(int octets, long value) {
        long written = 0;
        for (int i = octets - 1; i >= 0; i--) {
            int octet = (int) (value >>> 8 * i) & 0xFF;
            out.write(octet);
            written = written << 8 | octet;
        }
        return written;
    }

    private byte[] octets(int length) {
        byte[] octets = new byte[length];
        random.nextBytes(octets);
        out.writeBytes(octets);
        return octets;
    }

    private void string(int length) {
        out.write(length);
        quoted(octets(length));
    }

    private void quoted(byte[] octets) {
        text.append('"');
        for (byte octet : octets) {
            if (octet < ' ' || octet > '~') {
                text.append('\\').append(String.format("%03d", octet & 0xFF));
            } else {
                text.append(octet == '"' || octet == '\\' ? "\\" : "").append((char) octet);
            }
        }
        text.append('"');
    }

    private void v6(byte[] address) {
        sayV6(address);
    }

    private void sayV6(byte[] address) {
        boolean mapped = IpAddress.parse("::").orElseThrow().high() == Wire.i64(address, 0)
                && Wire.i64(address, 8) >>> 32 == 0xFFFF;
        IpAddress value = new IpAddress(Wire.i64(address, 0), Wire.i64(address, 8));
        say((mapped ? "::ffff:" : "") + value);
    }

    /** A name of labels that recur, its tail a pointer when the same tail stands further up. */
    private void name() {
        name(compress);
    }

    private void flatName() {
        name(false);
    }

    private void name(boolean compressed) {
        int count = random.nextInt(5);
        String[] labels = new String[count];
        for (int i = 0; i < count; i++) {
            labels[i] = LABELS[random.nextInt(LABELS.length)];
        }
        say(presentation(labels));
        for (int i = 0; i < count; i++) {
            String tail = String.join("\0", java.util.Arrays.asList(labels).subList(i, count));
            Integer place = places.get(tail);
            if (compressed && place != null && random.nextInt(4) > 0) {
                number(2, 0xC000 | place);
                return;
            }
            if (out.size() < 0x4000) {
                places.putIfAbsent(tail, out.size());
            }
            byte[] octets = labels[i].getBytes(StandardCharsets.ISO_8859_1);
            out.write(octets.length);
            out.writeBytes(octets);
        }
        out.write(0);
    }

    private static String presentation(String[] labels) {
        StringBuilder name = new StringBuilder();
        for (String label : labels) {
            name.append(name.length() == 0 ? "" : ".")
                    .append(label.replace(".", "\\.").replace("\"", "\\\"").replace("é", "\\233"));
        }
        return labels.length == 0 ? "." : name.toString();
    }

    private void separated(byte[] octets, int group, char separator) {
        StringBuilder groups = new StringBuilder();
        for (int i = 0; i < octets.length; i += group) {
            groups.append(i == 0 ? "" : separator).append(HexFormat.of().formatHex(octets, i, i + group));
        }
        say(groups);
    }

    private static String hex(byte[] octets) {
        return HexFormat.of().formatHex(octets);
    }

    private static String base64(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }

    private static String base32(byte[] octets) {
        StringBuilder digits = new StringBuilder();
        java.math.BigInteger value = new java.math.BigInteger(1, octets);
        for (int i = octets.length * 8 / 5 - 1; i >= 0; i--) {
            digits.append(Character.forDigit(value.shiftRight(5 * i).intValue() & 31, 32));
        }
        return digits.toString();
    }

    private void say(Object words) {
        text.append(words);
    }
}
