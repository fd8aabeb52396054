/** Stand-in. */
package io.github.dnswhy;
