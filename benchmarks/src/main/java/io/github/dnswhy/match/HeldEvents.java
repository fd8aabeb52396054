package io.github.dnswhy.match;

import io.github.dnswhy.benchmarks.DnsTraffic;
import io.github.dnswhy.capture.HeldFrames;
import io.github.dnswhy.dns.NameTable;
import io.github.dnswhy.model.Limits;
import io.github.dnswhy.packet.DnsPorts;
import io.github.dnswhy.packet.PacketDecoder;

/** The events of a sample of traffic in memory, for the stages after decoding: the same again and again, each round later. */
public final class HeldEvents {
    private static final long ROUND_NANOS = DnsTraffic.SECONDS * 1_000_000_000L;

    private final NameTable names = new NameTable(Limits.defaults());
    private final AddressTable addresses = new AddressTable(Limits.defaults());
    private final WireEvent[] events = new WireEvent[DnsTraffic.PACKETS];
    private final int[] shards = new int[DnsTraffic.PACKETS];
    private int count;

    /** Decodes the sample. */
    public HeldEvents() {
        HeldFrames frames = new HeldFrames(DnsTraffic.packets());
        EventDecoder decoder = new EventDecoder(names, addresses, 1, null, (event, shard) -> {
            events[count] = new WireEvent();
            events[count].copy(event);
            shards[count++] = shard;
        });
        PacketDecoder packets = new PacketDecoder(Limits.defaults(), DnsPorts.standard(), decoder);
        for (int i = 0; i < DnsTraffic.PACKETS; i++) {
            packets.decode(frames.next());
        }
        if (count != DnsTraffic.PACKETS) {
            throw new IllegalStateException(count + " events");
        }
    }

    /**
     * The names behind the events.
     *
     * @return all of them
     */
    public NameTable names() {
        return names;
    }

    /**
     * The addresses behind the events.
     *
     * @return all of them
     */
    public AddressTable addresses() {
        return addresses;
    }

    /**
     * Gives every event once. What is given next time is later.
     *
     * @param sink takes them
     */
    public void give(EventSink sink) {
        for (int i = 0; i < count; i++) {
            WireEvent event = events[i];
            sink.onEvent(event, shards[i]);
            event.time += ROUND_NANOS;
            event.frame += DnsTraffic.PACKETS;
            event.ordinal += DnsTraffic.PACKETS;
        }
    }
}
