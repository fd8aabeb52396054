package io.github.dnswhy.cli;

import io.github.dnswhy.Progress;
import java.io.PrintStream;

/** One line on the terminal that tells how far the analysis is, shown only when it takes its time. */
final class ProgressLine implements Progress {
    private static final long FIRST_NANOS = 500_000_000L;
    private static final long INTERVAL_NANOS = 200_000_000L;
    private static final long MEGABYTE = 1_000_000L;
    private static final String CLEAR = "\r\033[K";

    private final PrintStream terminal;
    private long nextAt = System.nanoTime() + FIRST_NANOS;
    private boolean shown;

    ProgressLine(PrintStream terminal) {
        this.terminal = terminal;
    }

    @Override
    public synchronized void update(long bytesDone, long bytesTotal) {
        long now = System.nanoTime();
        if (now - nextAt < 0) {
            return;
        }
        nextAt = now + INTERVAL_NANOS;
        shown = true;
        terminal.print(CLEAR + text(bytesDone, bytesTotal));
        terminal.flush();
    }

    static String text(long bytesDone, long bytesTotal) {
        if (bytesTotal < bytesDone || bytesTotal <= 0) {
            return "dnswhy: " + bytesDone / MEGABYTE + " MB read";
        }
        return "dnswhy: " + bytesDone / MEGABYTE + " of " + bytesTotal / MEGABYTE + " MB read ("
                + (long) (100.0 * bytesDone / bytesTotal) + " %)";
    }

    synchronized void clear() {
        if (shown) {
            terminal.print(CLEAR);
            terminal.flush();
            shown = false;
        }
    }
}
