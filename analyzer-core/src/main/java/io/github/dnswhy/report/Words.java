package io.github.dnswhy.report;

import io.github.dnswhy.model.Blame;
import io.github.dnswhy.model.FindingRole;
import io.github.dnswhy.model.InputKind;
import io.github.dnswhy.model.LookupOutcome;
import io.github.dnswhy.model.Quantities;
import io.github.dnswhy.model.ServerRole;

/** Numbers, durations and constants of the model in the words that people read. English, whatever the locale. */
final class Words {
    private Words() {}

    /** A count as in "none failed". */
    static String noneOr(long count) {
        return count == 0 ? "none" : Quantities.count(count);
    }

    /** A part of a whole in per cent; never "0 %" for something, nor "100 %" for not everything. */
    static String percent(long part, long whole) {
        if (whole <= 0) {
            return "-";
        }
        if (part <= 0) {
            return "0 %";
        }
        if (part >= whole) {
            return "100 %";
        }
        long percent = Math.round(100.0 * part / whole);
        if (percent == 0) {
            return "<1 %";
        }
        return percent == 100 ? ">99 %" : Long.toString(percent).concat(" %");
    }

    /** A confidence in per cent. */
    static String percent(double share) {
        return Long.toString((Decimal.shareThousandths(share) + 5) / 10).concat(" %");
    }

    /** A confidence in words; the steps are those of the catalogue of causes. */
    static String confidence(double share) {
        if (share >= 0.9) {
            return "proven";
        }
        if (share >= 0.7) {
            return "highly likely";
        }
        return share >= 0.4 ? "likely" : "possible";
    }

    static String blame(Blame blame) {
        return switch (blame) {
            case NODE_LOCAL_CACHE -> "the DNS cache of the node";
            case CLUSTER_DNS -> "the cluster DNS";
            case NETWORK -> "the network";
            case UPSTREAM -> "a DNS server outside the cluster";
            case ZONE -> "the owner of the DNS zone";
            case CLIENT -> "the resolver settings of the client";
            case APPLICATION -> "the application";
            case JVM -> "the Java virtual machine";
            case NODE -> "the node";
            case NONE -> "nobody";
        };
    }

    static String role(ServerRole role) {
        return switch (role) {
            case NODE_LOCAL_CACHE -> "node-local cache";
            case CLUSTER_SERVICE -> "cluster DNS";
            case CLUSTER_ENDPOINT -> "cluster DNS pod";
            case UPSTREAM -> "upstream";
            case OTHER -> "other";
        };
    }

    static String role(FindingRole role) {
        return switch (role) {
            case ROOT -> "root cause";
            case CONTRIBUTING -> "also at fault";
            case AMPLIFIER -> "made it worse";
            case OBSERVATION -> "worth knowing";
            case ARTEFACT -> "about the capture";
        };
    }

    static String outcome(LookupOutcome outcome) {
        return switch (outcome) {
            case RESOLVED -> "resolved";
            case NODATA -> "no such record";
            case NXDOMAIN -> "no such name";
            case FAILED -> "failed";
            case GAVE_UP -> "gave up";
            case UNFINISHED -> "unfinished";
            case UNDETERMINED -> "open at the end";
        };
    }

    /** What an input is called when several of its like are counted. */
    static String noun(InputKind kind) {
        return switch (kind) {
            case CAPTURE -> "capture";
            case THREAD_DUMP -> "dump file";
            case COREDNS_LOG, NODE_LOCAL_DNS_LOG, KUBE_PROXY_LOG, APP_LOG -> "log";
            case RESOLV_CONF, COREFILE, KUBECTL_PODS, KUBECTL_DESCRIBE, TEXT -> "other text";
            case ARCHIVE -> "archive";
            case UNKNOWN -> "file not understood";
        };
    }
}
