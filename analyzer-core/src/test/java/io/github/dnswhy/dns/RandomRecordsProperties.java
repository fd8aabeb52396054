package io.github.dnswhy.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.model.IpAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** Whatever is written into a message comes out of it: every type, names compressed, and as dnsjava reads it too. */
class RandomRecordsProperties {
    private static final int HEADER = DnsMessageView.HEADER_LENGTH;

    /** What dnsjava 3.7 shows as unknown data, or knows only by name. */
    private static final Set<Integer> UNKNOWN_TO_DNSJAVA = Set.of(
            RecordType.SINK,
            RecordType.ATMA,
            RecordType.NINFO,
            RecordType.RKEY,
            RecordType.TALINK,
            RecordType.CSYNC,
            RecordType.DSYNC,
            RecordType.HHIT,
            RecordType.BRID,
            RecordType.UNECE,
            RecordType.ISO,
            RecordType.NID,
            RecordType.L32,
            RecordType.L64,
            RecordType.LP,
            RecordType.EUI48,
            RecordType.EUI64,
            RecordType.AVC,
            RecordType.DOA,
            RecordType.AMTRELAY,
            RecordType.RESINFO,
            RecordType.WALLET,
            RecordType.CLA,
            RecordType.IPN,
            RecordType.TA);

    /** Types whose values dnsjava judges, and rejects most random ones: coordinates are numbers, digests of a known length. */
    private static final Set<Integer> JUDGED_BY_DNSJAVA = Set.of(RecordType.GPOS, RecordType.SSHFP, RecordType.ZONEMD);

    private static List<Integer> types() {
        List<Integer> types = new ArrayList<>(RandomRecords.FORMS.keySet());
        Arrays.stream(RandomRecords.OTHERS).forEach(types::add);
        return types;
    }

    /** A message with some records of each type, in random order, whose names point at each other. */
    @Property(tries = 60)
    void wholeMessagesOfAllTypesComeOutAsTheyWentIn(@ForAll long seed) {
        Random random = new Random(seed);
        RandomRecords writer = new RandomRecords(random, HEADER, true);
        List<Integer> types = types();
        List<String> expected = new ArrayList<>();
        while (expected.size() < 150) {
            int type = types.get(random.nextInt(types.size()));
            String[] record = writer.record(type);
            expected.add(record[0] + " " + RecordType.text(type) + " " + record[1]);
        }
        byte[] message = writer.message();
        message[7] = (byte) expected.size();
        RecordCursor cursor = new RecordCursor().wrap(Octets.guarded(message, (byte) 0xC1));
        List<String> actual = new ArrayList<>();
        while (cursor.next()) {
            RdataText data = RecordText.read(cursor.record());
            actual.add(cursor.record().ownerText().orElseThrow() + " "
                    + RecordType.text(cursor.record().type()) + " " + data.text());
            assertTrue(data.problem().isEmpty(), () -> actual.get(actual.size() - 1) + data.problem());
        }
        assertEquals(String.join("\n", expected), String.join("\n", actual));
        assertEquals(MessageStatus.OK, cursor.status());
    }

    /** Each cut of each record is told as one, and no octet behind it is looked at. */
    @Property(tries = 100)
    void recordsCutAnywhereAreToldAsSuch(@ForAll long seed) {
        Random random = new Random(seed);
        List<Integer> types = types();
        RandomRecords writer = new RandomRecords(random, HEADER, true);
        int type = types.get(random.nextInt(types.size()));
        writer.record(type);
        byte[] message = writer.message();
        message[7] = 1;
        for (int length = HEADER; length < message.length; length++) {
            byte[] cut = Arrays.copyOf(message, length);
            RecordCursor cursor = new RecordCursor().wrap(Octets.guarded(cut, (byte) 1));
            if (cursor.next()) {
                assertTrue(cursor.record().isCut());
                RdataText data = RecordText.read(cursor.record());
                assertTrue(data.problem().orElse("").startsWith("message ends after"), data::toString);
                assertTrue(data.text().startsWith("\\# "), data::text);
            }
            assertFalse(cursor.next());
            assertEquals(MessageStatus.RECORD_CUT, cursor.status());
        }
    }

