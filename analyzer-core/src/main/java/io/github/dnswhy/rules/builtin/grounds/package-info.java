/** What rules of every group stand on: patterns in the facts, what they cost, and evidence in words that are the same everywhere. */
package io.github.dnswhy.rules.builtin.grounds;
