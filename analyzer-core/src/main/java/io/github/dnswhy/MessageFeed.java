package io.github.dnswhy;

import io.github.dnswhy.dns.MessageStatus;
import io.github.dnswhy.model.Place;
import io.github.dnswhy.packet.PacketHandler;
import io.github.dnswhy.packet.PacketView;
import java.util.function.Consumer;

/** Turns the payloads of a decoder into messages for one taker. */
final class MessageFeed implements PacketHandler {
    private final CapturedMessage view = new CapturedMessage();
    private Consumer<? super CapturedMessage> taker;

    void to(Consumer<? super CapturedMessage> taker) {
        this.taker = taker;
    }

    @Override
    public void onDatagram(PacketView packet) {
        show(packet);
    }

    @Override
    public void onStreamMessage(PacketView packet, boolean firstOfSegment) {
        show(packet);
    }

    private void show(PacketView packet) {
        MessageStatus status = view.wrap(packet).status();
        boolean whole = packet.length() >= packet.originalLength();
        if (status == MessageStatus.HEADER_CUT || status != MessageStatus.OK && whole) {
            packet.frame().anomalies().add(status.anomaly(), Place.Unit.FRAME, packet.frameNumber());
        }
        if (status != MessageStatus.HEADER_CUT) {
            taker.accept(view);
        }
    }

    @Override
    public void onConnection(PacketView packet, int flags) {
        // Carries no message.
    }

    @Override
    public void onIcmpError(PacketView error, int type, int code, PacketView quoted) {
        // A quoted message was seen, or missed, when it was sent.
    }
}
