package io.github.dnswhy.threads;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One thread dump, owned and immutable.
 *
 * @param number number within its file, from 1
 * @param line its first line, from 1
 * @param localTime the time it prints, in the zone of its machine, which it does not say
 * @param time when it was taken, where the dump or what surrounds it says so with a zone
 * @param timeBasis what {@code time} rests on, in words; empty when it is not known
 * @param vm the VM's own words, for example {@code OpenJDK 64-Bit Server VM (17.0.15+6 mixed mode, sharing)}; empty
 *     when unknown
 * @param threads all threads that it lists, in its order
 * @param deadlocks deadlocks that the VM reports
 * @param announced how many Java threads the VM counted, where it says so
 * @param synchronizers whether it lists owners of {@code java.util.concurrent} locks ({@code jstack -l})
 * @param extended whether it lists what threads allocated ({@code jstack -e})
 * @param cut whether its end is missing
 */
public record ThreadDump(
        int number,
        int line,
        Optional<LocalDateTime> localTime,
        Optional<Instant> time,
        String timeBasis,
        String vm,
        List<ParsedThread> threads,
        int deadlocks,
        OptionalLong announced,
        boolean synchronizers,
        boolean extended,
        boolean cut) {
    /** Copies the list. */
    public ThreadDump {
        threads = List.copyOf(threads);
    }
}
