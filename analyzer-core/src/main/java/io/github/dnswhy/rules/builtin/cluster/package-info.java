/** Group B of the catalogue: the cluster DNS. One class a cause; the others see what several causes have in common. */
package io.github.dnswhy.rules.builtin.cluster;
