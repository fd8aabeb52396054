package io.github.dnswhy.threads;

import java.util.Optional;

/**
 * HotSpot's own form of a dump and its close relatives, whose threads start with a quoted name and whose frames stand
 * on lines of their own: {@code jstack}, {@code jcmd Thread.print} and SIGQUIT of JDK 5 to 26, {@code jhsdb jstack},
 * the text of VisualVM, Spring Boot and Dropwizard, {@code ThreadInfo.toString}.
 *
 * <p>Lines of the application may stand anywhere between: they are passed over, and the frames of an exception among
 * them are no thread's.
 */
final class TextDump implements DumpParser {
    private final RawDump dump;
    /**
     * The thread whose header came last, and the one that frames belong to: itself or the virtual thread mounted
     * on it.
     */
    private Optional<RawThread> thread = Optional.empty();

    private Optional<RawThread> current = Optional.empty();
    private boolean framesOpen;
    private boolean blankSince;
    private boolean inTrace;
    private boolean inSynchronizers;
    private boolean threadsEnded;
    private boolean deadlockTotalSeen;

    private final BrokenHeader broken = new BrokenHeader();
    private int foreignLines;
    private int firstForeignLine;

    TextDump(RawDump dump) {
        this.dump = dump;
    }

    @Override
    public boolean threadsEnded() {
        return threadsEnded;
    }

    @Override
    public void accept(String line, int number) {
        if (threadsEnded) {
            tail(line);
        } else if (line.isEmpty()) {
            blankSince = true;
        } else if (!header(line, number) && !body(line, number)) {
            foreign(line, number);
        }
    }

    private boolean header(String line, int number) {
        boolean quoted = line.charAt(0) == '"';
        Optional<RawThread> thread = quoted
                ? ThreadHeader.parse(line, number)
                : broken.isOpen() ? broken.goOn(line) : DebuggerFrame.thread(line, number);
        if (thread.isPresent()) {
            open(thread.get());
        } else if (quoted) {
            broken.start(line, number);
        }
        return thread.isPresent();
    }

    private void open(RawThread next) {
        close();
        broken.end();
        // Foreign lines count between threads: before the first they are the head, behind the last one the log.
        if (!dump.threads.isEmpty()) {
            dump.anomaly(DumpAnomalies.LINE_NOT_UNDERSTOOD, firstForeignLine, foreignLines);
        }
        foreignLines = 0;
        // VisualVM and ThreadInfo print no last line.
        dump.ended |= !next.addressed;
        thread = Optional.of(next);
        current = thread;
        framesOpen = true;
        blankSince = false;
        inTrace = false;
        inSynchronizers = false;
        dump.extended |= next.allocatedBytes >= 0;
        dump.add(next);
    }

    private void close() {
        current.ifPresent(dump::seal);
        current = Optional.empty();
        thread = Optional.empty();
    }

    private boolean body(String line, int number) {
        boolean understood = switch (line.charAt(0)) {
            case 'a' -> line.startsWith("at ") && frame(line.substring(3), number);
            case '-' -> dashed(line, number);
            case 'j' -> state(line);
            case 'C' -> carrying(line) || line.startsWith("Compiling:");
            case 'M' -> mounted(line, number);
            case 'L' ->
                synchronizers(line, "Locked ownable synchronizers") || synchronizers(line, "Locked synchronizers");
            case 'N' -> line.startsWith("No compile task") || synchronizers(line, "Number of locked synchronizers");
            case 'T', '_', '}' -> announced(line);
            case '0' -> nativeFrame(line, number);
            case 'J' -> line.startsWith("JavaThread state:") || line.startsWith("JDK version:") || end(line);
            case 'F', 'H', '=' -> end(line);
            case '.' -> line.startsWith("...");
            case '^' -> line.startsWith("^-- ");
            case 'o' -> LockLines.owner(line, current);
            default -> false;
        };
        if (understood && line.charAt(0) != 'a' && line.charAt(0) != '.') {
            inTrace = false;
        }
        return understood;
    }

    private boolean synchronizers(String line, String title) {
        boolean starts = line.startsWith(title);
        inSynchronizers |= starts;
        return starts;
    }

    private boolean frame(String printed, int number) {
        if (framesOpen && !inTrace && current.isPresent()) {
            dump.addFrame(current.get(), printed, number);
        }
        return true;
    }

