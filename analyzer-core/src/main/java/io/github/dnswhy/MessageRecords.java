package io.github.dnswhy;

import io.github.dnswhy.dns.DnsMessageView;
import io.github.dnswhy.dns.DsoCursor;
import io.github.dnswhy.dns.DsoType;
import io.github.dnswhy.dns.Opcode;
import io.github.dnswhy.dns.QuestionCursor;
import io.github.dnswhy.dns.RdataText;
import io.github.dnswhy.dns.RecordClass;
import io.github.dnswhy.dns.RecordCursor;
import io.github.dnswhy.dns.RecordText;
import io.github.dnswhy.dns.RecordType;
import io.github.dnswhy.dns.RecordView;
import io.github.dnswhy.model.Message.ResourceRecord;
import io.github.dnswhy.model.Message.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Spells out what a message holds: questions, records, TLVs. The header's counts are claims: the octets decide. */
final class MessageRecords {
    private static final Optional<String> BAD_NAME = Optional.of("name that cannot be read");

    private final QuestionCursor questions = new QuestionCursor();
    private final RecordCursor records = new RecordCursor();
    private final DsoCursor tlvs = new DsoCursor();

    /**
     * Everything in a message.
     *
     * @param m a view of any status
     * @return as much as could be read, in the order of the message
     */
    List<ResourceRecord> of(DnsMessageView m) {
        List<ResourceRecord> all = new ArrayList<>();
        if (DsoCursor.holds(m)) {
            tlvs.wrap(m);
            while (tlvs.next()) {
                all.add(tlv());
            }
            return all;
        }
        boolean update = m.opcode() == Opcode.UPDATE;
        questions.wrap(m);
        while (questions.next()) {
            all.add(question(update ? Section.ZONE : Section.QUESTION));
        }
        records.wrap(m);
        while (records.next()) {
            all.add(record(records.record(), update));
        }
        return all;
    }

    private ResourceRecord question(Section section) {
        Optional<String> name = questions.nameText();
        boolean fixed = questions.type() >= 0;
        return new ResourceRecord(
                section,
                name,
                fixed ? Optional.of(RecordType.text(questions.type())) : Optional.empty(),
                fixed ? Optional.of(RecordClass.text(questions.recordClass())) : Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                name.isEmpty() ? BAD_NAME : fixed ? Optional.empty() : Optional.of("message ends inside a question"));
    }

    private static ResourceRecord record(RecordView record, boolean update) {
        Optional<String> name = record.ownerText();
        boolean opt = record.type() == RecordType.OPT;
        RdataText data = RecordText.read(record);
        Optional<String> problem = data.problem();
        if (name.isEmpty()) {
            problem = problem.isPresent() ? Optional.of(BAD_NAME.get() + "; " + problem.get()) : BAD_NAME;
        }
        return new ResourceRecord(
                section(record.section(), update),
                name,
                Optional.of(RecordType.text(record.type())),
                opt ? Optional.empty() : Optional.of(RecordClass.text(record.recordClass())),
                opt ? OptionalLong.empty() : OptionalLong.of(record.ttl()),
                nothingIfEmpty(data.text()),
                problem);
    }

    private static Section section(io.github.dnswhy.dns.Section section, boolean update) {
        return switch (section) {
            case ANSWER -> update ? Section.PREREQUISITE : Section.ANSWER;
            case AUTHORITY -> update ? Section.UPDATE : Section.AUTHORITY;
            case ADDITIONAL -> Section.ADDITIONAL;
        };
    }

    private ResourceRecord tlv() {
        RdataText data = tlvs.data();
        return new ResourceRecord(
                Section.DSO,
                Optional.empty(),
                Optional.of(DsoType.text(tlvs.type())),
                Optional.empty(),
                OptionalLong.empty(),
                nothingIfEmpty(data.text()),
                data.problem());
    }

    private static Optional<String> nothingIfEmpty(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
