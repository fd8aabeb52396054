package io.github.dnswhy.threads;

import java.util.Optional;

/**
 * What gdb prints for {@code thread apply all bt}: native frames only, but glibc's carry the name that is looked up.
 * A thread is {@code Thread 55 (Thread 0x7f34000ff6c0 (LWP 3050) "name"):}; its LWP is the nid of the other forms, in
 * decimal.
 */
final class DebuggerDump implements DumpParser {
    private static final String START = "Thread ";
    private static final String LWP = "(LWP ";
    private static final String NAME = "name=";

    private final RawDump dump;
    private Optional<RawThread> current = Optional.empty();

    DebuggerDump(RawDump dump) {
        this.dump = dump;
        dump.ended = true;
    }

    /** Where in a line a thread is named, -1 when none is. */
    static int startsAt(String line) {
        int start = line.indexOf(LWP) < 0 ? -1 : line.indexOf(START);
        return start <= TextDumpStart.MAX_PREFIX
                        && start >= 0
                        && isThread(line.substring(start).strip())
                ? start
                : -1;
    }

    private static boolean isThread(String line) {
        return line.startsWith(START) && line.endsWith(":") && line.indexOf(LWP) > 0;
    }

    @Override
    public boolean threadsEnded() {
        return false;
    }

    @Override
    public void accept(String line, int number) {
        if (isThread(line)) {
            current.ifPresent(dump::seal);
            current = Optional.of(thread(line, number));
            dump.add(current.get());
        } else if (line.startsWith("#") && current.isPresent()) {
            frame(line, number, current.get());
        }
    }

    private static RawThread thread(String line, int number) {
        int lwp = line.indexOf(LWP) + LWP.length();
        int close = line.indexOf(')', lwp);
        int open = line.indexOf('"', lwp);
        int quote = line.lastIndexOf('"');
        RawThread thread =
                new RawThread(number, open >= 0 && quote > open ? RawThread.name(line, open + 1, quote) : "");
        thread.nid = close < 0 ? null : line.substring(lwp, close);
        return thread;
    }

    /**
     * Reads {@code #5  0x00007f34 in send_dg (statp=…) at res_send.c:1}, the address only where the frame is no
     * inlined one.
     */
    private void frame(String line, int number, RawThread thread) {
        int start = line.indexOf(' ');
        if (start < 0) {
            return;
        }
        String text = line.substring(start).trim();
        int in = text.startsWith("0x") ? text.indexOf(" in ") : -1;
        String call = in < 0 ? text : text.substring(in + " in ".length());
        int end = call.indexOf(" (");
        dump.addFrame(thread, (end < 0 ? call : call.substring(0, end)) + "(native)", number);
        int name = thread.host == null && call.contains("_res_") ? call.indexOf(NAME) : -1;
        if (name >= 0) {
            int comma = call.indexOf(", ", name);
            int open = call.indexOf('"', name);
            int close = open < 0 ? -1 : call.indexOf('"', open + 1);
            thread.host = close > 0 && (comma < 0 || open < comma) ? call.substring(open + 1, close) : null;
        }
    }

    @Override
    public RawDump finish() {
        current.ifPresent(dump::seal);
        return dump;
    }
}
