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

    private final Map<String, Frame> frames = new HashMap<>();
    private final Map<CallStack, CallStack> stacks = new HashMap<>();

    /** The frame that stands behind {@code at}. */
    Frame frame(String printed) {
        Frame known = frames.get(printed);
        if (known != null) {
            return known;
        }
        Frame frame = Frame.of(printed);
        if (frames.size() < MAX_FRAMES) {
            frames.put(printed, frame);
        }
        return frame;
    }

    /** The stack of these frames, from the top. */
    CallStack stack(List<Frame> list) {
        if (list.isEmpty()) {
            return CallStack.EMPTY;
        }
        CallStack stack = new CallStack(list.toArray(new Frame[0]));
        CallStack known = stacks.get(stack);
        if (known != null) {
            return known;
        }
        if (stacks.size() < MAX_STACKS) {
            stacks.put(stack, stack);
        }
        return stack;
    }
}
