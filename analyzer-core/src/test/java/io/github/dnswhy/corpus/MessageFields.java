package io.github.dnswhy.corpus;

import io.github.dnswhy.dns.DnsMessageView;
import io.github.dnswhy.dns.DomainName;
import io.github.dnswhy.dns.MessageStatus;
import io.github.dnswhy.dns.OptView;
import io.github.dnswhy.dns.RecordCursor;
import io.github.dnswhy.dns.RecordText;
import io.github.dnswhy.dns.RecordView;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Transport;
import io.github.dnswhy.packet.PacketView;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** What the views show of a message, in the words of the corpus. */
final class MessageFields {
    private static final int OPT = 41;
    private static final String[] SECTIONS = {"an", "ns", "ar"};

    private final DnsMessageView view = new DnsMessageView();
    private final RecordCursor records = new RecordCursor();
    private final OptView opt = new OptView();

    /** Adds the fields of what a packet carries. */
    void put(PacketView packet, Map<String, String> fields) {
        view.wrap(packet.buffer(), packet.offset(), packet.length());
        boolean tcp = packet.transport() == Transport.TCP;
        fields.put("time", OurReading.time(packet.timeNanos()));
        fields.put("proto", tcp ? "tcp" : "udp");
        fields.put("src", new IpAddress(packet.sourceHigh(), packet.sourceLow()).toString());
        fields.put("dst", new IpAddress(packet.destinationHigh(), packet.destinationLow()).toString());
        put("sport", packet.sourcePort(), fields);
        put("dport", packet.destinationPort(), fields);
        put("len", packet.length() + (tcp ? 2 : 0), fields);
        if (tcp) {
            put("tcp_len", packet.originalLength(), fields);
        }
        putHeader(fields);
        putQuestions(fields);
        MessageStatus status = putRecords(fields);
        if (status != MessageStatus.OK) {
            fields.put("malformed", "true");
        } else if (records.position() < view.limit()) {
            fields.put("extraneous", "true");
        }
    }

    /** Of a cut header the fields that are wholly there. */
    private void putHeader(Map<String, String> fields) {
        put("id", view.length() < 2 ? DnsMessageView.NONE : view.id(), fields);
        if (view.length() >= 4) {
            put("flags", view.flags(), fields);
            put("qr", view.isResponse() ? 1 : 0, fields);
            put("opcode", view.opcode(), fields);
            put("rcode", view.rcode(), fields);
            fields.put("tc", Boolean.toString(view.truncated()));
        }
        put("qd", view.length() < 6 ? DnsMessageView.NONE : view.questionCount(), fields);
        put("an", view.length() < 8 ? DnsMessageView.NONE : view.answerCount(), fields);
        put("ns", view.length() < 10 ? DnsMessageView.NONE : view.authorityCount(), fields);
        put("ar", view.length() < 12 ? DnsMessageView.NONE : view.additionalCount(), fields);
    }

    private void putQuestions(Map<String, String> fields) {
        if (view.hasQuestionName()) {
            fields.put("qname", TsharkNames.ofText(view.questionNameText().orElseThrow()));
            int name = view.questionName();
            fields.put("qname_wire", HexFormat.of().formatHex(view.buffer(), name, name + view.questionNameLength()));
            put("qtype", view.questionType(), fields);
            put("qclass", view.questionClass(), fields);
        }
        List<String> questions = questions();
        if (questions.size() > 1) {
            fields.put("questions", String.join("; ", questions));
        }
    }

    /** All questions that are there; the view itself shows the first only. */
    private List<String> questions() {
        List<String> questions = new ArrayList<>();
        int at = view.offset() + DnsMessageView.HEADER_LENGTH;
        for (int i = 0; i < view.questionCount(); i++) {
            int end = DomainName.skip(view.buffer(), at, view.limit());
            if (end < 0 || end + 4 > view.limit()) {
                break;
            }
            String name = DomainName.text(view.buffer(), view.offset(), at, view.limit())
                    .map(TsharkNames::ofText)
                    .orElse("?");
            questions.add(name + ' ' + u16(end) + ' ' + u16(end + 2));
            at = end + 4;
        }
        return questions;
    }

    private int u16(int at) {
        return (view.buffer()[at] & 0xFF) << 8 | view.buffer()[at + 1] & 0xFF;
    }

    private MessageStatus putRecords(Map<String, String> fields) {
        int[] walked = new int[SECTIONS.length];
        records.wrap(view);
        while (records.next()) {
            RecordView at = records.record();
            int section = at.section().ordinal();
            fields.put("rr." + SECTIONS[section] + '.' + walked[section]++, text(at));
            if (at.type() == OPT) {
                opt.wrap(at);
                put("edns_udp", opt.udpSize(), fields);
                put("edns_version", opt.version(), fields);
                put("edns_ext_rcode", opt.extendedRcode(), fields);
                put("edns_do", opt.dnssecOk() ? 1 : 0, fields);
            }
        }
        return records.status();
    }

    private static String text(RecordView at) {
        String owner = at.ownerText().map(TsharkNames::ofText).orElse("?");
        String ttl = at.type() == OPT ? "-" : Long.toString(at.ttl());
        return owner
                + ' '
                + at.type()
                + ' '
                + at.recordClass()
                + ' '
                + ttl
                + ' '
                + at.announcedLength()
                + ' '
                + data(at);
    }

    /** The part of the RDATA that the corpus has, out of our own text. */
    private static String data(RecordView at) {
        String[] words = RecordText.rdata(at).split(" ");
        // Empty in the conditions of an UPDATE; octets where it cannot be read.
        boolean unknown = words[0].isEmpty() || words[0].equals("\\#");
        return switch (at.type()) {
            case 1, 28 -> unknown ? "-" : words[0];
            case 2, 5, 12, 39, 6 -> unknown ? "-" : TsharkNames.ofText(words[0]);
            case 15 -> unknown ? "-" : TsharkNames.ofText(words[1]);
            case 33 -> unknown ? "-" : TsharkNames.ofText(words[3]);
            default -> "-";
        };
    }

    private static void put(String field, int value, Map<String, String> fields) {
        if (value != DnsMessageView.NONE) {
            fields.put(field, Integer.toString(value));
        }
    }
}
