package io.github.dnswhy.model;

import java.util.List;
import java.util.Optional;

/**
 * One thread of a thread dump, VM and GC threads included.
 *
 * @param dump number of the dump within its file, from 1
 * @param line line of the thread's header, from 1
 * @param name the thread's name, raw
 * @param state its {@link Thread.State}, empty where the dump has none (VM threads, carriers)
 * @param daemon whether it is a daemon
 * @param nid the native thread id as printed, when there is one
 * @param virtual whether it is a virtual thread
 * @param carrier name of the carrier that a mounted virtual thread runs on
 * @param resolution what it has to do with name resolution, when anything
 * @param host the name it looks up, where a native frame or its own name tells: a hint, not a proof
 * @param owner name of the thread that holds the lock, or opens the pooled connection, that it waits for, where the dump
 *     tells
 * @param stack its frames from the top, as {@code class.method(File.java:1)} without the module
 */
public record DumpThread(
        int dump,
        int line,
        String name,
        Optional<Thread.State> state,
        boolean daemon,
        Optional<String> nid,
        boolean virtual,
        Optional<String> carrier,
        Optional<Resolution> resolution,
        Optional<String> host,
        Optional<String> owner,
        List<String> stack) {
    /** Copies the list. */
    public DumpThread {
        stack = List.copyOf(stack);
    }
}
