/**
 * Captures to frames: pcap and pcapng, plain or compressed, from a file or a stream, through one reused window.
 *
 * <p>The first stage. What it lends is borrowed: a {@link io.github.dnswhy.capture.Frame} is valid until the reader
 * advances. Damage is an anomaly with its place; what came before it is used.
 */
package io.github.dnswhy.capture;
