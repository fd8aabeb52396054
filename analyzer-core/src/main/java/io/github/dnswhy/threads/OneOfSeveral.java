package io.github.dnswhy.threads;

/**
 * Threads of which one does what another waits for, where the dump does not tell which. As long as there is one, it is
 * that one. Where all of them are held by name resolution, so is whoever waits, whichever it waits for.
 */
final class OneOfSeveral {
    static final OneOfSeveral NONE = new OneOfSeveral();

    private int first = LockGraph.NONE;
    private int count;
    private boolean allHeld = true;

    /** Adds one. */
    void add(int index, RawThread thread) {
        first = count++ == 0 ? index : first;
        allHeld &= Direct.of(thread).isPresent();
    }

    /** Adds one that the dump does not list, so that nothing is known of it. */
    void addUnknown() {
        count++;
        allHeld = false;
    }

    /** One of them that stands for all, {@link LockGraph#NONE} when they do different things. */
    int any() {
        return count == 1 || allHeld ? first : LockGraph.NONE;
    }

    /** Whether it is known which one it is. */
    boolean isKnown() {
        return count <= 1;
    }
}
