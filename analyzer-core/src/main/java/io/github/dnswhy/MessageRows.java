package io.github.dnswhy;

import io.github.dnswhy.dns.DnsMessageView;
import io.github.dnswhy.dns.MessageStatus;
import io.github.dnswhy.dns.Opcode;
import io.github.dnswhy.dns.Rcode;
import io.github.dnswhy.dns.RecordClass;
import io.github.dnswhy.dns.RecordType;
import io.github.dnswhy.dns.ResponseDigest;
import io.github.dnswhy.match.MessageListing;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Message;
import io.github.dnswhy.packet.PacketView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Spells out every message for those who asked for all of them. */
final class MessageRows implements MessageListing {
    private static final long SECOND = 1_000_000_000L;

    private final List<String> captures;
    private final boolean withRecords;
    private final Consumer<Message> sink;
    private final ResponseDigest digest = new ResponseDigest();
    private final MessageRecords records = new MessageRecords();
    private int index;

    MessageRows(List<String> captures, boolean withRecords, Consumer<Message> sink) {
        this.captures = captures;
        this.withRecords = withRecords;
        this.sink = sink;
    }

    @Override
    public void onMessage(PacketView packet, DnsMessageView m, boolean firstOfFrame) {
        index = firstOfFrame ? 0 : index + 1;
        boolean question = m.hasQuestionName();
        long nanos = packet.timeNanos();
        sink.accept(new Message(
                captures.get(packet.frame().capture()),
                packet.frameNumber(),
                index,
                Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND)),
                packet.transport(),
                new IpAddress(packet.sourceHigh(), packet.sourceLow()),
                packet.sourcePort(),
                new IpAddress(packet.destinationHigh(), packet.destinationLow()),
                packet.destinationPort(),
                packet.length(),
                m.id(),
                m.isResponse(),
                Opcode.text(m.opcode()),
                Rcode.text(rcode(m)),
                m.truncated(),
                m.authoritative(),
                m.recursionDesired(),
                m.recursionAvailable(),
                m.authenticData(),
                m.checkingDisabled(),
                m.questionCount(),
                m.answerCount(),
                m.authorityCount(),
                m.additionalCount(),
                question ? m.questionNameText() : Optional.empty(),
                question && m.questionType() >= 0 ? Optional.of(RecordType.text(m.questionType())) : Optional.empty(),
                question && m.questionClass() >= 0
                        ? Optional.of(RecordClass.text(m.questionClass()))
                        : Optional.empty(),
                anomalies(packet, m),
                withRecords ? Optional.of(records.of(m)) : Optional.empty()));
    }

    private int rcode(DnsMessageView m) {
        return m.isResponse() && m.status() == MessageStatus.OK ? digest.wrap(m).rcode() : m.rcode();
    }

    private List<String> anomalies(PacketView packet, DnsMessageView m) {
        List<String> names = new ArrayList<>(2);
        boolean cut = packet.length() < packet.originalLength();
        if (cut) {
            names.add("cut-by-snaplen");
        }
        MessageStatus status = m.status();
        if (status == MessageStatus.OK) {
            status = digest.wrap(m).status();
        }
        if (status != MessageStatus.OK && !(cut && isCut(status))) {
            names.add(status.anomaly());
        }
        return names;
    }

    private static boolean isCut(MessageStatus status) {
        return status == MessageStatus.QUESTION_CUT || status == MessageStatus.RECORD_CUT;
    }
}
