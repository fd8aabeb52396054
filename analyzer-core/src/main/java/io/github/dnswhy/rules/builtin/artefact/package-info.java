/** Group G of the catalogue: what the capture itself makes look like a fault, or hides. */
package io.github.dnswhy.rules.builtin.artefact;
