/**
 * Thread dumps to threads: which of them are inside a name resolution, which are held up by one, and what the others
 * do.
 *
 * <p>{@link io.github.dnswhy.threads.ThreadDumpReader} takes any text, tells by content where dumps start and of which
 * form they are, and lets one small parser per form fill raw threads. Locks, owners and class initialization join
 * them into a graph, from which comes what each thread waits for. What leaves the package is owned and immutable:
 * {@link io.github.dnswhy.threads.ThreadDump} with its {@link io.github.dnswhy.threads.ParsedThread}s, and derived
 * from them {@link io.github.dnswhy.threads.ThreadGroups} and {@link io.github.dnswhy.threads.StuckThreads}.
 */
package io.github.dnswhy.threads;
