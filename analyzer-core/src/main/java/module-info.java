/**
 * The dnswhy analyzer: captures, thread dumps and logs in, a report with a root cause out.
 *
 * <p>The way of the data is the order of the packages: capture, packet, dns, match, lookup, then together with
 * threads and evidence: timeline, rules, report. Nothing points back up.
 */
module io.github.dnswhy.core {
    requires org.apache.commons.compress;
    requires org.tukaani.xz;
    requires static com.github.luben.zstd_jni;
    requires tools.jackson.core;

    exports io.github.dnswhy.capture;
    exports io.github.dnswhy.dns;
    exports io.github.dnswhy;
    exports io.github.dnswhy.evidence;
    exports io.github.dnswhy.facts;
    exports io.github.dnswhy.lint;
    exports io.github.dnswhy.model;
    exports io.github.dnswhy.rules;
    exports io.github.dnswhy.report;
}
