package io.github.dnswhy.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/** One stream in segments of one octet that come in the worst order: what waits stays within bounds, and what lacks is counted. */
class TcpAttackTest {
    private static final int SEGMENTS = 300_000;
    private static final byte[] ONE = {1};
    private static final Duration LINEAR = Duration.ofSeconds(60);

    private final TcpDialogue dialogue = new TcpDialogue().handshake();
    private final DecoderBench bench = dialogue.bench;

    private void send(byte[] payload, IntUnaryOperator position) {
        assertTimeoutPreemptively(LINEAR, () -> {
            for (int i = 0; i < SEGMENTS; i++) {
                bench.pass(1_000 - DecoderBench.MILLISECOND);
                dialogue.server(position.applyAsInt(i), TcpDialogue.ACK, payload);
                PieceStore store = bench.decoder.streams().store();
                assertTrue(store.pieces() <= TcpStream.MAX_WAITING + 1, () -> store.pieces() + " pieces wait");
                assertTrue(store.octets() <= 1 << 20, () -> store.octets() + " octets are held");
            }
        });
        bench.finish();
        assertEquals(0, bench.decoder.streams().store().octets());
        assertEquals(0, bench.decoder.streams().store().pieces());
    }

    @Test
    void theLastOctetFirst() {
        send(ONE, i -> SEGMENTS - i);
        assertTrue(bench.count(PacketAnomaly.TCP_GAP) > 0);
    }

    @Test
    void everySecondOctetMissing() {
        send(ONE, i -> 2 * i + 1);
        assertEquals(SEGMENTS, bench.count(PacketAnomaly.TCP_GAP), "each gap is counted once");
    }

    @Test
    void allOverlapping() {
        send(new byte[300], i -> i * 40 + (i * 0x9E37_79B1 >>> 16) % 4_000);
        assertTrue(bench.count(PacketCount.TCP_OUT_OF_ORDER) > 0);
    }

    @Test
    void oneOctetAgainAndAgain() {
        send(ONE, i -> 0);
        assertEquals(SEGMENTS - 1, bench.count(PacketCount.TCP_REPEATED));
    }
}
