package io.github.dnswhy.match;

import io.github.dnswhy.dns.DnsMessageView;
import io.github.dnswhy.dns.MessageStatus;
import io.github.dnswhy.dns.NameTable;
import io.github.dnswhy.dns.Opcode;
import io.github.dnswhy.dns.ResponseDigest;
import io.github.dnswhy.model.Place;
import io.github.dnswhy.model.Transport;
import io.github.dnswhy.packet.PacketHandler;
import io.github.dnswhy.packet.PacketView;

/**
 * The last stage that sees octets: payloads to events. Names and addresses become small numbers here.
 *
 * <p>Allocates nothing per message once its tables know the names and addresses. Not thread-safe.
 */
public final class EventDecoder implements PacketHandler {
    /** TCP flags (RFC 9293 §3.1). */
    private static final int SYN = 2;

    private static final int RESET = 4;
    private static final int ACK = 16;

    private static final int ICMP_UNREACHABLE = 3;
    private static final int ICMPV6_UNREACHABLE = 256 + 1;

    /** A router asks for smaller packets (RFC 1191 §4); nobody refuses anything. */
    private static final int ICMP_FRAGMENTATION_NEEDED = 4;

    private final NameTable names;
    private final AddressTable addresses;
    private final EventSink sink;
    private final MessageListing listing;
    private final DnsMessageView message = new DnsMessageView();
    private final ResponseDigest digest = new ResponseDigest();
    private final WireEvent event = new WireEvent();
    private final EchoTable echoes = new EchoTable();
    private final DualStack dualStack;
    private final long[] messagesByCapture;
    private long ordinal;
    private long queries;
    private long responses;
    private long icmpErrors;
    private long cutMessages;

    /**
     * A decoder for the captures of one analysis.
     *
     * @param names takes the names
     * @param addresses takes the addresses
     * @param captures how many captures there are
     * @param listing takes every message for listing; null when nobody wants them
     * @param sink takes the events
     */
    public EventDecoder(NameTable names, AddressTable addresses, int captures, MessageListing listing, EventSink sink) {
        this.names = names;
        this.addresses = addresses;
        this.dualStack = new DualStack(addresses);
        this.messagesByCapture = new long[captures];
        this.listing = listing;
        this.sink = sink;
    }

    /**
     * DNS messages of one capture so far.
     *
     * @param capture its index
     * @return the count
     */
    public long messages(int capture) {
        return messagesByCapture[capture];
    }

    /**
     * Messages with QR=0 so far, copies included.
     *
     * @return the count
     */
    public long queries() {
        return queries;
    }

    /**
     * Messages with QR=1 so far, copies included.
     *
     * @return the count
     */
    public long responses() {
        return responses;
    }

    /**
     * ICMP errors that quote a DNS query so far.
     *
     * @return the count
     */
    public long icmpErrors() {
        return icmpErrors;
    }

    /**
     * Messages that the snaplen cut.
     *
     * @return the count
     */
    public long cutMessages() {
        return cutMessages;
    }

    /**
     * Whether most queries of some client so far repeated what another had asked a moment before, as a forwarder's do.
     *
     * @return true from the first such client on
     */
    public boolean forwarding() {
        return echoes.forwarding();
    }

    @Override
    public void onDatagram(PacketView packet) {
        message(packet, true);
    }

    @Override
    public void onStreamMessage(PacketView packet, boolean firstOfSegment) {
        message(packet, firstOfSegment);
    }

    private void message(PacketView packet, boolean firstOfFrame) {
        message.wrap(packet.buffer(), packet.offset(), packet.length());
        MessageStatus status = message.status();
        if (packet.length() < packet.originalLength()) {
            cutMessages++;
        }
        if (status == MessageStatus.HEADER_CUT) {
            count(packet, status);
            return;
        }
        messagesByCapture[packet.frame().capture()]++;
        boolean response = message.isResponse();
        if (response) {
            responses++;
        } else {
            queries++;
        }
        if (listing != null) {
            listing.onMessage(packet, message, firstOfFrame);
        }
        if (status != MessageStatus.OK && packet.length() >= packet.originalLength()) {
            count(packet, status);
        }
        if (message.opcode() != Opcode.QUERY) {
            return;
        }
        if (response) {
            response(packet);
        } else {
            query(packet);
        }
    }

    private static void count(PacketView packet, MessageStatus status) {
        packet.frame().anomalies().add(status.anomaly(), Place.Unit.FRAME, packet.frameNumber());
    }

    private void query(PacketView packet) {
        WireEvent e = event;
        common(packet, WireEvent.Kind.QUERY, false);
        question();
        e.rcode = WireEvent.NONE;
        noRecords();
        e.payloadSize = message.offeredPayload();
        addresses.asked(e.server);
        dualStack.query(e);
        e.echo = echoes.isEcho(e);
        sink.onEvent(e, shard(packet, false));
    }

