/** Group C of the catalogue: the network path. One class a cause; the others see what several causes have in common. */
package io.github.dnswhy.rules.builtin.network;
