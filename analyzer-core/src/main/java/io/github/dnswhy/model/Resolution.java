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
        /** Inside {@code getaddrinfo} (or its like) for a name. */
        NATIVE_FORWARD,
        /** Inside {@code getnameinfo} (or its like) for an address. */
        NATIVE_REVERSE,
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
