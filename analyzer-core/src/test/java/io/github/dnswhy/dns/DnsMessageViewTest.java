package io.github.dnswhy.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DnsMessageViewTest {
    @Test
    void readsEveryFieldOfTheHeader() {
        DnsMessageView view = Octets.of()
                .u16(0xBEEF)
                .u16(0xAFB9)
                .u16(0)
                .u16(0xFFFE)
                .u16(0x8003)
                .u16(4)
                .view();
        assertEquals(MessageStatus.OK, view.status());
        assertEquals(0xBEEF, view.id());
        assertEquals(0xAFB9, view.flags());
        assertTrue(view.isResponse());
        assertEquals(5, view.opcode());
        assertTrue(view.authoritative());
        assertTrue(view.truncated());
        assertTrue(view.recursionDesired());
        assertTrue(view.recursionAvailable());
        assertTrue(view.authenticData());
        assertTrue(view.checkingDisabled());
        assertEquals(9, view.rcode());
        assertEquals(0, view.questionCount());
        assertEquals(0xFFFE, view.answerCount());
        assertEquals(0x8003, view.authorityCount());
        assertEquals(4, view.additionalCount());
    }

    @Test
    void eachFlagIsItsOwnBit() {
        assertTrue(flags(0x8000).isResponse());
        assertTrue(flags(0x0400).authoritative());
        assertTrue(flags(0x0200).truncated());
        assertTrue(flags(0x0100).recursionDesired());
        assertTrue(flags(0x0080).recursionAvailable());
        assertTrue(flags(0x0020).authenticData());
        assertTrue(flags(0x0010).checkingDisabled());
        DnsMessageView none = flags(0x0040);
        assertFalse(none.isResponse() || none.authoritative() || none.truncated() || none.recursionDesired());
        assertFalse(none.recursionAvailable() || none.authenticData() || none.checkingDisabled());
    }

    private static DnsMessageView flags(int flags) {
        return Octets.header(flags, 0, 0, 0, 0).view();
    }

    @Test
    void readsTheFirstQuestion() {
        DnsMessageView view = Octets.query("Www.Example.com", RecordType.AAAA).view();
        assertEquals(MessageStatus.OK, view.status());
        assertEquals(Optional.of("Www.Example.com"), view.questionNameText());
        assertEquals(view.offset() + 12, view.questionName());
        assertEquals(17, view.questionNameLength());
        assertEquals(RecordType.AAAA, view.questionType());
        assertEquals(RecordClass.IN, view.questionClass());
        assertEquals(view.limit(), view.questionsEnd());
    }

    @Test
    void stepsOverFurtherQuestions() {
        Octets two = Octets.header(0, 2, 0, 0, 0)
                .name("a")
                .u16(1)
                .u16(1)
                .pointer(12)
                .u16(28)
                .u16(1);
        DnsMessageView view = two.view();
        assertEquals(MessageStatus.OK, view.status());
        assertEquals(view.limit(), view.questionsEnd());
        DnsMessageView cut = Octets.header(0, 3, 0, 0, 0)
                .name("a")
                .u16(1)
                .u16(1)
                .pointer(12)
                .u16(28)
                .u16(1)
                .view();
        assertEquals(MessageStatus.QUESTION_CUT, cut.status());
        assertEquals("a", cut.questionNameText().orElseThrow());
    }

    @Test
    void refusedWithoutQuestionIsAMessageOfTwelveOctets() {
        DnsMessageView view = Octets.header(0x8105, 0, 0, 0, 0).view();
        assertEquals(MessageStatus.OK, view.status());
        assertEquals(Rcode.REFUSED, view.rcode());
        assertFalse(view.hasQuestionName());
        assertEquals(DnsMessageView.NONE, view.questionName());
        assertEquals(DnsMessageView.NONE, view.questionType());
        assertEquals(DnsMessageView.NONE, view.questionClass());
    }

    @Test
    void everyPrefixGivesWhatIsThere() {
        byte[] whole = Octets.query("www.example.com", RecordType.A).array();
        int nameEnd = 12 + 17;
        for (int length = 0; length <= whole.length; length++) {
            DnsMessageView view = Octets.guarded(Arrays.copyOf(whole, length), (byte) 0x41);
            MessageStatus expected = length < 12
                    ? MessageStatus.HEADER_CUT
                    : length < whole.length ? MessageStatus.QUESTION_CUT : MessageStatus.OK;
            assertEquals(expected, view.status());
            assertEquals(length >= 2 ? 0x1234 : length == 1 ? 0x1200 : 0, view.id());
            assertEquals(length >= nameEnd, view.hasQuestionName());
            assertEquals(length >= nameEnd + 2 ? RecordType.A : DnsMessageView.NONE, view.questionType());
            assertEquals(length == whole.length ? RecordClass.IN : DnsMessageView.NONE, view.questionClass());
        }
    }

    @Test
    void aQuestionNameHasNothingToPointAt() {
        assertEquals(
                MessageStatus.BAD_POINTER,
                Octets.header(0, 1, 0, 0, 0).pointer(12).u32(0x10001).view().status());
        assertEquals(
                MessageStatus.BAD_POINTER,
                Octets.header(0, 1, 0, 0, 0).pointer(0).u32(0x10001).view().status());
        assertEquals(
                MessageStatus.QUESTION_CUT,
                Octets.header(0, 1, 0, 0, 0).u8(0xC0).view().status());
        assertEquals(
                MessageStatus.BAD_LABEL,
                Octets.header(0, 1, 0, 0, 0).u8(0x41).bytes(new byte[99]).view().status());
        Octets tooLong = Octets.header(0, 1, 0, 0, 0).name("abc.".repeat(64)).u32(0x10001);
        assertEquals(MessageStatus.NAME_TOO_LONG, tooLong.view().status());
    }

    @Test
    void aViewIsReusedWithoutTracesOfTheLastMessage() {
        DnsMessageView view = Octets.query("a", RecordType.A).view();
        view.wrap(new byte[12], 0, 12);
        assertFalse(view.hasQuestionName());
        assertEquals(0, view.questionNameLength());
        assertEquals(0, view.id());
    }

    @Test
    void aRegionOutsideTheBufferIsAMistakeOfTheProgrammer() {
        assertThrows(IndexOutOfBoundsException.class, () -> new DnsMessageView().wrap(new byte[12], 1, 12));
        assertThrows(IndexOutOfBoundsException.class, () -> new DnsMessageView().wrap(new byte[12], 0, -1));
    }
}
