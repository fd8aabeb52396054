/** Group A of the catalogue: the node-local cache. A cause has a class of its own, or stands with its
 * kin in one where a look at the facts is all of it; the other classes see what several causes have in common. */
package io.github.dnswhy.rules.builtin.nodecache;
