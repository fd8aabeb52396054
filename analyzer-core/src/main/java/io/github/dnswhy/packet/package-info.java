/**
 * Frames to payloads: link layers, IPv4 and IPv6 with their fragments, UDP, TCP streams, ICMP errors.
 *
 * <p>Borrows the frame's window; owns only fragments and segments that wait for their neighbours. What it finds it lends to a
 * {@link io.github.dnswhy.packet.PacketHandler} for the length of one call.
 */
package io.github.dnswhy.packet;
