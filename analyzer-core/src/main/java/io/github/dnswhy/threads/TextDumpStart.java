package io.github.dnswhy.threads;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;

/**
 * Where a dump in text form starts.
 *
 * @param prefix what stands before each line of it
 * @param line its first line, the date included, from 1
 * @param vm the VM's own words, empty when unknown
 * @param localTime the time printed above it
 * @param time that time in UTC, from what a log collector put before the line
 * @param titled whether it has a title, or starts with a thread
 * @param endless whether its form has no last line
 */
record TextDumpStart(
        LinePrefix prefix,
        int line,
        String vm,
        Optional<LocalDateTime> localTime,
        Optional<Instant> time,
        boolean titled,
        boolean endless) {
    private static final String VM_VERSION = "VM (";
    private static final String HOTSPOT = "Full thread dump";
    static final int MAX_PREFIX = 512;
    private static final String JROCKIT = "===== FULL THREAD DUMP";
    private static final String DEBUGGER = "Deadlock Detection:";
    private static final String DEBUGGER_THREAD = "Thread ";
    private static final String DEBUGGER_VM = "JVM version is ";

    /** Tells whether a dump starts with the present line, by its title. */
    static Optional<TextDumpStart> titled(RecentLines lines) {
        String line = lines.text(0);
        int title = line.indexOf(HOTSPOT);
        if (title >= 0
                && title < MAX_PREFIX
                && !line.contains("2XMFULLTHDDUMP")
                && isVm(line, title + HOTSPOT.length())) {
            return Optional.of(hotSpot(lines, title));
        }
        int jrockit = line.indexOf(JROCKIT);
        if (jrockit >= 0 && jrockit < MAX_PREFIX) {
            return Optional.of(plain(lines, jrockit, "JRockit", false));
        }
        int debugger = line.indexOf(DEBUGGER);
        if (debugger >= 0 && debugger < MAX_PREFIX && line.strip().endsWith(DEBUGGER)) {
            String before = lines.text(1);
            int known = before.indexOf(DEBUGGER_VM);
            String vm = known < 0
                    ? ""
                    : before.substring(known + DEBUGGER_VM.length()).trim();
            return Optional.of(plain(lines, debugger, vm, true));
        }
        return Optional.empty();
    }

    /** Tells whether the present line has a thread's header that can stand for itself. */
    static Optional<TextDumpStart> untitled(RecentLines lines) {
        String line = lines.text(0).stripTrailing();
        int debugger = line.indexOf(DEBUGGER_THREAD);
        if (debugger >= 0
                && debugger <= MAX_PREFIX
                && DebuggerFrame.thread(line.substring(debugger), 1).isPresent()) {
            return Optional.of(new TextDumpStart(
                    lines.prefix(debugger), lines.number(0), "", Optional.empty(), Optional.empty(), false, true));
        }
        int quote = line.indexOf('"');
        if (quote < 0 || quote > MAX_PREFIX || !mayBeHeader(line)) {
            return Optional.empty();
        }
        // ThreadInfo has no title: there nothing is missing.
        return ThreadHeader.parse(line.substring(quote), 1)
                .map(thread -> new TextDumpStart(
                        lines.prefix(quote),
                        lines.number(0),
                        "",
                        Optional.empty(),
                        Optional.empty(),
                        !thread.addressed,
                        !thread.addressed));
    }

    private static boolean mayBeHeader(String line) {
        return line.contains("d=") || line.contains(" - Thread t@");
    }

    private static TextDumpStart plain(RecentLines lines, int start, String vm, boolean endless) {
        return new TextDumpStart(
                lines.prefix(start), lines.number(0), vm, Optional.empty(), Optional.empty(), true, endless);
    }

    private static TextDumpStart hotSpot(RecentLines lines, int title) {
        String line = lines.text(0);
        String before = line.substring(0, title);
        LinePrefix prefix = lines.prefix(title);
        String vm = line.substring(title + HOTSPOT.length()).trim();
        if (vm.endsWith(":")) {
            vm = vm.substring(0, vm.length() - 1).trim();
        }
        int first = lines.number(0);
        Optional<LocalDateTime> local = Optional.empty();
        // Lines of others may come between the date and the title.
        for (int back = 1; back <= RecentLines.BACK && local.isEmpty(); back++) {
            int start = prefix.lengthIn(lines.text(back));
            local = start < 0 ? local : Timestamps.local(lines.text(back).substring(start));
            first = local.isPresent() ? lines.number(back) : first;
        }
        String stamp = lines.stamp(0);
        Optional<Instant> time = stamp.isEmpty() ? Timestamps.instantWithin(before) : Timestamps.instant(stamp);
        return new TextDumpStart(prefix, first, vm, local, time, true, false);
    }

    /** A VM names itself, its version in parentheses; a sentence about a dump does not end so. */
    private static boolean isVm(String line, int start) {
        String rest = line.substring(start).trim();
        if (rest.isEmpty() || rest.equals(":") || rest.startsWith("Timeline") || rest.startsWith("[")) {
            return true;
        }
        int open = rest.indexOf('(');
        boolean closed = open > 0 && rest.indexOf(')', open) > 0 && (rest.contains("VM") || rest.contains(" mode"));
        int version = rest.indexOf(VM_VERSION);
        // The line may be wrapped within the version.
        int digit = version + VM_VERSION.length();
        return closed || version >= 0 && digit < rest.length() && Character.isDigit(rest.charAt(digit));
    }
}
