package io.github.dnswhy.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/**
 * Messages made to cost as much as they can. What is counted is deterministic: the characters of all that is written, and the
 * octets allocated for it. Both must grow as the message does, and never beyond a fixed number for each of its octets.
 */
class MessageAttackTest {
    /** Characters for an octet of a message: 12 octets make a record with an owner and a name of 1,020 characters each. */
    private static final int CHARACTERS = 200;

    /** Octets allocated for an octet of a message; the texts, their builders as they grow, and copies of names. */
    private static final int ALLOCATED = 1500;

    private static final int SMALL = 16_384;
    private static final int LARGE = 65_535;

    /** The longest name: 127 labels of one octet each, so that it takes the most steps, written as the longest text. */
    private static Octets longestName(Octets message) {
        for (int i = 0; i < 127; i++) {
            message.u8(1).u8(0xFF);
        }
        return message.u8(0);
    }

    /** Reads everything that can be read, and gives the length of the text. */
    private static long read(byte[] octets) {
        DnsMessageView message = new DnsMessageView().wrap(octets, 0, octets.length);
        long characters = 0;
        if (DsoCursor.holds(message)) {
            DsoCursor tlvs = new DsoCursor().wrap(message);
            while (tlvs.next()) {
                characters += length(tlvs.data());
            }
            return characters;
        }
        QuestionCursor questions = new QuestionCursor().wrap(message);
        while (questions.next()) {
            characters += questions.nameText().map(String::length).orElse(0);
        }
        RecordCursor records = new RecordCursor().wrap(message);
        while (records.next()) {
            characters += records.record().ownerText().map(String::length).orElse(0);
            characters += length(RecordText.read(records.record()));
        }
        return characters;
    }

    private static int length(RdataText text) {
        return text.text().length() + text.problem().map(String::length).orElse(0);
    }

    /** What a reading cost. */
    private record Cost(long characters, long allocated) {
        static Cost of(byte[] octets) {
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long own = Thread.currentThread().getId();
            long before = threads.getThreadAllocatedBytes(own);
            long characters = read(octets);
            return new Cost(characters, threads.getThreadAllocatedBytes(own) - before);
        }
    }

    /**
     * Four times the octets may cost eight times as much, as some data is whole in one of both messages only, but not sixteen
     * times; what costs less than hexadecimal digits for all octets and their copies is not looked at.
     */
    private static void costGrowsAsTheMessageDoes(IntFunction<byte[]> attack) {
        costGrowsAsTheMessageDoes(SMALL, LARGE, attack);
    }

    private static void costGrowsAsTheMessageDoes(int smallSize, int largeSize, IntFunction<byte[]> attack) {
        assumeTrue(ManagementFactory.getThreadMXBean() instanceof ThreadMXBean, "this JVM does not count allocations");
        byte[] small = attack.apply(smallSize);
        byte[] large = attack.apply(largeSize);
        assertTrue(small.length <= smallSize && large.length <= largeSize);
        Cost less = Cost.of(small);
        Cost more = Cost.of(large);
        assertTrue(more.characters <= (long) CHARACTERS * large.length, more::toString);
        assertTrue(more.allocated <= (long) ALLOCATED * large.length, more::toString);
        assertTrue(more.characters <= 8 * less.characters + 5L * large.length, () -> less + " " + more);
        assertTrue(more.allocated <= 8 * less.allocated + 40L * large.length, () -> less + " " + more);
    }

    private static byte[] repeated(Octets start, byte[] record, int size) {
        int times = Math.min(LARGE, (size - start.size()) / record.length);
        byte[] message = Arrays.copyOf(start.array(), start.size() + times * record.length);
        for (int i = 0; i < times; i++) {
            System.arraycopy(record, 0, message, start.size() + i * record.length, record.length);
        }
        return message;
    }

    /** Every record has an owner, and data, that point to the longest name. */
    @Test
    void namesOfTheMostOctetsInEveryRecord() {
        for (int type : new int[] {RecordType.NS, RecordType.SOA, RecordType.MX, RecordType.SRV, RecordType.RRSIG}) {
            byte[] rdata = type == RecordType.NS ? new byte[] {(byte) 0xC0, 23} : pointers(type);
            byte[] record = Octets.of().pointer(23).fixed(type, 1, 0, rdata).array();
            costGrowsAsTheMessageDoes(size -> repeated(
                    longestName(Octets.header(0x8180, 0, 0xFFFF, 0, 0)
                            .u8(0)
                            .u16(10)
                            .u16(1)
                            .u32(0)
                            .u16(255)),
                    record,
                    size));
        }
    }

    private static byte[] pointers(int type) {
        return switch (type) {
            case RecordType.SOA ->
                Octets.of().pointer(23).pointer(23).bytes(new byte[20]).array();
            case RecordType.MX -> Octets.of().u16(1).pointer(23).array();
            case RecordType.SRV -> Octets.of().u16(1).u16(1).u16(1).pointer(23).array();
            default -> Octets.of().bytes(new byte[18]).pointer(23).array();
        };
    }