    @Property(tries = 40)
    void dnsjavaReadsTheSame(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        for (int type : types()) {
            if (UNKNOWN_TO_DNSJAVA.contains(type) || type == RecordType.TSIG || type == RecordType.TKEY) {
                continue;
            }
            RandomRecords writer = new RandomRecords(random, HEADER, false);
            writer.record(type);
            byte[] message = writer.message();
            message[7] = 1;
            RecordCursor cursor = new RecordCursor().wrap(new DnsMessageView().wrap(message, 0, message.length));
            assertTrue(cursor.next());
            RecordView view = cursor.record();
            byte[] rdata = Arrays.copyOfRange(message, view.rdata(), view.rdata() + view.rdataLength());
            Record theirs = Record.newRecord(Name.root, type, DClass.IN, 0, rdata.length, rdata);
            assertTrue(theirs != null || JUDGED_BY_DNSJAVA.contains(type), () -> RecordType.text(type));
            if (theirs == null) {
                continue;
            }
            assertEquals(
                    normal(type, theirs.rdataToString()),
                    normal(type, RecordText.rdata(view)),
                    () -> RecordType.text(type));
        }
    }

    @Example
    void whatDnsjavaDoesNotKnowIsUnknownToIt() throws Exception {
        for (int type : UNKNOWN_TO_DNSJAVA) {
            Record theirs = Record.newRecord(Name.root, type, DClass.IN, 0, 1, new byte[] {0});
            assertEquals("\\# 1 00", theirs.rdataToString(), () -> Type.string(type));
        }
    }

    /**
     * Where both may differ: the case of hexadecimal digits, the dot at the end of names, the shortest form of IPv6 addresses
     * (RFC 5952), types that are newer than dnsjava, quotes in service parameters and around texts that need none, and the number or the name of a certificate's
     * type.
     */
    private static String normal(int type, String text) {
        StringBuilder normal = new StringBuilder();
        for (String word : words(text)) {
            String plain = word;
            if (word.startsWith("\"")) {
                boolean bare = type == RecordType.TXT || type == RecordType.SPF;
                plain = bare && word.length() > 2 ? withoutDot(word.substring(1, word.length() - 1)) : word;
            } else {
                plain = withoutDot(word);
                int number = Mnemonics.number(plain, "TYPE");
                plain = number < 0 ? address(plain) : RecordType.text(number);
            }
            normal.append(' ').append(plain);
        }
        String result = normal.toString().strip();
        if (type == RecordType.SVCB || type == RecordType.HTTPS) {
            result = result.replace("\"", "").replace("2001:db8:0:0:0:0:0:1", "2001:db8::1");
        }
        boolean named = type == RecordType.CERT && result.startsWith("PGP ");
        return (named ? "3" + result.substring(3) : result).toLowerCase(Locale.ROOT);
    }

    private static String withoutDot(String word) {
        return word.length() > 1 && word.endsWith(".") && !word.endsWith("\\.")
                ? word.substring(0, word.length() - 1)
                : word;
    }

    private static String address(String word) {
        int start = word.startsWith("!2:") ? 3 : word.startsWith("2:") ? 2 : 0;
        int end = word.indexOf('/') < 0 ? word.length() : word.indexOf('/');
        if (start > end || word.indexOf(':') < 0) {
            return word;
        }
        String middle = word.substring(start, end);
        return word.substring(0, start)
                + IpAddress.parse(middle).map(IpAddress::toString).orElse(middle)
                + word.substring(end);
    }

    /** Words between spaces that are not in quotes. */
    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                word.append(c).append(text.charAt(++i));
            } else if (c == ' ' && !quoted) {
                words.add(word.toString());
                word.setLength(0);
            } else {
                quoted ^= c == '"';
                word.append(c);
            }
        }
        words.add(word.toString());
        return words;
    }
}
