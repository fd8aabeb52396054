/**
 * Queries and responses to transactions: one query sent is one attempt however often it was seen, attempts with the same
 * endpoints, ID and question are one transaction, and each transaction ends with a fate.
 *
 * <p>The line between borrowed and owned: a {@link io.github.dnswhy.match.WireEvent} holds numbers only, so that nothing
 * downstream ever touches a buffer. Events go to one of a fixed number of shards by client address; a shard sees its events in
 * order of capture time, whatever thread runs it.
 */
package io.github.dnswhy.match;
