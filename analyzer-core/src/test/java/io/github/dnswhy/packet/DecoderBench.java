package io.github.dnswhy.packet;

import io.github.dnswhy.capture.Frame;
import io.github.dnswhy.capture.FrameFactory;
import io.github.dnswhy.model.Anomalies;
import io.github.dnswhy.model.FrameCount;
import io.github.dnswhy.model.Limits;
import java.util.List;

/** A decoder with a recording handler; frames are numbered from 1 and a millisecond apart unless told otherwise. */
final class DecoderBench {
    static final int ETHERNET = 1;
    static final long MILLISECOND = 1_000_000L;

    final RecordingHandler handler = new RecordingHandler();
    final Anomalies anomalies = new Anomalies();
    final PacketDecoder decoder;
    private final Frame frame = FrameFactory.view(anomalies);
    private long number;
    private long timeNanos;

    DecoderBench() {
        this(Limits.defaults());
    }

    DecoderBench(Limits limits) {
        decoder = new PacketDecoder(limits, DnsPorts.standard(), handler);
    }

    DecoderBench(DnsPorts ports, TunnelPorts tunnels) {
        decoder = new PacketDecoder(Limits.defaults(), ports, tunnels, handler);
    }

    DecoderBench pass(long nanos) {
        timeNanos += nanos;
        return this;
    }

    DecoderBench frame(int linkType, byte[] octets) {
        return frame(linkType, octets, octets.length);
    }

    /** A frame of which only the first octets were captured. */
    DecoderBench frame(int linkType, byte[] octets, int captured) {
        int before = 5;
        byte[] window = new byte[before + captured];
        System.arraycopy(octets, 0, window, before, captured);
        timeNanos += MILLISECOND;
        decoder.decode(FrameFactory.show(frame, window, before, octets.length, linkType, ++number, timeNanos));
        return this;
    }

    DecoderBench ethernet(byte[] octets) {
        return frame(ETHERNET, octets);
    }

    DecoderBench ipv4(byte[] packet) {
        return ethernet(Wire.ethernet(EtherType.IPV4, packet));
    }

    DecoderBench ipv6(byte[] packet) {
        return ethernet(Wire.ethernet(EtherType.IPV6, packet));
    }

    DecoderBench finish() {
        decoder.finish();
        return this;
    }

    long count(PacketAnomaly anomaly) {
        return anomalies.count(anomaly.text());
    }

    long count(PacketCount count) {
        return decoder.counters().get(count);
    }

    /** The headers and the fate that all frames shared. */
    String onlyFate() {
        List<FrameCount> frames = decoder.frames(List.of("capture"));
        if (frames.size() != 1 || frames.get(0).frames() != number) {
            throw new AssertionError(frames);
        }
        return frames.get(0).stack() + ' ' + frames.get(0).fate();
    }

    /** The sum of all rows. */
    long framesCounted() {
        return decoder.frames(List.of("capture")).stream()
                .mapToLong(FrameCount::frames)
                .sum();
    }

    RecordingHandler.Message onlyDatagram() {
        if (handler.datagrams.size() != 1) {
            throw new AssertionError(handler.datagrams.size() + " datagrams, " + anomalies.toList());
        }
        return handler.datagrams.get(0);
    }

    List<List<Byte>> streamPayloads() {
        return handler.streamPayloads();
    }
}
