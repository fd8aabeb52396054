package io.github.dnswhy.threads;

import io.github.dnswhy.model.DumpThread;
import java.util.OptionalLong;

/**
 * A thread with what its dump tells beyond {@link DumpThread}.
 *
 * @param thread the thread
 * @param activity what it does or waits for
 * @param id the JVM's number of the thread
 * @param cpuNanos CPU time it has used, in nanoseconds
 * @param elapsedNanos its age, in nanoseconds
 * @param allocatedBytes octets it has allocated; exact below 100 KiB, in KiB below 100 MiB
 */
public record ParsedThread(
        DumpThread thread,
        Activity activity,
        OptionalLong id,
        OptionalLong cpuNanos,
        OptionalLong elapsedNanos,
        OptionalLong allocatedBytes) {}
