/**
 * The numbers that rules read: what was counted per server, client and name, over lookups, captures and thread dumps.
 *
 * <p>Owned and immutable, made once per analysis; the only view that rules have of the inputs.
 */
package io.github.dnswhy.facts;
