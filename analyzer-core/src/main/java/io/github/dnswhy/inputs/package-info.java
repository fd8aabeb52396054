/**
 * What was given to inputs: walks directories, looks into archives, and tells by content what each file is.
 *
 * <p>Before the root package, beside the first stages, which it asks what they recognise. A file in a directory and a member of an
 * archive are the same thing afterwards: a {@link io.github.dnswhy.inputs.FoundInput} that can be opened again and again. Members
 * of a plain tar and of a zip on disk are read where they are; what lies behind a compression, or comes out of a stream, is kept in
 * one private {@linkplain io.github.dnswhy.inputs.Spool temporary file} that has no name as soon as it is open. Nothing is ever
 * written under a name that an archive gives.
 */
package io.github.dnswhy.inputs;
