/**
 * One clock and one join: what captures, dumps and texts tell, put side by side as the facts that rules read.
 *
 * <p>Recorded times are never rewritten; where a clock has no zone its offset is inferred, and the grounds are told.
 */
package io.github.dnswhy.timeline;
