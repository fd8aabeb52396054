package io.github.dnswhy.threads;

import io.github.dnswhy.model.Resolution.Kind;
import io.github.dnswhy.model.Resolution.Role;
import java.util.Optional;

/**
 * What a thread's own stack tells of name resolution. {@code RUNNABLE} inside a native lookup is no work: the thread
 * waits for a datagram.
 *
 * @param kind the pattern
 * @param role whether the thread resolves itself
 * @param library who asked
 */
record Direct(Kind kind, Role role, String library) {
    /** Judges a thread. */
    static Optional<Direct> of(RawThread thread) {
        CallStack stack = thread.stack;
        int seen = 0;
        boolean onlyWaiting = true;
        for (int i = 0; i < stack.size(); i++) {
            Frame frame = stack.frame(i);
            seen |= frame.traits();
            Optional<Direct> found = at(thread, i, frame, seen, onlyWaiting);
            if (found.isPresent()) {
                return found;
            }
            onlyWaiting &= frame.is(FrameTraits.WAITING);
        }
        return (seen & FrameTraits.LIBC) != 0
                ? found(thread, 0, Kind.LIBC_LOOKUP, Role.RESOLVING, "")
                : Optional.empty();
    }

    private static Optional<Direct> at(RawThread thread, int index, Frame frame, int seen, boolean onlyWaiting) {
        boolean waits = onlyWaiting && (index > 0 || thread.state != Thread.State.RUNNABLE);
        if (frame.is(FrameTraits.FORWARD)) {
            return found(thread, index, Kind.NATIVE_FORWARD, Role.RESOLVING, "");
        }
        if (frame.is(FrameTraits.REVERSE)) {
            return found(thread, index, Kind.NATIVE_REVERSE, Role.RESOLVING, "");
        }
        if (frame.is(FrameTraits.JNDI)) {
            // One socket per client: others wait for the monitor or lock around it.
            boolean behind = onlyWaiting && thread.wantsLock();
            return found(thread, index, Kind.JNDI, behind ? Role.WAITING : Role.RESOLVING, "JNDI");
        }
        if (frame.is(FrameTraits.DNSJAVA)) {
            boolean behind = thread.state == Thread.State.BLOCKED;
            return found(thread, index, Kind.DNSJAVA, behind ? Role.WAITING : Role.RESOLVING, "dnsjava");
        }
        if (frame.is(FrameTraits.RESOLVER_INIT) && waits) {
            return found(thread, index, Kind.RESOLVER_INIT_WAIT, Role.WAITING, "");
        }
        if (frame.is(FrameTraits.PER_HOST) && waits) {
            return found(thread, index, Kind.SAME_HOST_WAIT, Role.WAITING, "");
        }
        if (frame.is(FrameTraits.LEADER) && (seen & FrameTraits.HOSTS_FILE) == 0) {
            // A resolver of the application's (InetAddressResolverProvider) stands in for getaddrinfo.
            return found(thread, index, Kind.NATIVE_FORWARD, Role.RESOLVING, "");
        }
        return Optional.empty();
    }

    private static Optional<Direct> found(RawThread thread, int index, Kind kind, Role role, String own) {
        String library = library(thread.stack, index);
        if (library.isEmpty()) {
            library = own.isEmpty() ? ClientLibraries.NONE : own;
        }
        return Optional.of(new Direct(kind, role, library));
    }

    /** The library nearest below the lookup. */
    private static String library(CallStack stack, int start) {
        for (int i = start; i < stack.size(); i++) {
            String library = stack.frame(i).library();
            if (!library.isEmpty()) {
                return library;
            }
        }
        return "";
    }
}
