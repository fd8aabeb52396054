package io.github.dnswhy.threads;

import java.util.Arrays;
import java.util.List;

/** The frames of a thread from the top. Immutable; threads that stand at the same place share one. */
final class CallStack {
    static final CallStack EMPTY = new CallStack(new Frame[0]);

    private final Frame[] frames;
    private final List<String> texts;
    private final int hash;

    CallStack(Frame[] frames) {
        this.frames = frames;
        String[] lines = new String[frames.length];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = frames[i].text();
        }
        this.texts = List.of(lines);
        this.hash = Arrays.hashCode(lines);
    }

    int size() {
        return frames.length;
    }

    Frame frame(int index) {
        return frames[index];
    }

    /** Whether any frame has a trait of {@link FrameTraits}. */
    boolean has(int trait) {
        for (Frame frame : frames) {
            if (frame.is(trait)) {
                return true;
            }
        }
        return false;
    }

    List<String> texts() {
        return texts;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CallStack stack && hash == stack.hash && texts.equals(stack.texts);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
