package io.github.dnswhy.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.model.Limit;
import io.github.dnswhy.model.Limits;
import java.time.Duration;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/** Fragments that are sent to fill the table: it stays within its bounds, and each datagram that was given up is counted. */
class FragmentAttackTest {
    private static final int FLOOD = 300_000;
    private static final int HELD = 20_000;
    /** A table whose cost grew with what it holds would take many minutes. */
    private static final Duration LINEAR = Duration.ofSeconds(60);

    private final DecoderBench bench =
            new DecoderBench(Limits.defaults().with(Limit.FRAGMENTS, HELD).with(Limit.FRAGMENT_BYTES, 8L << 20));

    private void flood(int count, IntConsumer send) {
        assertTimeoutPreemptively(LINEAR, () -> {
            for (int i = 0; i < count; i++) {
                bench.pass(1_000 - DecoderBench.MILLISECOND);
                send.accept(i);
                assertTrue(bench.decoder.fragments().held() <= HELD);
                assertTrue(bench.decoder.fragments().heldOctets() <= 8L << 20);
            }
        });
    }

    @Test
    void datagramsThatNeverBecomeWholeAreGivenUpAndCounted() {
        flood(
                FLOOD,
                i -> bench.ipv4(Wire.ipv4Fragment(IpProtocol.UDP, i >>> 16, 2, i & 0xFFFF, 0, true, new byte[64])));
        assertEquals(FLOOD - HELD, bench.count(PacketAnomaly.FRAGMENTS_LIMIT));
        bench.finish();
        assertEquals(HELD, bench.count(PacketAnomaly.FRAGMENTS_INCOMPLETE));
        assertEquals(0, bench.decoder.fragments().heldOctets());
    }

    @Test
    void version6IsBoundedToo() {
        flood(FLOOD, i -> bench.ipv6(Wire.ipv6Fragment(IpProtocol.UDP, i & 7, 2, i, 0, true, new byte[64])));
        bench.finish();
        assertEquals(
                FLOOD, bench.count(PacketAnomaly.FRAGMENTS_LIMIT) + bench.count(PacketAnomaly.FRAGMENTS_INCOMPLETE));
    }

    @Test
    void oneDatagramInTinyFragmentsLastFirstHoldsNoMoreThanItMay() {
        int pieces = 8_188;
        flood(FLOOD, i -> {
            int offset = 8 * (pieces - 1 - i % pieces);
            boolean more = i % pieces != 0;
            bench.ipv4(Wire.ipv4Fragment(IpProtocol.UDP, 1, 2, i / pieces, offset, more, new byte[8]));
        });
        assertTrue(bench.count(PacketAnomaly.FRAGMENTS_LIMIT) > 0);
        assertTrue(bench.handler.datagrams.isEmpty());
    }

    @Test
    void oneIdWithFragmentsThatOverlapIsSaid() {
        flood(
                FLOOD,
                i -> bench.ipv4(Wire.ipv4Fragment(
                        IpProtocol.UDP, 1, 2, 7, (i * 0x9E37_79B1 >>> 19) * 8 % 65_000, true, new byte[16])));
        assertTrue(bench.count(PacketAnomaly.FRAGMENTS_OVERLAP) > 0);
        assertTrue(bench.decoder.fragments().held() <= 256);
    }
}
