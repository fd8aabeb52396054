/**
 * Transactions to lookups: one call of the application, as the application felt it.
 *
 * <p>One engine, {@link io.github.dnswhy.lookup.LookupBuilder}, follows every client of a shard; how a resolver behaves between the
 * packets (how long it waits, when it goes on to the next server or the next name of the search list) is asked of a
 * {@link io.github.dnswhy.lookup.ResolverModel}. Ends that leave no packet are reckoned from that model.
 */
package io.github.dnswhy.lookup;
