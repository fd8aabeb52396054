package io.github.dnswhy.report;

import io.github.dnswhy.model.DumpThread;

/**
 * A row of {@code show threads}.
 *
 * @param file the dump's file, as given
 * @param thread the thread
 */
public record ThreadRow(String file, DumpThread thread) {}
