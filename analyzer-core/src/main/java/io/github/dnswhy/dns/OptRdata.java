package io.github.dnswhy.dns;

/** The OPT pseudo-record as text, fixed fields and options: {@code udp 1232; version 0; do; COOKIE 24a5ac1012a1d0e7}. */
final class OptRdata {
    private OptRdata() {}

    static void append(RecordView record, Rdata rdata, StringBuilder text) {
        OptView opt = new OptView().wrap(record);
        text.append("udp ").append(opt.udpSize()).append("; version ").append(opt.version());
        if (opt.dnssecOk()) {
            text.append("; do");
        }
        while (opt.nextOption()) {
            text.append("; ").append(EdnsOption.text(opt.optionCode()));
            if (opt.optionLength() > 0) {
                text.append(' ').append(opt.optionText());
            }
        }
        if (opt.isSound()) {
            rdata.skip(rdata.remaining());
        } else {
            rdata.fail();
        }
    }
}