    private boolean dashed(String line, int number) {
        String text = line.substring(1).trim();
        if (current.isEmpty() || line.startsWith("-----")) {
            return true;
        }
        if (inSynchronizers) {
            dump.synchronizers = true;
            LockLines.synchronizer(text, thread.get());
            return true;
        }
        int bci = text.indexOf(" @bci=");
        if (bci > 0) {
            dump.addFrame(current.get(), DebuggerFrame.asPrinted(text, bci), number);
            return true;
        }
        return LockLines.read(text, current.get());
    }

    private boolean state(String line) {
        String start = "java.lang.Thread.State:";
        if (!line.startsWith(start)) {
            return false;
        }
        if (current.isPresent()) {
            String detail = line.substring(start.length()).trim();
            int end = detail.indexOf(' ');
            current.get().state = ThreadStates.of(end < 0 ? detail : detail.substring(0, end));
        }
        return true;
    }

    private boolean carrying(String line) {
        if (!line.startsWith("Carrying virtual thread #")) {
            return false;
        }
        thread.ifPresent(carrier -> carrier.carrying = true);
        return true;
    }

    private boolean mounted(String line, int number) {
        if (!line.startsWith("Mounted virtual thread #")) {
            return false;
        }
        if (thread.isPresent()) {
            current.ifPresent(dump::seal);
            RawThread mounted = new RawThread(number, line.substring("Mounted virtual thread ".length()));
            mounted.id = Quantities.number(mounted.name, 1, mounted.name.length());
            mounted.virtual = true;
            mounted.daemon = true;
            mounted.carrier = thread.get().name;
            current = Optional.of(mounted);
            dump.add(mounted);
        }
        return true;
    }

    private boolean announced(String line) {
        if (line.startsWith("_java_thread_list=")) {
            int length = line.indexOf("length=");
            int comma = line.indexOf(',', Math.max(length, 0));
            if (length > 0 && comma > length) {
                dump.announced = Quantities.number(line, length + "length=".length(), comma);
            }
            return true;
        }
        return line.startsWith("Threads class SMR info") || line.startsWith("_") || line.equals("}");
    }

    /**
     * An address of the VM's list, or a native frame of {@code jhsdb jstack --mixed}: {@code 0x…<tab>send_dg +
     * 0x24d}.
     */
    private boolean nativeFrame(String line, int number) {
        if (!line.startsWith("0x")) {
            return false;
        }
        int symbol = line.indexOf('\t');
        int plus = line.indexOf(" + 0x", Math.max(symbol, 0));
        if (symbol > 0 && plus > symbol && current.isPresent()) {
            dump.addFrame(current.get(), line.substring(symbol + 1, plus) + "(native)", number);
        }
        return true;
    }

    /** The lines behind the last thread. */
    private boolean end(String line) {
        boolean ends = !dump.threads.isEmpty() && endsThreads(line);
        if (ends) {
            close();
            threadsEnded = true;
            dump.ended = true;
        }
        tail(line);
        return ends || line.startsWith("Found ");
    }

    private static boolean endsThreads(String line) {
        return line.startsWith("JNI global ref")
                || line.startsWith("Found one Java-level deadlock")
                || line.equals("Heap")
                || line.startsWith("===== END OF THREAD DUMP");
    }

    private void tail(String line) {
        if (!line.startsWith("Found ")) {
            return;
        }
        if (line.startsWith("Found one Java-level deadlock")) {
            dump.deadlocks++;
        } else if (!deadlockTotalSeen && line.contains(" deadlock")) {
            deadlockTotalSeen = true;
            int end = line.indexOf(' ', "Found ".length());
            long total = Quantities.number(line, "Found ".length(), end);
            dump.deadlocks = (int) Math.max(dump.deadlocks, Math.min(total, dump.threads.size()));
        }
    }

    private void foreign(String line, int number) {
        if (threadsEnded) {
            return;
        }
        if (foreignLines++ == 0) {
            firstForeignLine = number;
        }
        inTrace = startsTrace(line);
        framesOpen &= !blankSince;
    }

    /** Whether frames after this line belong to an exception. */
    private static boolean startsTrace(String line) {
        return line.contains("Exception")
                || line.contains("Error")
                || line.contains("Throwable")
                || line.contains("Caused by:");
    }

    @Override
    public RawDump finish() {
        close();
        return dump;
    }
}
