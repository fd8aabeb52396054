package io.github.dnswhy.threads;

import io.github.dnswhy.model.DumpThread;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A thread with what its dump tells beyond {@link DumpThread}.
 *
 * @param thread the thread
 * @param activity what it does or waits for
 * @param owner name of the thread that holds the lock, or opens the pooled connection, it waits for, where the dump
 *     tells
 * @param host the name it looks up, where a native frame or its own name tells: a hint, not a proof
 * @param id the JVM's number of the thread
 * @param cpuNanos CPU time it has used, in nanoseconds
 * @param elapsedNanos its age, in nanoseconds
 * @param allocatedBytes octets it has allocated; exact below 100 KiB, in KiB below 100 MiB
 */
public record ParsedThread(
        DumpThread thread,
        Activity activity,
        Optional<String> owner,
        Optional<String> host,
        OptionalLong id,
        OptionalLong cpuNanos,
        OptionalLong elapsedNanos,
        OptionalLong allocatedBytes) {}