    /** Pointer to pointer, as many as there may be, and one label between each two. */
    @Test
    void chainsOfAsManyPointersAsThereMayBe() {
        for (int labels = 0; labels <= 1; labels++) {
            int step = labels;
            costGrowsAsTheMessageDoes(size -> {
                Octets start = Octets.header(0x8180, 0, 0xFFFF, 0, 0)
                        .u8(0)
                        .u16(10)
                        .u16(1)
                        .u32(0);
                Octets chain = Octets.of().u8(0);
                int first = start.size() + 2;
                int last = first;
                for (int i = 0; i < 126; i++) {
                    int here = first + chain.size();
                    if (step == 1) {
                        chain.u8(1).u8(0xFF);
                    }
                    chain.pointer(last);
                    last = here;
                }
                start.u16(chain.size()).bytes(chain.array());
                byte[] record = Octets.of()
                        .pointer(last)
                        .fixed(RecordType.NS, 1, 0, Octets.of().pointer(last).array())
                        .array();
                return repeated(start, record, size);
            });
        }
    }

    @Test
    void pointersThatLoopEnd() {
        for (String loop : new String[] {"c00c", "c00e c00c", "0161 c00c", "c0ff", "ffff"}) {
            byte[] message = Octets.header(0x8180, 1, 0xFFFF, 0, 0)
                    .hex(loop)
                    .bytes(new byte[64])
                    .array();
            assertEquals(0, read(message), loop);
        }
        byte[] record = Octets.of()
                .u8(0)
                .fixed(RecordType.CNAME, 1, 0, new byte[] {(byte) 0xC0, 23})
                .array();
        costGrowsAsTheMessageDoes(size -> repeated(Octets.header(0x8180, 0, 0xFFFF, 0, 0), record, size));
    }

    @Test
    void sixtyFiveThousandRecordsClaimedAreAsManyAsThereAre() {
        byte[] message = Octets.header(0x8180, 0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF)
                .u8(0)
                .u16(1)
                .u16(1)
                .array();
        DnsMessageView view = new DnsMessageView().wrap(message, 0, message.length);
        assertEquals(MessageStatus.QUESTION_CUT, view.status());
        assertEquals(1, read(message), "the root's dot");
        costGrowsAsTheMessageDoes(size -> repeated(
                Octets.header(0x8180, 0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF),
                Octets.of().u8(0).u16(1).u16(1).array(),
                size));
    }

    @Test
    void questionsThatAllPointToTheLongestName() {
        byte[] question = Octets.of().pointer(12).u16(1).u16(1).array();
        costGrowsAsTheMessageDoes(size -> repeated(
                longestName(Octets.header(0x0100, 0xFFFF, 0, 0, 0)).u16(1).u16(1), question, size));
    }

    /** Records of one octet of data, of each type there is. */
    @Test
    void recordsOfOneOctet() {
        for (int type = 0; type < 270; type++) {
            byte[] record = Octets.of().u8(0).fixed(type, 1, 0, new byte[] {1}).array();
            costGrowsAsTheMessageDoes(
                    SMALL / 8, LARGE / 8, size -> repeated(Octets.header(0x8180, 0, 0xFFFF, 0, 0), record, size));
        }
    }

    @Test
    void namesOf255LabelsAreNone() {
        Octets message = Octets.header(0x0100, 1, 0, 0, 0);
        for (int i = 0; i < 255; i++) {
            message.u8(1).u8('a');
        }
        DnsMessageView view = message.u8(0).u16(1).u16(1).view();
        assertEquals(MessageStatus.NAME_TOO_LONG, view.status());
    }

    /** One record that is as large as a message can be, of each type there is, full of one octet. */
    @Test
    void oneRecordAsLargeAsTheMessage() {
        for (int type = 0; type < 270; type++) {
            for (byte octet : new byte[] {0, 1, (byte) 0xC0, (byte) 0xFF}) {
                int record = type;
                costGrowsAsTheMessageDoes(SMALL / 2, LARGE / 2, size -> {
                    byte[] rdata = new byte[size - 23];
                    Arrays.fill(rdata, octet);
                    return Octets.header(0x8180, 0, 1, 0, 0)
                            .u8(0)
                            .fixed(record, 1, 0, rdata)
                            .array();
                });
            }
        }
    }

    /** As many names as fit, each a pointer: the types that hold any number of names must not follow them. */
    @Test
    void recordsOfManyNamesDoNotSwell() {
        costGrowsAsTheMessageDoes(size -> {
            Octets start = longestName(Octets.header(0x8180, 0, 2, 0, 0)
                    .u8(0)
                    .u16(10)
                    .u16(1)
                    .u32(0)
                    .u16(255));
            byte[] servers = new byte[size - start.size() - 11];
            for (int i = 4; i + 1 < servers.length; i += 2) {
                servers[i] = (byte) 0xC0;
                servers[i + 1] = 23;
            }
            return start.u8(0).fixed(RecordType.HIP, 1, 0, servers).array();
        });
    }

    @Test
    void pushedChangesThatPointToTheLongestName() {
        costGrowsAsTheMessageDoes(size -> {
            Octets start = longestName(
                    Octets.header(0x3000, 0, 0, 0, 0).u16(DsoType.PUSH).u16(size - 16));
            byte[] change = Octets.of()
                    .pointer(16)
                    .fixed(RecordType.NS, 1, 60, Octets.of().pointer(16).array())
                    .array();
            byte[] first = start.fixed(RecordType.NS, 1, 60, new byte[] {(byte) 0xC0, 16})
                    .array();
            return repeated(Octets.of().bytes(first), change, size);
        });
    }
}
