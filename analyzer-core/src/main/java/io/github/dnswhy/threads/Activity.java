package io.github.dnswhy.threads;

/** What a thread does or waits for, name resolution first. */
public enum Activity {
    /** Has to do with a name resolution; {@link io.github.dnswhy.model.DumpThread#resolution()} tells how. */
    RESOLUTION("resolution"),
    /** Waits for a lock that another thread holds, none of them for a name. */
    LOCK("lock"),
    /** Waits for a pooled resource. */
    POOL("pool"),
    /** Opens a TCP connection; the name is resolved. */
    CONNECT("connect"),
    /** Waits for octets of a peer. */
    SOCKET_READ("socket-read"),
    /** Waits for work. */
    IDLE("idle"),
    /** Anything else; also threads without a stack. */
    OTHER("other");

    private final String text;

    Activity(String text) {
        this.text = text;
    }

    /**
     * The name in reports.
     *
     * @return a word in kebab-case
     */
    public String text() {
        return text;
    }

    /** Judges a thread that has nothing to do with name resolution. */
    static Activity of(RawThread thread) {
        if (thread.wantsLock() || thread.classInit != null) {
            return LOCK;
        }
        int traits = 0;
        for (int i = 0; i < thread.stack.size(); i++) {
            traits |= thread.stack.frame(i).traits();
        }
        int top = topTraits(thread.stack);
        if ((traits & FrameTraits.POOL) != 0) {
            return POOL;
        }
        if ((top & FrameTraits.CONNECT) != 0) {
            return CONNECT;
        }
        if ((top & FrameTraits.SOCKET_READ) != 0) {
            return SOCKET_READ;
        }
        return (top & FrameTraits.IDLE) != 0 ? IDLE : OTHER;
    }

    /**
     * Traits of the frames at the top: what a thread waits for stands below the machinery of waiting, in the JDK's
     * frames.
     */
    private static int topTraits(CallStack stack) {
        int traits = 0;
        for (int i = 0; i < stack.size(); i++) {
            Frame frame = stack.frame(i);
            traits |= frame.traits();
            boolean own = frame.text().startsWith("java.")
                    || frame.text().startsWith("sun.")
                    || frame.text().startsWith("jdk.");
            if (!own) {
                break;
            }
        }
        return traits;
    }
}
