package io.github.dnswhy.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Message;
import io.github.dnswhy.model.Message.ResourceRecord;
import io.github.dnswhy.model.Message.Section;
import io.github.dnswhy.model.Transport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RecordListingTest {
    private static ResourceRecord question(String name) {
        return new ResourceRecord(
                Section.QUESTION,
                Optional.of(name),
                Optional.of("A"),
                Optional.of("IN"),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static ResourceRecord record(Section section, String name, long ttl, String type, String data) {
        return new ResourceRecord(
                section,
                Optional.of(name),
                Optional.of(type),
                Optional.of("IN"),
                OptionalLong.of(ttl),
                Optional.of(data),
                Optional.empty());
    }

    private static Message message(String capture, List<ResourceRecord> records) {
        return new Message(
                capture,
                7,
                1,
                Instant.parse("2026-11-01T10:00:00.5Z"),
                Transport.TCP,
                IpAddress.parse("2001:db8::53").orElseThrow(),
                53,
                IpAddress.parse("10.0.0.2").orElseThrow(),
                40_000,
                94,
                4_660,
                true,
                "QUERY",
                "NOERROR",
                true,
                true,
                true,
                true,
                true,
                true,
                1,
                3,
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.of(records));
    }

    private static String listed(TextOptions options, Message... messages) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TableWriter<Message> writer =
                TableWriter.open(Rows.messagesWithRecords(), TableWriter.Format.TABLE, options, out)) {
            for (Message message : messages) {
                writer.write(message);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void messagesAreListedAsDigDoes() throws IOException {
        assertEquals(
                """
                ;; a.cap frame 7 message 2, 2026-11-01T10:00:00.500000000Z
                ;; [2001:db8::53]:53 -> 10.0.0.2:40000, tcp, 94 octets
                ;; opcode: QUERY, status: NOERROR, id: 4660, flags: qr aa tc rd ra ad cd
                ;; QUESTION SECTION:
                ;www.example.org IN A
                ;; ANSWER SECTION:
                www.example.org 300 IN CNAME a.example.org
                a.example.org   5   IN A 192.0.2.1
                ;; ADDITIONAL SECTION:
                ;. OPT udp 1232; version 0
                """,
                listed(
                        TextOptions.PLAIN,
                        message(
                                "a.cap",
                                List.of(
                                        question("www.example.org"),
                                        record(Section.ANSWER, "www.example.org", 300, "CNAME", "a.example.org"),
                                        record(Section.ANSWER, "a.example.org", 5, "A", "192.0.2.1"),
                                        new ResourceRecord(
                                                Section.ADDITIONAL,
                                                Optional.of("."),
                                                Optional.of("OPT"),
                                                Optional.empty(),
                                                OptionalLong.empty(),
                                                Optional.of("udp 1232; version 0"),
                                                Optional.empty())))));
    }

    @Test
    void problemsFollowAsComments() throws IOException {
        ResourceRecord bad = new ResourceRecord(
                Section.ANSWER,
                Optional.empty(),
                Optional.of("SRV"),
                Optional.of("IN"),
                OptionalLong.of(1),
                Optional.of("\\# 1 00"),
                Optional.of("ends inside a number"));
        String text = listed(TextOptions.PLAIN, message("a.cap", List.of(bad)));
        assertTrue(text.contains("\n? 1 IN SRV \\# 1 00 ; ends inside a number\n"), text);
        assertTrue(text.contains(";; counted: 1 + 3 + 0 + 0, here: 1\n"), text);
    }

    @Test
    void aLongNameLeavesTheOthersTheirColumns() throws IOException {
        String text = listed(
                TextOptions.PLAIN,
                message(
                        "a.cap",
                        List.of(
                                record(Section.ANSWER, "x".repeat(200), 1, "A", "192.0.2.1"),
                                record(Section.ANSWER, "short.example", 1, "A", "192.0.2.2"),
                                record(Section.ANSWER, "s.example", 1, "TXT", "\"" + "y".repeat(5_000) + "\""))));
        assertTrue(text.contains("\nshort.example 1 IN A 192.0.2.2\n"), text);
        assertTrue(text.contains("\ns.example     1 IN TXT \"yyy"), text);
        assertTrue(text.contains("y".repeat(5_000)), "no data is cut");
    }

    @Test
    void nothingSteersTheTerminal() throws IOException {
        ResourceRecord hostile = new ResourceRecord(
                Section.ANSWER,
                Optional.of("a\u001b[2J"),
                Optional.of("A"),
                Optional.of("IN"),
                OptionalLong.of(1),
                Optional.of("\u202eevil\n"),
                Optional.of("\u0007"));
        String text =
                listed(TextOptions.PLAIN.withUnicode(true), message("evil\u001b]0;x\u0007.cap", List.of(hostile)));
        assertFalse(text.chars().anyMatch(c -> c < ' ' && c != '\n' || c == 0x202E), text);
        assertEquals(6, text.lines().count(), text);
        String coloured = listed(TextOptions.PLAIN.withColour(true), message("a.cap", List.of()));
        assertTrue(coloured.startsWith("\u001b[0;1m;; a.cap"), coloured);
    }

    @Test
    void anyNumberOfMessagesIsWrittenInPieces() throws IOException {
        long[] written = {0};
        OutputStream counting = new OutputStream() {
            @Override
            public void write(int octet) {
                written[0]++;
            }

            @Override
            public void write(byte[] octets, int offset, int length) {
                assertTrue(length < 1 << 20);
                written[0] += length;
            }
        };
        Message one = message("a.cap", List.of(question("www.example.org")));
        try (TableWriter<Message> writer =
                TableWriter.open(Rows.messagesWithRecords(), TableWriter.Format.TABLE, TextOptions.PLAIN, counting)) {
            for (int i = 0; i < 20_000; i++) {
                writer.write(one);
            }
        }
        assertTrue(written[0] > 20_000 * 200L, () -> written[0] + " octets");
    }
}
