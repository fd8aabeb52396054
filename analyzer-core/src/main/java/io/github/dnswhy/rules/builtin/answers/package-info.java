/** Group D of the catalogue: questions and answers. One class a cause; the others see what several causes have in common. */
package io.github.dnswhy.rules.builtin.answers;
