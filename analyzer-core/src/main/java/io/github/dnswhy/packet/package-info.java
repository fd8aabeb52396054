/**
 * Frames to payloads: link layers, tunnels, IPv4 and IPv6 with their fragments, UDP, TCP streams, ICMP errors.
 *
 * <p>Borrows the frame's window; owns only fragments and segments that wait for their neighbours, and the starts of messages that
 * wait for their rest. What it finds it lends to a {@link io.github.dnswhy.packet.PacketHandler} for the length of one call.
 *
 * <p>{@link io.github.dnswhy.packet.PacketDecoder} moves one cursor inward, header by header, and keeps two ends apart: what was
 * captured and what was on the wire. So a packet that the snaplen cut is never taken for a malformed one. What is odd is counted
 * by the names of {@link io.github.dnswhy.packet.PacketAnomaly}, what was seen by {@link io.github.dnswhy.packet.PacketCount}.
 */
package io.github.dnswhy.packet;
