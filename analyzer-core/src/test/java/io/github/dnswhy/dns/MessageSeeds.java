package io.github.dnswhy.dns;

import io.github.dnswhy.capture.FrameSeeds;
import io.github.dnswhy.model.Limits;
import io.github.dnswhy.packet.DnsPorts;
import io.github.dnswhy.packet.PacketDecoder;
import io.github.dnswhy.packet.PacketHandler;
import io.github.dnswhy.packet.PacketView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Section;

/** Messages to begin a search from: a record of each type, and those of the shared corpus where there is one. */
final class MessageSeeds {
    private static final int LONGEST = 1_500;
    private static final int MOST = 400;

    private MessageSeeds() {}

    static Stream<byte[]> all() {
        List<byte[]> seeds = new ArrayList<>();
        seeds.add(DnsMessageProperties.SOUND);
        for (String line : DnsjavaComparisonTest.RDATA) {
            seeds.add(withRecord(line));
        }
        captured(seeds);
        return seeds.stream();
    }

    private static byte[] withRecord(String line) {
        try {
            Message message = new Message(1);
            message.addRecord(DnsjavaComparisonTest.record(Name.fromString("example.com."), line, 300), Section.ANSWER);
            return message.toWire();
        } catch (Exception e) {
            throw new AssertionError(line, e);
        }
    }

    /** No two of the same length. */
    private static void captured(List<byte[]> seeds) {
        Set<Integer> lengths = new HashSet<>();
        PacketHandler handler = new PacketHandler() {
            @Override
            public void onDatagram(PacketView packet) {
                take(packet);
            }

            @Override
            public void onStreamMessage(PacketView packet, boolean firstOfSegment) {
                take(packet);
            }

            @Override
            public void onConnection(PacketView packet, int flags) {
                // Carries no message.
            }

            @Override
            public void onIcmpError(PacketView error, int type, int code, PacketView quoted) {
                // Of the message there is a part at most.
            }

            private void take(PacketView packet) {
                if (packet.length() <= LONGEST && seeds.size() < MOST && lengths.add(packet.length())) {
                    seeds.add(Arrays.copyOfRange(packet.buffer(), packet.offset(), packet.offset() + packet.length()));
                }
            }
        };
        PacketDecoder decoder = new PacketDecoder(Limits.defaults(), DnsPorts.standard(), handler);
        FrameSeeds.each(decoder::decode);
        decoder.finish();
    }
}
