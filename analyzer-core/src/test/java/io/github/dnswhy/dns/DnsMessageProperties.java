package io.github.dnswhy.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.dnswhy.model.Limits;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Nothing that a message holds makes the views throw, run on, or look at an octet outside. */
class DnsMessageProperties {
    static final byte[] SOUND = Octets.header(0x8180, 1, 3, 1, 1)
            .name("www.example.com")
            .u16(RecordType.HTTPS)
            .u16(1)
            .record(RecordType.CNAME, 60, Octets.of().u8(1).u8('a').pointer(16).array())
            .record(
                    RecordType.HTTPS,
                    60,
                    Octets.of()
                            .hex("0001 00 0001 0003 026832 0004 0004 c0000201")
                            .array())
            .record(RecordType.TXT, 60, Octets.of().hex("0161 026263").array())
            .record(
                    RecordType.SOA,
                    60,
                    Octets.of().pointer(16).pointer(12).bytes(new byte[20]).array())
            .u8(0)
            .fixed(
                    RecordType.OPT,
                    1232,
                    0x8000,
                    Octets.of().u16(15).u16(4).u16(22).u16(0x6869).array())
            .array();

    /** Everything the package can say of a message. */
    static String describe(DnsMessageView message) {
        StringBuilder text = new StringBuilder();
        text.append(message.status()).append(message.id()).append(' ').append(message.flags());
        text.append(message.questionNameText()).append(message.questionType()).append(message.questionClass());
        text.append(message.questionsEnd() - message.offset());
        NameTable names = new NameTable(Limits.defaults());
        text.append(names.internQuestion(message)).append(names.text(names.size()));
        QuestionCursor questions = new QuestionCursor().wrap(message);
        while (questions.next()) {
            text.append(questions.nameText()).append(questions.type()).append(questions.recordClass());
        }
        if (DsoCursor.holds(message)) {
            DsoCursor tlvs = new DsoCursor().wrap(message);
            while (tlvs.next()) {
                text.append(tlvs.type()).append(tlvs.data());
            }
        }
        RecordCursor cursor = new RecordCursor().wrap(message);
        while (cursor.next()) {
            RecordView record = cursor.record();
            text.append('\n')
                    .append(record.section())
                    .append(record.ownerText())
                    .append(record.type());
            text.append(' ')
                    .append(record.recordClass())
                    .append(' ')
                    .append(record.ttl())
                    .append(' ');
            text.append(record.announcedLength()).append(RecordText.read(record));
            text.append(names.intern(message.buffer(), message.offset(), record.owner(), message.limit()));
            text.append(DomainName.hash(message.buffer(), message.offset(), record.owner(), message.limit(), 7));
            describeOptions(record, text);
        }
        text.append(cursor.status()).append(cursor.position() - message.offset());
        ResponseDigest digest = new ResponseDigest().wrap(message);
        text.append(digest.status()).append(digest.answers()).append(' ').append(digest.minimumTtl());
        text.append(digest.negativeTtl()).append(digest.rcode()).append(digest.extendedError());
        return text.toString();
    }

    private static void describeOptions(RecordView record, StringBuilder text) {
        OptView opt = new OptView().wrap(record);
        text.append(opt.extendedError());
        opt.rewind();
        while (opt.nextOption()) {
            text.append(opt.optionCode()).append(opt.optionText());
        }
    }

    static void sameAmidAnyOctets(byte[] message) {
        String amidZeros = describe(Octets.guarded(message, (byte) 0));
        assertEquals(amidZeros, describe(Octets.guarded(message, (byte) 0xC0)));
        assertEquals(amidZeros, describe(Octets.guarded(message, (byte) 0x41)));
        assertEquals(amidZeros, describe(new DnsMessageView().wrap(message, 0, message.length)));
    }

    @Property(tries = 1000)
    void arbitraryOctetsAreReadWithoutLookingOutside(@ForAll byte[] message) {
        sameAmidAnyOctets(message);
    }

    @Property(tries = 1500)
    void octetsBehindAPlausibleHeaderAreReadWithoutLookingOutside(@ForAll("plausible") byte[] message) {
        sameAmidAnyOctets(message);
    }

    /** Small counts, then octets of which many are short labels, pointers into the message, and small types. */
    @Provide
    Arbitrary<byte[]> plausible() {
        Arbitrary<Byte> octet = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.bytes().between((byte) 0, (byte) 20)),
                Tuple.of(2, Arbitraries.of((byte) 0xC0, (byte) 12, (byte) 41, (byte) 0)),
                Tuple.of(1, Arbitraries.bytes()));
        return octet.array(byte[].class)
                .ofMinSize(0)
                .ofMaxSize(200)
                .map(body -> Octets.header(0x8180, 1, 2, 1, 1).bytes(body).array());
    }

    @Property(tries = 500)
    void tlvsOfStatefulOperationsAreReadWithoutLookingOutside(@ForAll("plausible") byte[] message, @ForAll byte type) {
        Arrays.fill(message, 2, 12, (byte) 0);
        message[2] = 0x30;
        if (message.length > 13) {
            message[12] = 0;
            message[13] = (byte) (type & 0x43);
        }
        sameAmidAnyOctets(message);
    }

    /** RDATA of each type that is made of whatever there is. */
    @Property(tries = 25)
    void arbitraryRdataOfEachTypeIsReadWithoutLookingOutside(@ForAll("plausible") byte[] rdata) {
        for (int type = 0; type < 270; type++) {
            sameAmidAnyOctets(Octets.header(0x8180, 0, 1, 0, 0)
                    .u8(0)
                    .fixed(type, 1, 0, rdata)
                    .array());
        }
    }

    @Property(tries = 1500)
    void aSoundMessageWithSomeOctetsChangedIsReadWithoutLookingOutside(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] message = SOUND.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            message[random.nextInt(message.length)] = (byte) random.nextInt();
        }
        sameAmidAnyOctets(Arrays.copyOf(message, random.nextInt(message.length + 1)));
    }

    /** As many records as fit, each owned by a chain of as many pointers as there may be. */
    @Example
    void aMessageOfTheMostOctetsIsReadInBoundedTime() {
        Octets hostile = Octets.header(0x8180, 0, 0xFFFF, 0, 0).u8(0).fixed(RecordType.TXT, 1, 0, new byte[600]);
        for (int pointers = 0; pointers < 4000; pointers++) {
            int here = hostile.size();
            hostile.pointer(Math.min(here - 12, 0x3FFF))
                    .fixed(
                            RecordType.NS,
                            1,
                            0,
                            Octets.of().pointer(here % 0x3FFF).array());
        }
        byte[] message = Arrays.copyOf(hostile.array(), 0xFFFF);
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> sameAmidAnyOctets(message));
    }
}
