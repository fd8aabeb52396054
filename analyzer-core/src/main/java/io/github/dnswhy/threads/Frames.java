package io.github.dnswhy.threads;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps each frame and each stack once: a dump of a thousand threads has few of either. Beyond the bounds, which only a
 * made-up dump reaches, nothing more is shared. One per input; not thread-safe.
 */
final class Frames {
    private static final int MAX_FRAMES = 1 << 18;
    private static final int MAX_STACKS = 1 << 16;
    private static final int MAX_TEXT = 2048;
    private static final long MAX_TEXTS = 64L << 20;
    private static final long MAX_STACK_FRAMES = 8L << 20;
    private static final int TOP = 64;

    /** Stands for frames that are no longer kept. */
    private static final Frame BEYOND = new Frame("…", 0, "");

    private final Map<String, Frame> frames = new HashMap<>();
    private final Map<CallStack, CallStack> stacks = new HashMap<>();
    private long texts;
    private long stackFrames;

    /** The frame that stands behind {@code at}. */
    Frame frame(String printed) {
        Frame known = frames.get(printed);
        if (known != null) {
            return known;
        }
        if (texts > MAX_TEXTS) {
            return BEYOND;
        }
        String bounded = printed.length() <= MAX_TEXT ? printed : printed.substring(0, MAX_TEXT);
        Frame frame = Frame.of(bounded);
        texts += bounded.length();
        if (frames.size() < MAX_FRAMES) {
            frames.put(bounded, frame);
        }
        return frame;
    }

    /** The stack of these frames, from the top. */
    CallStack stack(List<Frame> list) {
        if (list.isEmpty()) {
            return CallStack.EMPTY;
        }
        boolean whole = stackFrames < MAX_STACK_FRAMES || list.size() <= TOP;
        CallStack stack = new CallStack((whole ? list : list.subList(0, TOP)).toArray(new Frame[0]));
        CallStack known = stacks.get(stack);
        if (known != null) {
            return known;
        }
        stackFrames += stack.size();
        if (stacks.size() < MAX_STACKS) {
            stacks.put(stack, stack);
        }
        return stack;
    }
}
