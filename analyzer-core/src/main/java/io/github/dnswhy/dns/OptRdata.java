package io.github.dnswhy.dns;

import java.util.Optional;

/**
 * The OPT pseudo-record as text, fixed fields and options: {@code udp 1232; version 0; do; COOKIE 24a5ac1012a1d0e7}. An option
 * whose data is not as it should be stands there in hexadecimal, and the first such one is told as the problem.
 */
final class OptRdata {
    private static final int DNSSEC_OK = 0x8000;
    /** RFC 9824 §5.1. */
    private static final int COMPACT_ANSWERS_OK = 0x4000;

    private OptRdata() {}

    static RdataText of(RecordView record) {
        OptView opt = new OptView().wrap(record);
        StringBuilder text = new StringBuilder();
        String problem = null;
        text.append("udp ").append(opt.udpSize()).append("; version ").append(opt.version());
        flags(opt.flags(), text);
        if (opt.extendedRcode() != 0) {
            text.append("; rcode ")
                    .append(Rcode.text(
                            opt.extendedRcode() << 4 | record.message().rcode()));
        }
        while (opt.nextOption()) {
            String name = EdnsOption.text(opt.optionCode());
            RdataText data = opt.optionRdata();
            text.append("; ").append(name);
            if (!data.text().isEmpty()) {
                text.append(' ').append(data.text());
            }
            if (problem == null && data.problem().isPresent()) {
                problem = name + ": " + data.problem().get();
            }
        }
        int left = opt.leftOver();
        if (left > 0) {
            text.append("; \\# ").append(left).append(' ');
            Encodings.appendHex(record.buffer(), record.rdata() + record.rdataLength() - left, left, text);
            if (problem == null) {
                problem = "ends inside an option";
            }
        }
        return new RdataText(text.toString(), Optional.ofNullable(problem));
    }

    private static void flags(int flags, StringBuilder text) {
        if ((flags & DNSSEC_OK) != 0) {
            text.append("; do");
        }
        if ((flags & COMPACT_ANSWERS_OK) != 0) {
            text.append("; co");
        }
        int others = flags & ~(DNSSEC_OK | COMPACT_ANSWERS_OK);
        if (others != 0) {
            text.append("; flags 0x");
            Encodings.appendHex(new byte[] {(byte) (others >> 8), (byte) others}, 0, 2, text);
        }
    }
}
