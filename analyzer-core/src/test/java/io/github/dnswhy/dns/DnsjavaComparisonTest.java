package io.github.dnswhy.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** dnsjava builds messages; what it put in must come out. */
class DnsjavaComparisonTest {
    static final String[] RDATA = {
        "A 192.0.2.1",
        "AAAA 2001:db8::53:0:0:1",
        "NS ns1.example.com.",
        "CNAME a.b.c.example.com.",
        "DNAME example.net.",
        "PTR host\\.with\\032odd.example.com.",
        "SOA ns1.example.com. host\\.master.example.com. 2026112300 7200 3600 1209600 300",
        "MX 10 mail.example.com.",
        "MB mailbox.example.com.",
        "MINFO owner.example.com. errors.example.com.",
        "RP admin.example.com. txt.example.com.",
        "AFSDB 1 afs.example.com.",
        "KX 10 kx.example.com.",
        "TXT \"v=spf1 -all\" \"with \\\"quotes\\\" and \\\\ and \\200\"",
        "SRV 1 2 443 server.example.com.",
        "NAPTR 100 50 \"s\" \"http+I2L+I2C+I2R\" \"\" _http._tcp.gatech.edu.",
        "CAA 128 issue \"ca.example.net; policy=ev\"",
        "DS 60485 5 1 2BB183AF5F22588179A53B0A98631FAD1A292118",
        "CDS 60485 5 1 2BB183AF5F22588179A53B0A98631FAD1A292118",
        "DNSKEY 256 3 5 AQPSKmynfzW4kyBv015MUG2DeIQ3Cbl+BBZH4b/0PY1kxkmvHjcZc8no",
        "CDNSKEY 257 3 8 AwEAAaetidLzsKWUt4swWR8yu0wPHPiUi8LUsAD0QPWU",
        "RRSIG A 5 3 86400 20030322173103 20030220173103 2642 example.com. oJB1W6WNGv+ldvQ3WDG0MQkg5IEhjRip8WTr",
        "NSEC host.example.com. A MX RRSIG NSEC TYPE1234",
        "NSEC3 1 1 12 aabbccdd 2t7b4g4vsa5smi47k61mv5bv1a22bojr MX DNSKEY NS SOA NSEC3PARAM RRSIG",
        "NSEC3PARAM 1 0 12 aabbccdd",
        "TLSA 3 1 1 d2abde240d7cd3ee6b4b28c54df034b97983a1d16e8a410e4561cb106618e971",
        "SSHFP 2 1 123456789abcdef67890123456789abcdef67890",
        "URI 10 1 \"ftp://ftp1.example.com/public\"",
        "LOC 42 21 54.000 N 71 6 18.000 W -24.00m 30.00m 10000.00m 10.00m",
        "LOC 52 14 5.500 S 0 8 50.000 E 10.00m 0.00m 0.00m 0.00m",
        "HINFO \"INTEL-386\" \"UNIX\"",
        "SVCB 16 foo.example.org. mandatory=alpn,ipv4hint alpn=h2,h3-19 ipv4hint=192.0.2.1",
        "HTTPS 1 . alpn=h3,h2 port=8443 ipv4hint=192.0.2.1,192.0.2.2 ipv6hint=2001:db8::1",
        "TYPE65280 \\# 4 0a000001",
    };

    private static final int PRIVATE_USE = 65280;

    private final Random random = new Random(53);

    static Record record(Name owner, String line, long ttl) throws Exception {
        int space = line.indexOf(' ');
        int type = Type.value(line.substring(0, space), true);
        return Record.fromString(owner, type, DClass.IN, ttl, line.substring(space + 1), Name.root);
    }

    /** Both write hexadecimal in a case of their own, dnsjava ends names with a dot and spares quotes in service parameters. */
    private static String normal(int type, String text) {
        StringBuilder normal = new StringBuilder();
        for (String word : text.split(" ")) {
            boolean name = word.endsWith(".") && word.length() > 1 && !word.startsWith("\"");
            normal.append(' ').append(name ? word.substring(0, word.length() - 1) : word);
        }
        String result = normal.substring(1);
        switch (type) {
            case Type.DS, Type.CDS, Type.TLSA, Type.SSHFP, Type.NSEC3, Type.NSEC3PARAM, PRIVATE_USE ->
                result = result.toLowerCase(Locale.ROOT);
            case Type.SVCB, Type.HTTPS -> result = result.replace("\"", "");
            case Type.LOC -> result = location(result);
            default -> {}
        }
        return result;
    }

    /** Numbers by their value: dnsjava leaves out the decimals of whole ones and pads minutes. */
    private static String location(String text) {
        StringBuilder normal = new StringBuilder();
        for (String word : text.split(" ")) {
            String number = word.endsWith("m") ? word.substring(0, word.length() - 1) : word;
            boolean direction = Character.isLetter(number.charAt(0));
            normal.append(' ').append(direction ? number : String.valueOf(Double.parseDouble(number)));
        }
        return normal.substring(1);
    }

    private static String theirs(Record record) {
        if (record instanceof AAAARecord || record.getType() == Type.HTTPS) {
            return record.rdataToString()
                    .replace("2001:db8:0:0:53:0:0:1", "2001:db8::53:0:0:1")
                    .replace("2001:db8:0:0:0:0:0:1", "2001:db8::1");
        }
        return record.rdataToString();
    }

