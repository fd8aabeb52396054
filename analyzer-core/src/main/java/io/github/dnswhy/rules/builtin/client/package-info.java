/** Group E of the catalogue: the client and its JVM. One class a cause; the others see what several causes have in common. */
package io.github.dnswhy.rules.builtin.client;
