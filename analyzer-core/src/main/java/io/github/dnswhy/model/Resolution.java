package io.github.dnswhy.model;

import java.util.Optional;

/**
 * What a thread has to do with name resolution.
 *
 * @param kind the pattern that its stack shows
 * @param library who asked, as far as the stack tells: a client library or {@code java.net}
 * @param role whether it resolves itself or waits for another's resolution
 * @param behind name of the resolving thread that it waits for, when known
 */
public record Resolution(Kind kind, String library, Role role, Optional<String> behind) {
    /** Patterns of stacks. */
    public enum Kind {
        /** In the JDK's native lookup of a name ({@code lookupAllHostAddr}), so inside {@code getaddrinfo}. */
        NATIVE_FORWARD,
        /** In the JDK's native lookup of an address ({@code getHostByAddr}), so inside {@code getnameinfo}. */
        NATIVE_REVERSE,
        /** Inside the C library's resolver, told by native frames of a debugger that shows no Java frames. */
        LIBC_LOOKUP,
        /** Waits for another thread's lookup of the same host. */
        SAME_HOST_WAIT,
        /** Waits for the one-time set-up of the resolver. */
        RESOLVER_INIT_WAIT,
        /** Inside the JNDI DNS provider. */
        JNDI,
        /** Inside dnsjava. */
        DNSJAVA,
        /** Waits for something that a resolving thread holds. */
        BEHIND
    }

    /** Whether the thread resolves or waits. */
    public enum Role {
        /** Inside a name resolution. */
        RESOLVING,
        /** Held up by another thread's resolution. */
        WAITING
    }
}
