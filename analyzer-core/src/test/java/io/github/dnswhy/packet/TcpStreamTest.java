package io.github.dnswhy.packet;

import static io.github.dnswhy.packet.TcpDialogue.ACK;
import static io.github.dnswhy.packet.TcpDialogue.FIN;
import static io.github.dnswhy.packet.TcpDialogue.NOTHING;
import static io.github.dnswhy.packet.TcpDialogue.RST;
import static io.github.dnswhy.packet.TcpDialogue.SYN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dnswhy.model.IpAddress;
import io.github.dnswhy.model.Transport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TcpStreamTest {
    private static final int URGENT = 32;

    private static final byte[] QUERY = Wire.message(1, "one");
    private static final byte[] QUERY2 = Wire.message(2, "second");
    private static final byte[] QUERY3 = Wire.message(3, "the-third");
    private static final byte[] RESPONSE = Wire.response(1, "one", 700);
    private static final byte[] RESPONSE2 = Wire.response(2, "second", 900);
    private static final byte[] RESPONSE3 = Wire.response(3, "the-third", 20);

    private static void delivers(TcpDialogue dialogue, byte[]... messages) {
        List<List<Byte>> expected = new ArrayList<>();
        for (byte[] message : messages) {
            expected.add(RecordingHandler.bytes(message));
        }
        assertEquals(expected, dialogue.bench.streamPayloads());
    }

    private static void isClean(TcpDialogue dialogue) {
        assertTrue(dialogue.bench.finish().anomalies.toList().isEmpty(), dialogue.bench.anomalies.toList()::toString);
    }

    @Test
    void aMessageInOneSegmentIsDelivered() {
        TcpDialogue dialogue = new TcpDialogue().handshake().client(0, ACK, Wire.stream(QUERY));
        delivers(dialogue, QUERY);
        RecordingHandler.Message message = dialogue.bench.handler.streamMessages.get(0);
        assertEquals(4, message.frame());
        assertEquals(Transport.TCP, message.transport());
        assertEquals(IpAddress.v4(Wire.CLIENT), message.source());
        assertEquals(Wire.CLIENT_PORT, message.sourcePort());
        assertEquals(Wire.DNS, message.destinationPort());
        assertEquals(QUERY.length, message.originalLength());
        assertTrue(message.first());
        isClean(dialogue);
    }

    @Test
    void severalMessagesInOneSegmentAreDeliveredInOrder() {
        TcpDialogue dialogue = new TcpDialogue().handshake().client(0, ACK, Wire.stream(QUERY, QUERY2, QUERY3));
        delivers(dialogue, QUERY, QUERY2, QUERY3);
        assertEquals(
                List.of(true, false, false),
                dialogue.bench.handler.streamMessages.stream()
                        .map(RecordingHandler.Message::first)
                        .toList());
        isClean(dialogue);
    }

    @Test
    void aMessageOverManySegmentsIsDeliveredWithTheLast() {
        byte[] stream = Wire.stream(RESPONSE, RESPONSE2);
        TcpDialogue dialogue = new TcpDialogue().handshake();
        for (int from = 0; from < stream.length; from += 100) {
            dialogue.serverPart(stream, from, Math.min(stream.length, from + 100));
        }
        delivers(dialogue, RESPONSE, RESPONSE2);
        assertEquals(
                3 + 1 + (RESPONSE.length + 1) / 100,
                dialogue.bench.handler.streamMessages.get(0).frame());
        isClean(dialogue);
    }

    @Test
    void aLengthPrefixMayBeSplit() {
        byte[] stream = Wire.stream(RESPONSE, RESPONSE2);
        int second = RESPONSE.length + 2;
        TcpDialogue dialogue = new TcpDialogue()
                .handshake()
                .serverPart(stream, 0, 1)
                .serverPart(stream, 1, 2)
                .serverPart(stream, 2, second + 1)
                .serverPart(stream, second + 1, stream.length);
        delivers(dialogue, RESPONSE, RESPONSE2);
        isClean(dialogue);
    }

    @Test
    void segmentsOutOfOrderAndRepeatedAreDeliveredOnce() {
        byte[] stream = Wire.stream(RESPONSE, RESPONSE2);
        TcpDialogue dialogue = new TcpDialogue()
                .handshake()
                .serverPart(stream, 900, stream.length)
                .serverPart(stream, 0, 300)
                .serverPart(stream, 600, 900)
                .serverPart(stream, 0, 300)
                .serverPart(stream, 300, 600)
                .serverPart(stream, 300, 900);
        delivers(dialogue, RESPONSE, RESPONSE2);
        assertEquals(2, dialogue.bench.count(PacketCount.TCP_REPEATED));
        assertEquals(2, dialogue.bench.count(PacketCount.TCP_OUT_OF_ORDER));
        isClean(dialogue);
    }

    @Test
    void inOverlapsTheFirstOctetsWin() {
        byte[] stream = Wire.stream(RESPONSE);
        byte[] forged = stream.clone();
        Arrays.fill(forged, 200, 400, (byte) 0xEE);
        TcpDialogue dialogue = new TcpDialogue()
                .handshake()
                .serverPart(stream, 200, 300)
                .serverPart(forged, 100, 400)
                .serverPart(stream, 0, 200)
                .serverPart(stream, 300, stream.length);
        byte[] expected = RESPONSE.clone();
        Arrays.fill(expected, 300 - 2, 400 - 2, (byte) 0xEE);
        delivers(dialogue, expected);
    }

    @Test
    void sequenceNumbersWrapAround() {
        byte[] stream = Wire.stream(RESPONSE, RESPONSE2);
        TcpDialogue dialogue = new TcpDialogue(new DecoderBench(), -3, -500)
                .handshake()
                .client(0, ACK, Wire.stream(QUERY))
                .serverPart(stream, 300, 900)
                .serverPart(stream, 0, 300)
                .serverPart(stream, 900, stream.length);
        delivers(dialogue, QUERY, RESPONSE, RESPONSE2);
        isClean(dialogue);
    }

    @Test
    void keepAlivesBringNothing() {
        byte[] stream = Wire.stream(QUERY);
        TcpDialogue dialogue = new TcpDialogue()
                .handshake()
                .client(0, ACK, stream)
                .client(stream.length - 1, ACK, NOTHING)
                .client(stream.length - 1, ACK, new byte[1])
                .client(stream.length, ACK, Wire.stream(QUERY2));
        delivers(dialogue, QUERY, QUERY2);
        isClean(dialogue);
    }

    @Test
    void probesOfAClosedWindowBringNothing() {
        byte[] stream = Wire.stream(RESPONSE);
        TcpDialogue dialogue = new TcpDialogue()
                .handshake()
                .serverPart(stream, 0, 500)
                .serverPart(stream, 500, 501)
                .serverPart(stream, 500, 501)
                .serverPart(stream, 500, stream.length);
        delivers(dialogue, RESPONSE);
        isClean(dialogue);
    }

    @Test
    void urgentOctetsStayInTheirPlace() {
        byte[] stream = Wire.stream(QUERY, QUERY2);
        TcpDialogue dialogue = new TcpDialogue().handshake().client(0, ACK | URGENT, stream);
        delivers(dialogue, QUERY, QUERY2);
        isClean(dialogue);
    }

    @Test
    void oneDirectionIsEnough() {
        byte[] stream = Wire.stream(RESPONSE, RESPONSE2);
        TcpDialogue dialogue = new TcpDialogue()
                .server(-1, SYN | ACK, NOTHING)
                .serverPart(stream, 0, 300)
                .serverPart(stream, 600, stream.length)
                .serverPart(stream, 300, 600);
        delivers(dialogue, RESPONSE, RESPONSE2);
        isClean(dialogue);
    }

    @Test
    void anEndInTheMiddleIsToldAndANewConnectionReadAnew() {
        byte[] stream = Wire.stream(RESPONSE);
        TcpDialogue dialogue =
                new TcpDialogue().handshake().serverPart(stream, 0, 300).server(300, FIN | ACK, NOTHING);
        dialogue.client(0, 300, RST, NOTHING);
        assertEquals(1, dialogue.bench.count(PacketAnomaly.TCP_MESSAGE_UNFINISHED));
        delivers(
                new TcpDialogue(dialogue.bench, 7_000_000, 9_000_000)
                        .handshake()
                        .serverPart(stream, 0, stream.length),
                RESPONSE);
    }

    @Test
    void dataInTheSynIsPartOfTheStream() {
        TcpDialogue dialogue = new TcpDialogue()
                .client(-1, SYN, Wire.stream(QUERY))
                .server(-1, 0, SYN | ACK, NOTHING)
                .client(0, ACK, Wire.stream(QUERY))
                .client(QUERY.length + 2, ACK, Wire.stream(QUERY2));
        delivers(dialogue, QUERY, QUERY2);
        isClean(dialogue);
    }

    @Test
    void openingAndEndingIsTold() {
        TcpDialogue dialogue = new TcpDialogue()
                .handshake()
                .client(0, ACK | FIN, NOTHING)
                .server(0, 1, ACK | FIN, NOTHING)
                .client(1, RST, NOTHING);
        assertEquals(
                List.of(SYN, SYN | ACK, ACK | FIN, ACK | FIN, RST),
                dialogue.bench.handler.connections.stream()
                        .map(RecordingHandler.Connection::flags)
                        .toList());
        isClean(dialogue);
    }

    @Test
    void theSamePortsAgainAreAnotherConnection() {
        DecoderBench bench = new DecoderBench();
        for (int i = 0; i < 5; i++) {
            new TcpDialogue(bench, 1000 + 60_000 * i, 5000 - 7_777_777 * i)
                    .handshake()
                    .client(0, ACK, Wire.stream(QUERY))
                    .server(0, ACK, Wire.stream(RESPONSE))
                    .client(QUERY.length + 2, ACK | (i % 2 == 0 ? FIN : RST), NOTHING);
        }
        assertEquals(10, bench.handler.streamMessages.size());
        assertTrue(bench.finish().anomalies.toList().isEmpty());
    }

    @Test
    void repeatedSynsChangeNothing() {
        byte[] stream = Wire.stream(RESPONSE);
        TcpDialogue dialogue = new TcpDialogue()
                .handshake()
                .client(0, ACK, Wire.stream(QUERY))
                .client(-1, SYN, NOTHING)
                .serverPart(stream, 0, 300)
                .server(-1, ACK | SYN, NOTHING)
                .serverPart(stream, 300, stream.length);
        delivers(dialogue, QUERY, RESPONSE);
        isClean(dialogue);
    }

    @Test
    void withoutSynTheStreamIsJoinedAtTheFirstMessage() {
        TcpDialogue dialogue =
                new TcpDialogue().client(700, ACK, Wire.stream(QUERY)).server(900, ACK, Wire.stream(RESPONSE));
        delivers(dialogue, QUERY, RESPONSE);
        assertEquals(2, dialogue.bench.count(PacketAnomaly.TCP_MIDSTREAM));
    }

    @Test
    void withoutSynTheRestOfAMessageIsPassedOver() {
        byte[] stream = Wire.stream(RESPONSE, RESPONSE2, RESPONSE3);
        TcpDialogue dialogue = new TcpDialogue().serverPart(stream, 400, 800).serverPart(stream, 800, stream.length);
        delivers(dialogue, RESPONSE2, RESPONSE3);
    }

    @Test
    void withoutSynAPrefixInItsOwnSegmentIsBelieved() {
        byte[] stream = Wire.stream(QUERY);
        TcpDialogue dialogue = new TcpDialogue()
                .client(0, ACK, Arrays.copyOf(stream, 2))
                .client(2, ACK, Arrays.copyOfRange(stream, 2, stream.length));
        delivers(dialogue, QUERY);
    }

    @Test
    void aGapIsPassedOverWhenThePeerAcknowledgesIt() {
        int first = QUERY.length + 2;
        int second = first + QUERY2.length + 2;
        TcpDialogue dialogue = new TcpDialogue()
                .handshake()
                .client(0, ACK, Wire.stream(QUERY))
                .client(second, ACK, Wire.stream(QUERY3))
                .server(0, second + QUERY3.length + 2, ACK, NOTHING);
        delivers(dialogue, QUERY, QUERY3);
        assertEquals(1, dialogue.bench.count(PacketAnomaly.TCP_GAP));
        RecordingHandler.Message late = dialogue.bench.handler.streamMessages.get(1);
        assertEquals(5, late.frame());
        assertEquals(5 * DecoderBench.MILLISECOND, late.timeNanos());
        assertEquals(IpAddress.v4(Wire.CLIENT), late.source());
        assertEquals(Wire.CLIENT_PORT, late.sourcePort());
        assertEquals(Wire.DNS, late.destinationPort());
    }

    @Test
    void whatWasAcknowledgedBeforeIsNotWaitedFor() {
        int first = QUERY.length + 2;
        int second = first + QUERY2.length + 2;
        TcpDialogue dialogue = new TcpDialogue()
                .handshake()
                .client(0, ACK, Wire.stream(QUERY))
                .server(0, second, ACK, Wire.stream(RESPONSE))
                .client(second, ACK, Wire.stream(QUERY3));
        delivers(dialogue, QUERY, RESPONSE, QUERY3);
        assertEquals(6, dialogue.bench.handler.streamMessages.get(2).frame());
    }

    @Test
    void octetsThatTurnUpBehindTheirGapAreDelivered() {
        int first = QUERY.length + 2;
        int second = first + QUERY2.length + 2;
        TcpDialogue dialogue = new TcpDialogue()
                .handshake()
                .client(0, ACK, Wire.stream(QUERY))
                .client(second, ACK, Wire.stream(QUERY3))
                .server(0, second + QUERY3.length + 2, ACK, NOTHING)
                .client(first, ACK, Wire.stream(QUERY2))
                .client(first, ACK, Wire.stream(QUERY2));
        delivers(dialogue, QUERY, QUERY3, QUERY2);
    }

    @Test
    void aGapWithinAMessageLeavesTheNextOneWhole() {
        byte[] stream = Wire.stream(RESPONSE, RESPONSE2);
        TcpDialogue dialogue = new TcpDialogue()
                .handshake()
                .serverPart(stream, 0, 100)
                .serverPart(stream, 200, stream.length)
                .client(0, stream.length, ACK, NOTHING);
        delivers(dialogue, Arrays.copyOf(RESPONSE, 98), RESPONSE2);
        assertEquals(
                RESPONSE.length, dialogue.bench.handler.streamMessages.get(0).originalLength());
    }

    @Test
    void behindAGapThatHidesABoundaryTheNextMessageIsFound() {
        byte[] stream = Wire.stream(RESPONSE, RESPONSE2, RESPONSE3, RESPONSE, RESPONSE2);
        int boundary = RESPONSE.length + 2;
        TcpDialogue dialogue = new TcpDialogue()
                .handshake()
                .serverPart(stream, 0, boundary)
                .serverPart(stream, boundary + 300, stream.length)
                .client(0, stream.length, ACK, NOTHING);
        delivers(dialogue, RESPONSE, RESPONSE3, RESPONSE, RESPONSE2);
    }

    @Test
    void withoutAcknowledgmentsAGapIsPassedOverWhenTooMuchWaits() {
        TcpDialogue dialogue = new TcpDialogue().handshake();
        byte[] message = Wire.stream(QUERY);
        for (int i = 1; i <= TcpStream.MAX_WAITING + 1; i++) {
            dialogue.client(i * message.length, ACK, message);
        }
        assertEquals(TcpStream.MAX_WAITING + 1, dialogue.bench.handler.streamMessages.size());
        assertEquals(1, dialogue.bench.count(PacketAnomaly.TCP_GAP));
        assertEquals(4, dialogue.bench.handler.streamMessages.get(0).frame());
    }

    @Test
    void withoutAcknowledgmentsAGapIsPassedOverAfterSomeSeconds() {
        byte[] message = Wire.stream(QUERY);
        TcpDialogue dialogue = new TcpDialogue().handshake().client(message.length, ACK, message);
        delivers(dialogue);
        dialogue.bench.pass(TcpStream.MAX_WAITING_NANOS);
        dialogue.client(2 * message.length, ACK, message);
        delivers(dialogue, QUERY, QUERY);
    }

    @Test
    void theEndOfTheCaptureDeliversWhatWaits() {
        byte[] message = Wire.stream(QUERY);
        TcpDialogue dialogue = new TcpDialogue().handshake().client(message.length, ACK, message);
        delivers(dialogue);
        dialogue.bench.finish();
        delivers(dialogue, QUERY);
        assertEquals(0, dialogue.bench.decoder.streams().connections());
        assertEquals(0, dialogue.bench.decoder.streams().store().octets());
    }

    @Test
    void aResetDeliversWhatWaits() {
        byte[] message = Wire.stream(QUERY);
        TcpDialogue dialogue = new TcpDialogue()
                .handshake()
                .client(message.length, ACK, message)
                .server(0, RST, NOTHING);
        delivers(dialogue, QUERY);
    }

    @Test
    void aMessageThatNeverEndsIsCounted() {
        byte[] stream = Wire.stream(RESPONSE);
        TcpDialogue dialogue = new TcpDialogue().handshake().serverPart(stream, 0, 300);
        dialogue.bench.finish();
        delivers(dialogue);
        assertEquals(1, dialogue.bench.count(PacketAnomaly.TCP_MESSAGE_UNFINISHED));
    }

    @Test
    void segmentsCutByTheSnaplenKeepTheBoundaries() {
        byte[] stream = Wire.stream(RESPONSE, RESPONSE2);
        int boundary = RESPONSE.length + 2;
        TcpDialogue dialogue = new TcpDialogue().handshake();
        dialogue.bench.frame(
                1, Wire.ethernet(EtherType.IPV4, dialogue.serverSegment(0, 0, ACK, Arrays.copyOf(stream, 500))), 154);
        dialogue.bench.frame(
                1,
                Wire.ethernet(
                        EtherType.IPV4, dialogue.serverSegment(500, 0, ACK, Arrays.copyOfRange(stream, 500, boundary))),
                154);
        dialogue.bench.frame(
                1,
                Wire.ethernet(
                        EtherType.IPV4,
                        dialogue.serverSegment(boundary, 0, ACK, Arrays.copyOfRange(stream, boundary, stream.length))),
                154);
        delivers(dialogue, Arrays.copyOf(RESPONSE, 98), Arrays.copyOf(RESPONSE2, 98));
        assertEquals(
                RESPONSE2.length, dialogue.bench.handler.streamMessages.get(1).originalLength());
        assertEquals(2, dialogue.bench.count(PacketAnomaly.PAYLOAD_CUT));
        assertEquals(0, dialogue.bench.count(PacketAnomaly.TCP_GAP));
    }

    @Test
    void emptyMessagesAreCounted() {
        TcpDialogue dialogue = new TcpDialogue().handshake().client(0, ACK, Wire.stream(NOTHING, QUERY));
        delivers(dialogue, QUERY);
        assertEquals(1, dialogue.bench.count(PacketAnomaly.TCP_MESSAGE_EMPTY));
    }

    @Test
    void aJumpStartsTheStreamAnew() {
        TcpDialogue dialogue = new TcpDialogue()
                .handshake()
                .client(0, ACK, Wire.stream(QUERY))
                .client(2_000_000_000, ACK, Wire.stream(QUERY2))
                .client(2_000_000_000 + QUERY2.length + 2, ACK, Wire.stream(QUERY3));
        delivers(dialogue, QUERY, QUERY2, QUERY3);
        assertEquals(1, dialogue.bench.count(PacketAnomaly.TCP_JUMP));
    }

    @Test
    void portsOfDnsAtBothEndsAreFollowed() {
        DecoderBench bench = new DecoderBench();
        byte[] query = Wire.tcp(Wire.DNS, Wire.DNS, 77, 0, ACK, Wire.stream(QUERY));
        byte[] response = Wire.tcp(Wire.DNS, Wire.DNS, 99, 0, ACK, Wire.stream(RESPONSE));
        bench.ipv4(Wire.ipv4(IpProtocol.TCP, Wire.CLIENT, Wire.SERVER, query));
        bench.ipv4(Wire.ipv4(IpProtocol.TCP, Wire.SERVER, Wire.CLIENT, response));
        assertEquals(2, bench.handler.streamMessages.size());
        assertEquals(1, bench.decoder.streams().connections());
    }

    @Test
    void malformedHeadersAreCounted() {
        byte[] offset = Wire.tcp(Wire.CLIENT_PORT, Wire.DNS, 1, 1, ACK, QUERY);
        offset[12] = 0x40;
        byte[] beyond = Wire.tcp(Wire.CLIENT_PORT, Wire.DNS, 1, 1, ACK, NOTHING);
        beyond[12] = (byte) 0xF0;
        DecoderBench bench = new DecoderBench()
                .ipv4(Wire.ipv4(IpProtocol.TCP, 1, 2, offset))
                .ipv4(Wire.ipv4(IpProtocol.TCP, 1, 2, beyond))
                .ipv4(Wire.ipv4(IpProtocol.TCP, 1, 2, new byte[19]));
        assertEquals(3, bench.count(PacketAnomaly.TCP_MALFORMED));
        assertFalse(bench.decoder.streams().connections() > 0);
    }
}
