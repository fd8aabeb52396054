/** Group A of the catalogue: the node-local cache. One class a cause; the others see what several causes have in common. */
package io.github.dnswhy.rules.builtin.nodecache;
