/**
 * What another configuration of the resolver would have changed: the kept lookups, replayed under the rules of glibc.
 *
 * <p>A {@code Recording} is a lookup taken apart into rounds; {@code Replay} goes through the search list, the attempts and the servers
 * again and takes each round from the recording, from what the server answered to the same question at another time, or from the silence
 * in which it was then. Where the capture does not tell, the lookup is left out and counted. Only lookups whose replay under their own
 * settings gives what was measured take part.
 */
package io.github.dnswhy.whatif;
