package io.github.dnswhy.evidence;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads logs of kube-proxy 1.8 and later. */
final class KubeProxyLogReader {
    private static final int MOST_STATEMENTS = 1_000;

    private final LogLines lines;
    private final List<KubeProxyLog.Statement> statements = new ArrayList<>();
    private Optional<String> version = Optional.empty();
    private OptionalLong conntrackMax = OptionalLong.empty();

    KubeProxyLogReader(LogLines lines) {
        this.lines = lines;
    }

    KubeProxyLog read() {
        while (lines.next()) {
            line(lines.message());
        }
        Optional<KubeProxyLog.Mode> mode = Optional.empty();
        KubeProxyLog.Meaning meaning = null;
        for (KubeProxyLog.Statement statement : statements) {
            if (meaning != KubeProxyLog.Meaning.EFFECTIVE || statement.meaning() == KubeProxyLog.Meaning.EFFECTIVE) {
                mode = Optional.of(statement.mode());
                meaning = statement.meaning();
            }
        }
        return new KubeProxyLog(lines.file(), lines.number(), mode, statements, version, conntrackMax);
    }

    private void line(String message) {
        KubeProxyLog.Meaning meaning = meaning(message);
        KubeProxyLog.Mode mode = meaning == null ? null : mode(message, meaning);
        if (mode != null) {
            if (statements.size() < MOST_STATEMENTS) {
                statements.add(new KubeProxyLog.Statement(
                        lines.place(Optional.empty()), klogTime(message), meaning, mode, DnsServerLines.cut(message)));
            } else {
                lines.odd("log-facts-dropped");
            }
        } else if (message.contains("\"Version info\"") || message.contains("Version: v")) {
            String value = quotedValue(message, "version=\"");
            version = version.or(() -> Optional.ofNullable(value).map(DnsServerLines::cut));
        } else if (message.contains("nf_conntrack_max")) {
            int at = message.indexOf("nfConntrackMax=");
            int number = at < 0 ? -1 : new TextCursor(message, at + "nfConntrackMax=".length()).number();
            conntrackMax = number < 0 ? conntrackMax : OptionalLong.of(number);
        }
    }

    private static String quotedValue(String message, String key) {
        int at = message.indexOf(key);
        int end = at < 0 ? -1 : message.indexOf('"', at + key.length());
        return end < 0 ? null : message.substring(at + key.length(), end);
    }

    /** What a message says of the mode, null when it says nothing. */
    static KubeProxyLog.Meaning meaning(String message) {
        int using = message.indexOf("Using ");
        if (using >= 0) {
            TextCursor cursor = new TextCursor(message, using + 6);
            String mode = cursor.word();
            if (cursor.skip(" Proxier") && modeOf(mode) != null) {
                return KubeProxyLog.Meaning.EFFECTIVE;
            }
            if (cursor.skip(" proxy") && modeOf(mode) != null) {
                return KubeProxyLog.Meaning.DEFAULTED;
            }
        }
        boolean fallback = message.contains("an't use the IPVS proxier")
                || message.contains("an't use ipvs proxier")
                || message.contains("an't use iptables proxy")
                || message.contains("an't use the iptables proxier")
                || message.contains("assuming iptables proxy")
                || message.contains("using userspace proxier");
        return fallback ? KubeProxyLog.Meaning.FALLBACK : null;
    }

    private static KubeProxyLog.Mode mode(String message, KubeProxyLog.Meaning meaning) {
        if (meaning == KubeProxyLog.Meaning.FALLBACK) {
            boolean userspace = message.contains("userspace") || message.contains("an't use iptables");
            return userspace ? KubeProxyLog.Mode.USERSPACE : KubeProxyLog.Mode.IPTABLES;
        }
        return modeOf(new TextCursor(message, message.indexOf("Using ") + 6).word());
    }

    private static KubeProxyLog.Mode modeOf(String word) {
        String lower = DnsNameText.lowerCase(word);
        for (KubeProxyLog.Mode mode : KubeProxyLog.Mode.values()) {
            if (lower.equals(mode.text())) {
                return mode;
            }
        }
        return lower.equals("kernel") ? KubeProxyLog.Mode.KERNELSPACE : null;
    }

    /** The time of {@code I1120 00:08:48.718919       1 file.go:69] message}. */
    static Optional<KubeProxyLog.KlogTime> klogTime(String message) {
        if (!hasKlogHeader(message)) {
            return Optional.empty();
        }
        try {
            MonthDay day = MonthDay.of(two(message, 1), two(message, 3));
            LocalTime time = LocalTime.of(
                    two(message, 6), two(message, 9), two(message, 12), new TextCursor(message, 15).number() * 1_000);
            return Optional.of(new KubeProxyLog.KlogTime(day, time));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Whether a message begins as klog begins its lines. */
    static boolean hasKlogHeader(String message) {
        if (message.length() < 24 || "IWEF".indexOf(message.charAt(0)) < 0) {
            return false;
        }
        for (int i = 1; i < 21; i++) {
            char expected = i == 5 ? ' ' : i == 8 || i == 11 ? ':' : i == 14 ? '.' : '0';
            char c = message.charAt(i);
            if (expected == '0' ? !TextCursor.isDigit(c) : c != expected) {
                return false;
            }
        }
        return message.charAt(21) == ' ';
    }

    private static int two(String text, int at) {
        return (text.charAt(at) - '0') * 10 + text.charAt(at + 1) - '0';
    }
}
