package io.github.dnswhy;

import io.github.dnswhy.dns.DnsMessageView;
import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Transport;
import io.github.dnswhy.packet.PacketView;

/**
 * View of one DNS message and of the packet that carried it. There is one instance for each {@link DnsCapture}: it, and the
 * {@link #message()} in it, are valid until the action that was given it returns. To keep something, copy it out: numbers,
 * {@link #source()}, {@link DnsMessageView#questionNameText()} are the caller's own. Not thread-safe.
 */
public final class CapturedMessage {
    private final DnsMessageView message = new DnsMessageView();
    private PacketView packet;

    CapturedMessage() {}

    /** Moves to the payload of a packet. */
    DnsMessageView wrap(PacketView packet) {
        this.packet = packet;
        return message.wrap(packet.buffer(), packet.offset(), packet.length());
    }

    /**
     * The message. Its header is there in any case; {@link DnsMessageView#status()} tells how far the rest is sound.
     *
     * @return a view of the octets in place, valid as long as this
     */
    public DnsMessageView message() {
        return message;
    }

    /**
     * Octets that the message had on the wire.
     *
     * @return at least the {@linkplain DnsMessageView#length() captured} ones; more when the snaplen cut the message
     */
    public int originalLength() {
        return packet.originalLength();
    }

    /**
     * The frame that carried the message, or completed it.
     *
     * @return from 1, as Wireshark counts
     */
    public long frame() {
        return packet.frameNumber();
    }

    /**
     * When that frame was captured.
     *
     * @return nanoseconds since the epoch, UTC
     */
    public long timeNanos() {
        return packet.timeNanos();
    }

    /**
     * Who sent it: the innermost IP address, where there are tunnels.
     *
     * @return a value of its own, made by each call
     */
    public IpAddress source() {
        return new IpAddress(packet.sourceHigh(), packet.sourceLow());
    }

    /**
     * To whom it was sent: the innermost IP address, where there are tunnels.
     *
     * @return a value of its own, made by each call
     */
    public IpAddress destination() {
        return new IpAddress(packet.destinationHigh(), packet.destinationLow());
    }

    /**
     * The port that it was sent from.
     *
     * @return 0..65535
     */
    public int sourcePort() {
        return packet.sourcePort();
    }

    /**
     * The port that it was sent to.
     *
     * @return 0..65535
     */
    public int destinationPort() {
        return packet.destinationPort();
    }

    /**
     * How it travelled.
     *
     * @return UDP or TCP
     */
    public Transport transport() {
        return packet.transport();
    }
}
