/** Group F of the catalogue: when it is not DNS. One class a cause; the others see what several causes have in common. */
package io.github.dnswhy.rules.builtin.elsewhere;
