/**
 * Causes: the interface that a rule implements, the facts that it reads, and the engine that turns findings into a verdict.
 *
 * <p>A rule is a pure function of {@link io.github.dnswhy.rules.Facts}; no rule knows another. Which of several findings is the root
 * is decided by the engine: superseded ones step back, then what cost most comes first.
 */
package io.github.dnswhy.rules;
