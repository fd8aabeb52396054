/** The causes of the catalogue, one class each; the page {@code docs/causes/<id>.md} tells each one's story. */
package io.github.dnswhy.rules.builtin;
