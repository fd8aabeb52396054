package io.github.dnswhy.threads;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The javacore of IBM's and OpenJ9's machines: each line starts with a tag. Class names have slashes (dots in Java
 * 1.4). State {@code R} is also that of a thread inside a native lookup.
 */
final class JavaCore implements DumpParser {
    private static final String FIRST = "0SECTION       TITLE subcomponent";
    /** The first line of what was cut out of one, and of those of Java 1.3. */
    private static final String BARE = "1XMTHDINFO ";

    private static final String OWNED = " Owned by: \"";

    private final RawDump dump;
    private final Set<String> seen = new HashSet<>();
    private Optional<RawThread> current = Optional.empty();

    JavaCore(RawDump dump) {
        this.dump = dump;
        dump.synchronizers = true;
    }

    /**
     * Tells whether a javacore starts with a line.
     *
     * @param line a line
     * @param within whether a javacore is being read
     * @return where in the line it starts, -1 when none does
     */
    static int startsAt(String line, boolean within) {
        int start = line.indexOf(FIRST);
        start = start < 0 && !within ? line.indexOf(BARE) : start;
        return start <= TextDumpStart.MAX_PREFIX ? start : -1;
    }

    @Override
    public boolean threadsEnded() {
        return dump.ended;
    }

    @Override
    public void accept(String line, int number) {
        int blank = line.indexOf(' ');
        if (dump.ended || blank < 0) {
            return;
        }
        String text = line.substring(blank).trim();
        switch (line.substring(0, blank)) {
            case "1TIDATETIMEUTC" -> time(text);
            case "1TIDATETIME" -> dump.localTime = date(text);
            case "1CIJAVAVERSION", "2XMFULLTHDDUMP" -> dump.vm = text;
            case "1LKDEADLOCK" -> dump.deadlocks++;
            case "3XMTHREADINFO" -> thread(text, number);
            case "NULL" -> dump.ended = text.contains("END OF DUMP");
            default -> current.ifPresent(t -> detail(line.substring(0, blank), text, number, t));
        }
    }

    private void detail(String tag, String text, int number, RawThread thread) {
        switch (tag) {
            case "3XMJAVALTHREAD" -> {
                thread.id = hex(after(text, "getId:0x"));
                thread.daemon = text.contains("isDaemon:true");
            }
            case "3XMTHREADINFO1" -> thread.nid = nid(after(text, "native thread ID:"));
            case "3XMCPUTIME" -> thread.cpuNanos = Quantities.nanos(word(after(text, "CPU usage total: ")) + "s");
            case "3XMTHREADBLOCK" -> blocked(text, thread);
            case "4XESTACKTRACE" -> {
                if (text.startsWith("at ")) {
                    dump.addFrame(thread, frame(text.substring(3)), number);
                }
            }
            case "5XESTACKTRACE" -> {
                String lock = after(text, "entered lock: ");
                int comma = lock.indexOf(',');
                thread.hold(lock.substring(0, Math.max(comma, 0)));
            }
            default -> {}
        }
    }

    private void thread(String text, int number) {
        current.ifPresent(dump::seal);
        int close = text.lastIndexOf('"');
        RawThread thread =
                new RawThread(number, text.startsWith("\"") && close > 0 ? RawThread.name(text, 1, close) : "");
        String rest = text.substring(close + 1);
        // The current thread stands in a section of its own and, on some machines, once more among all.
        if (close > 0 && !seen.add(rest)) {
            current = Optional.empty();
            return;
        }
        if (seen.size() > RawThread.MAX_FRAMES) {
            seen.clear();
        }
        String state = after(rest, "state:");
        thread.state = state(state.substring(0, end(state)));
        String nid = after(rest, "native ID:");
        thread.nid = nid.isEmpty() ? null : nid(nid);
        current = Optional.of(thread);
        dump.add(thread);
    }

    private static void blocked(String text, RawThread thread) {
        String lock = word(after(text, ": "));
        if (lock.isEmpty()) {
            return;
        }
        if (text.startsWith("Waiting on")) {
            thread.waitedOn = lock;
            return;
        }
        thread.wanted = lock;
        thread.parked = text.startsWith("Parked");
        int at = lock.indexOf('@');
        thread.wantedType = (at < 0 ? lock : lock.substring(0, at)).replace('/', '.');
        int owned = text.indexOf(OWNED);
        int close = text.lastIndexOf('"');
        if (owned >= 0 && close >= owned + OWNED.length()) {
            thread.ownerName = text.substring(owned + OWNED.length(), close);
        }
    }

    private static Thread.State state(String letters) {
        return switch (letters) {
            case "R" -> Thread.State.RUNNABLE;
            case "B" -> Thread.State.BLOCKED;
            case "CW", "P" -> Thread.State.WAITING;
            default -> null;
        };
    }

    /** Turns {@code java/lang/Object.wait(Object.java:221(Compiled Code))} into the form of the other dumps. */
    private static String frame(String text) {
        int open = text.indexOf('(');
        if (open < 0) {
            return text.replace('/', '.');
        }
        int compiled = text.indexOf('(', open + 1);
        String place = compiled < 0 ? text.substring(open) : text.substring(open, compiled) + ")";
        return text.substring(0, open).replace('/', '.') + place;
    }

    private void time(String text) {
        Optional<Instant> time = date(text).map(t -> t.toInstant(ZoneOffset.UTC));
        dump.time = time;
        dump.timeBasis = time.isPresent() ? "the dump's own time in UTC" : "";
    }

    /** Reads {@code Date: 2024/11/18 at 18:20:39:414 (UTC)}, to the second. */
    private static Optional<LocalDateTime> date(String text) {
        String date = after(text, "Date:").trim();
        int at = date.indexOf(" at ");
        return at == 10 && date.length() >= 22
                ? Timestamps.local(date.substring(0, 10).replace('/', '-') + " " + date.substring(14, 22))
                : Optional.empty();
    }

    private static String nid(String text) {
        return text.substring(0, end(text));
    }

    private static String word(String text) {
        int blank = text.indexOf(' ');
        return blank < 0 ? text : text.substring(0, blank);
    }

    private static int end(String text) {
        int i = 0;
        while (i < text.length() && Character.isLetterOrDigit(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static String after(String text, String mark) {
        int start = text.indexOf(mark);
        return start < 0 ? "" : text.substring(start + mark.length());
    }

    private static long hex(String text) {
        int end = Math.min(end(text), 15);
        long value = 0;
        for (int i = 0; i < end; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return end == 0 ? -1 : value;
    }

    @Override
    public RawDump finish() {
        current.ifPresent(dump::seal);
        return dump;
    }
}