    private void response(PacketView packet) {
        WireEvent e = event;
        common(packet, WireEvent.Kind.RESPONSE, true);
        question();
        digest.wrap(message);
        boolean whole = packet.length() >= packet.originalLength();
        if (whole && message.status() == MessageStatus.OK && digest.status() != MessageStatus.OK) {
            count(packet, digest.status());
        }
        e.rcode = digest.rcode();
        e.answers = digest.answers();
        if (!whole && e.rcode == 0 && e.answers == 0) {
            // The snaplen may have cut the records away: the header's count is the best there is.
            e.answers = message.answerCount();
        }
        e.aliases = digest.aliases();
        e.minimumTtl = digest.minimumTtl();
        e.extendedError = digest.extendedError();
        e.payloadSize = WireEvent.NONE;
        e.echo = false;
        dualStack.response(e);
        sink.onEvent(e, shard(packet, true));
    }

    private void question() {
        WireEvent e = event;
        e.id = message.id();
        e.flags = message.flags();
        e.length = message.length();
        e.hasQuestion = message.hasQuestionName();
        e.name = e.hasQuestion ? names.internQuestion(message) : NameTable.UNKNOWN;
        e.type = message.questionType();
        e.recordClass = message.questionClass();
        e.firstLabelHash = message.firstLabelHash();
    }

    private void common(PacketView packet, WireEvent.Kind kind, boolean toClient) {
        WireEvent e = event;
        int source = addresses.intern(packet.sourceHigh(), packet.sourceLow());
        int destination = addresses.intern(packet.destinationHigh(), packet.destinationLow());
        e.kind = kind;
        e.time = packet.timeNanos();
        e.ordinal = ++ordinal;
        e.frame = packet.frameNumber();
        e.capture = packet.frame().capture();
        e.source = toClient ? destination : source;
        e.client = dualStack.first(e.source);
        e.clientPort = toClient ? packet.destinationPort() : packet.sourcePort();
        e.server = toClient ? source : destination;
        e.serverPort = toClient ? packet.sourcePort() : packet.destinationPort();
        e.transport = packet.transport();
        e.identification = packet.identification();
        e.timeToLive = packet.timeToLive();
        e.interfaceIndex = packet.interfaceIndex();
        e.direction = packet.direction();
        e.icmp = 0;
        e.echo = false;
        e.forwarding = echoes.forwarding();
    }

    private int shard(PacketView packet, boolean toClient) {
        if (event.client != event.source) {
            return addresses.shard(event.client);
        }
        return toClient
                ? AddressTable.shard(packet.destinationHigh(), packet.destinationLow())
                : AddressTable.shard(packet.sourceHigh(), packet.sourceLow());
    }

    @Override
    public void onConnection(PacketView packet, int flags) {
        boolean reset = (flags & RESET) != 0;
        if (!reset && (flags & SYN) == 0) {
            return;
        }
        boolean accepts = !reset && (flags & ACK) != 0;
        boolean toClient = reset || accepts;
        common(
                packet,
                reset ? WireEvent.Kind.RESET : accepts ? WireEvent.Kind.ACCEPT : WireEvent.Kind.CONNECT,
                toClient);
        noQuestion();
        if (!toClient) {
            addresses.asked(event.server);
        }
        sink.onEvent(event, shard(packet, toClient));
    }

    @Override
    public void onIcmpError(PacketView error, int type, int code, PacketView quoted) {
        boolean refused = type == ICMP_UNREACHABLE ? code != ICMP_FRAGMENTATION_NEEDED : type == ICMPV6_UNREACHABLE;
        if (!refused) {
            return;
        }
        icmpErrors++;
        common(quoted, WireEvent.Kind.REJECTION, false);
        event.time = error.frame().timeNanos();
        event.frame = error.frame().number();
        event.capture = error.frame().capture();
        event.icmp = type << 8 | code;
        noQuestion();
        message.wrap(quoted.buffer(), quoted.offset(), quoted.length());
        if (quoted.transport() != Transport.UDP || message.status() == MessageStatus.HEADER_CUT) {
            return;
        }
        question();
        // A quote that is cut in the middle of its question identifies the query by ID and ports alone.
        event.hasQuestion &= message.status() == MessageStatus.OK;
        sink.onEvent(event, shard(quoted, false));
    }

    private void noQuestion() {
        WireEvent e = event;
        e.id = 0;
        e.flags = 0;
        e.name = NameTable.UNKNOWN;
        e.hasQuestion = false;
        e.type = 0;
        e.recordClass = 0;
        e.firstLabelHash = 0;
        e.length = 0;
        e.rcode = WireEvent.NONE;
        noRecords();
    }

    private void noRecords() {
        event.answers = 0;
        event.aliases = 0;
        event.minimumTtl = WireEvent.NONE;
        event.payloadSize = WireEvent.NONE;
        event.extendedError = WireEvent.NONE;
    }
}