    @Test
    void rdataHasTheSameText() throws Exception {
        Name owner = Name.fromString("example.com.");
        for (String line : RDATA) {
            Message message = new Message(1);
            Record record = record(owner, line, 300);
            message.addRecord(record, org.xbill.DNS.Section.ANSWER);
            byte[] wire = message.toWire();
            RecordCursor cursor = new RecordCursor().wrap(new DnsMessageView().wrap(wire, 0, wire.length));
            assertTrue(cursor.next(), line);
            String expected = normal(record.getType(), theirs(record));
            assertEquals(expected, normal(record.getType(), RecordText.rdata(cursor.record())), line);
            assertFalse(cursor.next());
        }
    }

    private Name randomName() throws Exception {
        StringBuilder name = new StringBuilder();
        for (int labels = random.nextInt(6); labels > 0; labels--) {
            for (int length = 1 + random.nextInt(12); length > 0; length--) {
                int octet = random.nextInt(8) == 0 ? random.nextInt(256) : 'A' + random.nextInt(58);
                NameText.appendDecimal(octet, name);
            }
            name.append('.');
        }
        return Name.fromString(name + (random.nextInt(3) == 0 ? "example.com." : "svc.cluster.local."));
    }

    private Message randomMessage() throws Exception {
        Message message = new Message(random.nextInt(0x10000));
        message.getHeader().setOpcode(random.nextInt(3));
        message.getHeader().setRcode(random.nextInt(16));
        for (int flag : new int[] {Flags.QR, Flags.AA, Flags.TC, Flags.RD, Flags.RA, Flags.AD, Flags.CD}) {
            if (random.nextBoolean()) {
                message.getHeader().setFlag(flag);
            }
        }
        Name name = randomName();
        message.addRecord(Record.newRecord(name, 1 + random.nextInt(300), DClass.IN), org.xbill.DNS.Section.QUESTION);
        for (int section = 1; section <= 3; section++) {
            for (int i = random.nextInt(4); i > 0; i--) {
                Name owner = random.nextBoolean() ? name : randomName();
                String line = RDATA[random.nextInt(RDATA.length)];
                message.addRecord(record(owner, line, random.nextInt(Integer.MAX_VALUE)), section);
            }
        }
        return message;
    }

    private static String presentation(Name name) {
        String text = name.toString();
        return text.length() > 1 ? text.substring(0, text.length() - 1) : text;
    }

    @Test
    void randomMessagesReadTheSame() throws Exception {
        for (int i = 0; i < 2000; i++) {
            Message message = randomMessage();
            byte[] wire = message.toWire();
            DnsMessageView view = Octets.guarded(wire, (byte) 0xC1);
            assertEquals(MessageStatus.OK, view.status());
            assertHeader(message, view);
            List<String> expected = new ArrayList<>();
            for (int section = 1; section <= 3; section++) {
                for (Record record : message.getSection(section)) {
                    expected.add(section - 1 + " " + presentation(record.getName()) + " " + record.getType() + " "
                            + record.getDClass() + " " + record.getTTL() + " "
                            + normal(record.getType(), theirs(record)));
                }
            }
            List<String> actual = new ArrayList<>();
            RecordCursor cursor = new RecordCursor().wrap(view);
            while (cursor.next()) {
                RecordView record = cursor.record();
                actual.add(record.section().ordinal() + " " + record.ownerText().orElseThrow() + " " + record.type()
                        + " " + record.recordClass() + " " + record.ttl() + " "
                        + normal(record.type(), RecordText.rdata(record)));
            }
            assertEquals(MessageStatus.OK, cursor.status());
            assertEquals(view.limit(), cursor.position());
            // dnsjava compresses without regard to case, so a name may come out with the letters of an earlier one.
            assertEquals(lines(expected), lines(actual));
        }
    }

    private static String lines(List<String> records) {
        return String.join("\n", records).toLowerCase(Locale.ROOT);
    }

    private static void assertHeader(Message message, DnsMessageView view) {
        assertEquals(message.getHeader().getID(), view.id());
        assertEquals(message.getHeader().getOpcode(), view.opcode());
        assertEquals(message.getHeader().getRcode(), view.rcode());
        assertEquals(message.getHeader().getFlag(Flags.QR), view.isResponse());
        assertEquals(message.getHeader().getFlag(Flags.AA), view.authoritative());
        assertEquals(message.getHeader().getFlag(Flags.TC), view.truncated());
        assertEquals(message.getHeader().getFlag(Flags.RD), view.recursionDesired());
        assertEquals(message.getHeader().getFlag(Flags.RA), view.recursionAvailable());
        assertEquals(message.getHeader().getFlag(Flags.AD), view.authenticData());
        assertEquals(message.getHeader().getFlag(Flags.CD), view.checkingDisabled());
        assertEquals(message.getHeader().getCount(0), view.questionCount());
        assertEquals(message.getHeader().getCount(1), view.answerCount());
        assertEquals(message.getHeader().getCount(2), view.authorityCount());
        assertEquals(message.getHeader().getCount(3), view.additionalCount());
        assertEquals(
                presentation(message.getQuestion().getName()),
                view.questionNameText().orElseThrow());
        assertEquals(message.getQuestion().getType(), view.questionType());
        assertEquals(message.getQuestion().getDClass(), view.questionClass());
    }
}
