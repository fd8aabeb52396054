package io.github.dnswhy.match;

import io.github.dnswhy.dns.DnsMessageView;
import io.github.dnswhy.packet.PacketView;

/** Takes every DNS message while it is still in its buffer. */
@FunctionalInterface
public interface MessageListing {
    /**
     * Takes one message.
     *
     * @param packet the packet that carried it, borrowed
     * @param message its view, borrowed; its status may be anything but a cut header
     * @param firstOfFrame false for the second and later messages that one frame completes
     */
    void onMessage(PacketView packet, DnsMessageView message, boolean firstOfFrame);
}
