package io.github.dnswhy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.dnswhy.dns.DnsMessageView;
import io.github.dnswhy.model.Message.ResourceRecord;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageRecordsTest {
    private static final String EXAMPLE = "076578616d706c6500";

    /** Each record in a line: section, name, TTL, class, type, data, problem; what is not there left out. */
    private static List<String> records(String hex) {
        byte[] message = HexFormat.of().parseHex(hex.replace(" ", ""));
        return new MessageRecords()
                .of(new DnsMessageView().wrap(message, 0, message.length)).stream()
                        .map(MessageRecordsTest::line)
                        .toList();
    }

    private static String line(ResourceRecord r) {
        return r.section()
                + r.name().map(" "::concat).orElse("")
                + (r.ttl().isPresent() ? " " + r.ttl().getAsLong() : "")
                + r.recordClass().map(" "::concat).orElse("")
                + r.type().map(" "::concat).orElse("")
                + r.data().map(" "::concat).orElse("")
                + r.problem().map(" ; "::concat).orElse("");
    }

    @Test
    void sectionsOfAResponseBearTheirNames() {
        assertEquals(
                List.of(
                        "QUESTION example IN A",
                        "ANSWER example 60 IN A 10.0.0.1",
                        "AUTHORITY example 60 CLASS2 NS .",
                        "ADDITIONAL . OPT udp 1232; version 0; do"),
                records("1234 8180 0001 0001 0001 0001" + EXAMPLE + "0001 0001"
                        + "c00c 0001 0001 0000003c 0004 0a000001"
                        + "c00c 0002 0002 0000003c 0001 00"
                        + "00 0029 04d0 00008000 0000"));
    }

    @Test
    void updateHasAZonePrerequisitesAndUpdates() {
        assertEquals(
                List.of(
                        "ZONE example IN SOA",
                        "PREREQUISITE example 0 ANY A",
                        "PREREQUISITE example 0 NONE ANY",
                        "UPDATE example 60 IN A 10.0.0.1",
                        "UPDATE example 0 NONE A 10.0.0.2",
                        "UPDATE example 0 ANY TXT"),
                records("1234 2800 0001 0002 0003 0000" + EXAMPLE + "0006 0001"
                        + "c00c 0001 00ff 00000000 0000"
                        + "c00c 00ff 00fe 00000000 0000"
                        + "c00c 0001 0001 0000003c 0004 0a000001"
                        + "c00c 0001 00fe 00000000 0004 0a000002"
                        + "c00c 0010 00ff 00000000 0000"));
    }

    @Test
    void anyNumberOfQuestionsIsShown() {
        assertEquals(
                List.of("QUESTION example IN A", "QUESTION example CH TXT", "QUESTION . ANY AXFR"),
                records("1234 0100 0003 0000 0000 0000" + EXAMPLE + "0001 0001" + "c00c 0010 0003" + "00 00fc 00ff"));
        assertEquals(List.of(), records("1234 0100 0000 0000 0000 0000"));
    }

    @Test
    void notifyHasWhatAResponseHas() {
        assertEquals(
                List.of("QUESTION example IN SOA", "ANSWER example 0 IN SOA . . 1 2 3 4 5"),
                records("1234 2400 0001 0001 0000 0000" + EXAMPLE + "0006 0001"
                        + "c00c 0006 0001 00000000 0016 0000 00000001 00000002 00000003 00000004 00000005"));
    }

    @Test
    void statefulOperationsAreTlvs() {
        assertEquals(
                List.of("DSO KEEPALIVE inactivity 1 ms, interval 2 ms"),
                records("1234 3000 0000 0000 0000 0000 0001 0008 00000001 00000002"));
    }

    @Test
    void whatCannotBeReadIsToldWithWhatCan() {
        assertEquals(
                List.of("QUESTION ; name that cannot be read"),
                records("1234 0100 0001 0000 0000 0000 4001 0001 0001"));
        assertEquals(
                List.of("QUESTION example ; message ends inside a question"),
                records("1234 0100 0001 0000 0000 0000" + EXAMPLE + "0001"));
        assertEquals(
                List.of(
                        "ANSWER 1 IN A 10.0.0.1 ; name that cannot be read",
                        "ANSWER 1 IN A \\# 2 0a00 ; name that cannot be read; message ends after 2 of 4 octets"),
                records("1234 8180 0000 0002 0000 0000" + "c0ff 0001 0001 00000001 0004 0a000001"
                        + "c0ff 0001 0001 00000001 0004 0a00"));
        assertEquals(List.of(), records("1234 8180 ffff"));
    }
}
