package io.github.dnswhy.threads;

import java.util.ArrayList;
import java.util.List;

/**
 * A thread while its lines are read: what the dump says, nothing concluded. Fields that a dump leaves out are null
 * or -1.
 */
final class RawThread {
    /** Frames kept of one stack; HotSpot prints 1,024 by default. */
    static final int MAX_FRAMES = 4096;

    /** Locks kept of one thread. */
    private static final int MAX_LOCKS = 256;

    private static final int MAX_NAME = 4096;

    final int line;
    String name;
    Thread.State state;
    boolean daemon;
    /** Whether it has an address ({@code tid=}), as in HotSpot's own forms. */
    boolean addressed;

    String nid;
    long id = -1;
    boolean virtual;
    String carrier;
    long cpuNanos = -1;
    long elapsedNanos = -1;
    long allocatedBytes = -1;
    /** The words at the end of HotSpot's header, for example {@code in Object.wait()}. */
    String condition = "";
    /** The name it looks up, where the dump tells. */
    String host;
    /** Whether it carries a virtual thread at this moment. */
    boolean carrying;

    final ArrayList<Frame> frames = new ArrayList<>();
    CallStack stack = CallStack.EMPTY;

    /** Identities of the monitors and synchronizers it holds. */
    final List<String> held = new ArrayList<>();
    /** Identity of the monitor or synchronizer that it wants to hold. */
    String wanted;
    /** Class of that, empty when not printed. */
    String wantedType = "";
    /** Whether it is parked for that rather than blocked on a monitor. */
    boolean parked;
    /** Identity of the object whose notification it waits for: given back, so not held. */
    String waitedOn;
    /** Class whose initialization by another thread it waits for; empty when the dump does not name it. */
    String classInit;
    /** Name of the owner of what it wants, where the dump names it. */
    String ownerName;
    /** Id of the owner of what it wants, where the dump gives it. */
    long ownerId = -1;

    RawThread(int line, String name) {
        this.line = line;
        this.name = name;
    }

    /** The text of a name, which is not kept beyond a bound. */
    static String name(String line, int start, int end) {
        return line.substring(start, Math.min(end, start + MAX_NAME));
    }

    /** Adds a lock that it holds; one taken again right after itself counts once. */
    void hold(String identity) {
        int size = held.size();
        boolean again = size > 0 && held.get(size - 1).equals(identity);
        if (!identity.isEmpty() && !again && size < MAX_LOCKS) {
            held.add(identity);
        }
    }

    /** Whether it waits for a lock that another thread has. */
    boolean wantsLock() {
        if (parked) {
            return wantedType.startsWith("java.util.concurrent.locks.Reentrant");
        }
        return wanted != null || state == Thread.State.BLOCKED;
    }
}
