package io.github.dnswhy.report;

import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Message;
import io.github.dnswhy.model.Message.ResourceRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Messages with their records as dig shows them: a heading of comments, then the sections, a record a line. Names and TTLs are
 * aligned within a message as far as they leave room; no data is cut, so a long record makes a long line.
 *
 * <pre>
 * ;; app.cap frame 2, 2026-11-01T10:00:00.023000000Z
 * ;; 10.96.0.10:53 -&gt; 10.244.1.17:40383, udp, 94 octets
 * ;; opcode: QUERY, status: NOERROR, id: 6699, flags: qr rd ra
 * ;; QUESTION SECTION:
 * ;www.example.org IN A
 * ;; ANSWER SECTION:
 * www.example.org 300 IN A 192.0.2.1
 * </pre>
 */
final class RecordListing implements RowOutput<Message> {
    private static final int CHUNK = 16_384;
    /** What the class, the type and an address take behind the name, with the spaces. */
    private static final int BEHIND_NAME = 36;

    private final TextOptions options;
    private final OutputStream out;
    private final StringBuilder text = new StringBuilder(CHUNK + 1_024);
    private final StringBuilder line = new StringBuilder();
    private boolean some;

    RecordListing(TextOptions options, OutputStream out) {
        this.options = options;
        this.out = out;
    }

    @Override
    public void write(Message row) throws IOException {
        if (some) {
            text.append('\n');
        }
        some = true;
        heading(row);
        records(row.records().orElse(List.of()));
        if (text.length() >= CHUNK) {
            drain();
        }
    }

    private void heading(Message row) {
        strong(true);
        line.append(row.capture()).append(" frame ").append(row.frame());
        if (row.index() > 0) {
            line.append(" message ").append(row.index() + 1);
        }
        comment(line.append(", ").append(Rfc3339.text(row.time())).toString());
        strong(false);
        line.append(endpoint(row.source(), row.sourcePort()))
                .append(" -> ")
                .append(endpoint(row.destination(), row.destinationPort()))
                .append(", ")
                .append(EnumText.kebab(row.transport()))
                .append(", ")
                .append(row.length())
                .append(row.length() == 1 ? " octet" : " octets");
        comment(line.toString());
        line.append("opcode: ")
                .append(row.opcode())
                .append(", status: ")
                .append(row.rcode())
                .append(", id: ")
                .append(row.id())
                .append(", flags:");
        flag(row.response(), "qr");
        flag(row.authoritative(), "aa");
        flag(row.truncated(), "tc");
        flag(row.recursionDesired(), "rd");
        flag(row.recursionAvailable(), "ra");
        flag(row.authenticData(), "ad");
        flag(row.checkingDisabled(), "cd");
        comment(line.toString());
        for (String anomaly : row.anomalies()) {
            comment("anomaly: " + anomaly);
        }
        claims(row);
    }

    /** What the header counts, where more is counted than is there. */
    private void claims(Message row) {
        long claimed = (long) row.questions() + row.answers() + row.authorities() + row.additionals();
        int present = row.records().map(List::size).orElse(0);
        if (claimed > present) {
            comment("counted: " + row.questions() + " + " + row.answers() + " + " + row.authorities() + " + "
                    + row.additionals() + ", here: " + present);
        }
    }

    private void flag(boolean set, String name) {
        if (set) {
            line.append(' ').append(name);
        }
    }

    private static String endpoint(IpAddress address, int port) {
        return address.isV4() ? address + ":" + port : "[" + address + "]:" + port;
    }

    private void records(List<ResourceRecord> records) {
        int nameColumns = 0;
        int ttlColumns = 0;
        int widest = Math.max(1, options.width() - BEHIND_NAME);
        for (ResourceRecord record : records) {
            if (record.ttl().isPresent()) {
                int length = record.name().map(String::length).orElse(1);
                nameColumns = Math.max(nameColumns, length <= widest ? length : 0);
                ttlColumns = Math.max(
                        ttlColumns, Long.toString(record.ttl().getAsLong()).length());
            }
        }
        Message.Section last = null;
        for (ResourceRecord record : records) {
            if (record.section() != last) {
                last = record.section();
                comment(last.name() + " SECTION:");
            }
            boolean whole = record.ttl().isPresent();
            boolean commented = last == Message.Section.QUESTION || last == Message.Section.ZONE || !whole;
            if (commented) {
                line.append(';');
            }
            RecordLine.append(record, whole ? nameColumns : 0, whole ? ttlColumns : 0, line);
            text.append(TerminalText.escape(line.toString())).append('\n');
            line.setLength(0);
        }
    }

    /** Writes a comment, and empties the line on which it may have been composed. */
    private void comment(String words) {
        text.append(";; ")
                .append(TerminalText.escape(words, Integer.MAX_VALUE, !options.unicode()))
                .append('\n');
        line.setLength(0);
    }

    private void strong(boolean on) {
        if (options.colour()) {
            text.append((on ? Style.STRONG : Style.PLAIN).sequence());
        }
    }

    private void drain() throws IOException {
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        text.setLength(0);
        if (text.capacity() > 64 * CHUNK) {
            text.trimToSize();
        }
    }

    @Override
    public void end() throws IOException {
        drain();
        out.flush();
    }
}
