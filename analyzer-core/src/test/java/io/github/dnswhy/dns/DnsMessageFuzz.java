package io.github.dnswhy.dns;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TextParseException;

/** DNS messages with all their records on octets that are evolved to reach all of the code. */
class DnsMessageFuzz {
    /** A name of 255 octets, each escaped. */
    private static final int LONGEST_NAME = 4 * 255;

    static Stream<byte[]> seeds() {
        return MessageSeeds.all();
    }

    /** Nothing outside is looked at, all text is printable ASCII of bounded length, all names read back as themselves. */
    @MethodSource("seeds")
    @FuzzTest(maxDuration = "10m")
    void message(byte[] octets) {
        DnsMessageProperties.sameAmidAnyOctets(octets);
        DnsMessageView message = Octets.guarded(octets, (byte) 0x3F);
        message.questionNameText().ifPresent(name -> {
            byte[] wire = Arrays.copyOfRange(
                    message.buffer(), message.questionName(), message.questionName() + message.questionNameLength());
            readsBack(name, wire);
        });
        RecordCursor cursor = new RecordCursor().wrap(message);
        OptView options = new OptView();
        int before = message.questionsEnd();
        int[] records = new int[Section.values().length];
        while (cursor.next()) {
            RecordView record = cursor.record();
            records[record.section().ordinal()]++;
            assertTrue(record.owner() == before && record.rdata() > before, "records follow each other");
            before = record.rdata() + record.rdataLength();
            assertTrue(before <= message.limit() && record.rdataLength() >= 0, "a record lies within its message");
            owner(message, record);
            isPrintable(RecordText.rdata(record), record.rdataLength());
            options.wrap(record);
            while (options.nextOption()) {
                assertTrue(options.optionData() + options.optionLength() <= before, "an option lies within its record");
                isPrintable(options.optionText(), options.optionLength());
            }
        }
        assertTrue(records[0] <= message.answerCount());
        assertTrue(records[1] <= message.authorityCount());
        assertTrue(records[2] <= message.additionalCount());
        ResponseDigest digest = new ResponseDigest().wrap(message);
        assertTrue(digest.answers() + digest.aliases() <= records[0]);
        assertTrue(digest.nameServers() <= records[1]);
        assertEquals(cursor.status(), digest.status());
    }

    private static void owner(DnsMessageView message, RecordView record) {
        byte[] wire = new byte[DomainName.MAX_LENGTH];
        int length = DomainName.copyWire(message.buffer(), message.offset(), record.owner(), message.limit(), wire, 0);
        assertEquals(length > 0, record.ownerText().isPresent());
        record.ownerText().ifPresent(name -> readsBack(name, Arrays.copyOf(wire, length)));
    }

    private static void readsBack(String name, byte[] wire) {
        isPrintable(name, 0);
        byte[] again = new byte[DomainName.MAX_LENGTH];
        int length = DomainName.parse(name, again, 0);
        assertTrue(length > 0, name);
        assertArrayEquals(wire, Arrays.copyOf(again, length), name);
    }

    private static void isPrintable(String text, int octets) {
        // No field of a record is longer as text than a name that was compressed to a pointer, or a type in a bitmap.
        assertTrue(text.length() <= 2 * LONGEST_NAME + 100 + 100L * octets, "text is bounded");
        for (int i = 0; i < text.length(); i++) {
            assertTrue(text.charAt(i) >= ' ' && text.charAt(i) <= '~', () -> "not printable: " + text);
        }
    }

    /** What dnsjava accepts is read with the same records, and their text means the same to it. */
    @MethodSource("seeds")
    @FuzzTest(maxDuration = "10m")
    void agreesWithDnsjava(byte[] octets) throws IOException {
        Message theirs;
        try {
            theirs = new Message(octets);
        } catch (IOException | RuntimeException e) {
            return;
        }
        if (theirs.getHeader().getFlag(Flags.TC)) {
            // Then it takes any damage for truncation.
            return;
        }
        DnsMessageView ours = new DnsMessageView().wrap(octets, 0, octets.length);
        assertEquals(MessageStatus.OK, ours.status());
        RecordCursor cursor = new RecordCursor().wrap(ours);
        for (int section = 1; section <= 3; section++) {
            for (Record record : theirs.getSection(section)) {
                assertTrue(cursor.next(), () -> "a record more: " + record);
                isSame(record, cursor.record(), section);
            }
        }
        assertTrue(!cursor.next() && cursor.status() == MessageStatus.OK);
    }

    private static void isSame(Record theirs, RecordView ours, int section) throws IOException {
        assertEquals(section - 1, ours.section().ordinal());
        assertEquals(theirs.getType(), ours.type());
        assertEquals(theirs.getDClass(), ours.recordClass());
        // A pointer into the header is a name to dnsjava and none here.
        ours.ownerText().ifPresent(name -> readsBack(name, theirs.getName().toWire()));
        if (COMPARED.contains(ours.type()) && ours.recordClass() == DClass.IN && ours.rdataLength() > 0) {
            String text = RecordText.rdata(ours);
            if (!text.startsWith("\\#")) {
                meansTheSame(theirs, text);
            }
        }
    }

    private static void meansTheSame(Record theirs, String text) throws IOException {
        try {
            Record again = Record.fromString(theirs.getName(), theirs.getType(), DClass.IN, 0, text, Name.root);
            assertArrayEquals(theirs.rdataToWireCanonical(), again.rdataToWireCanonical(), text);
        } catch (TextParseException e) {
            // It does not know the mnemonics of the newest types.
            assertTrue(e.getMessage().contains("Invalid type"), () -> text + ": " + e.getMessage());
        }
    }

    /** The types whose text dnsjava reads as RFCs have it. */
    private static final List<Integer> COMPARED = List.of(
            RecordType.A,
            RecordType.AAAA,
            RecordType.NS,
            RecordType.CNAME,
            RecordType.DNAME,
            RecordType.PTR,
            RecordType.SOA,
            RecordType.MX,
            RecordType.SRV,
            RecordType.NAPTR,
            RecordType.TXT,
            RecordType.HINFO,
            RecordType.CAA,
            RecordType.URI,
            RecordType.DS,
            RecordType.CDS,
            RecordType.DNSKEY,
            RecordType.NSEC,
            RecordType.NSEC3,
            RecordType.NSEC3PARAM,
            RecordType.TLSA,
            RecordType.SSHFP,
            RecordType.RRSIG,
            RecordType.SVCB,
            RecordType.HTTPS);
}
