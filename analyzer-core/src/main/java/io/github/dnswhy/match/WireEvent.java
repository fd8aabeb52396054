package io.github.dnswhy.match;

import io.github.dnswhy.model.Transport;

/**
 * One DNS message, or one signal about a DNS exchange, as numbers only. Mutable and reused: whoever gets one copies what it
 * needs before it returns.
 *
 * <p>The client is always the end that asks: the source of a query, the destination of a response.
 */
public final class WireEvent {
    /** What an event is. */
    public enum Kind {
        /** A message with QR=0. */
        QUERY,
        /** A message with QR=1. */
        RESPONSE,
        /** An ICMP error that quotes a query. */
        REJECTION,
        /** A TCP reset that the client received. */
        RESET,
        /** A client that opens a TCP connection. */
        CONNECT,
        /** A server that accepts a TCP connection. */
        ACCEPT,
        /** Nothing was captured for a while, from {@link #time} on: in all shards, and of no client. */
        GAP
    }

    /** {@link #timeToLive} and {@link #identification} where the packet has none. */
    public static final int NONE = -1;

    /** What this is. */
    public Kind kind;
    /** Nanoseconds since the epoch. */
    public long time;
    /** Number of the DNS message or signal among all of the analysis, from 1: the same for one capture or its pieces. */
    public long ordinal;
    /** Frame number from 1. */
    public long frame;
    /** Index of the capture. */
    public int capture;
    /** Address id of the client that asks: of several addresses the one under which it was seen first. */
    public int client;
    /** Address id of the end that asks, as on the wire. */
    public int source;
    /** Its port. */
    public int clientPort;
    /** Address id of the end that answers. */
    public int server;
    /** Its port. */
    public int serverPort;
    /** How it travelled. */
    public Transport transport;
    /** DNS message ID. */
    public int id;
    /** The 16 flag bits of the header. */
    public int flags;
    /** Id of the QNAME; 0 when there is none or it found no room. */
    public int name;
    /** Whether there is a question whose name and type could be read. */
    public boolean hasQuestion;
    /** QTYPE of the first question. */
    public int type;
    /** QCLASS of the first question. */
    public int recordClass;
    /** Hash of the first label of the QNAME, case-folded. */
    public int firstLabelHash;
    /** Length of the message in octets; of a {@link Kind#GAP} in milliseconds. */
    public int length;
    /** RCODE with the extension of an OPT record. */
    public int rcode;
    /** Records of the asked type in the answer section; for other types any record. */
    public int answers;
    /** Length of the chain of aliases in the answer section. */
    public int aliases;
    /** The least TTL of the answer section in seconds, {@link #NONE} without answers. */
    public int minimumTtl;
    /** UDP payload size that the OPT record of a query offers (RFC 6891 §6.2.3), {@link #NONE} without one. */
    public int payloadSize;
    /** Extended DNS Error of the response, {@link #NONE} without one. */
    public int extendedError;
    /** IPv4 identification, {@link #NONE} without one. */
    public int identification;
    /** Time to live or hop limit. */
    public int timeToLive;
    /** Interface index of the capture, 0 when unknown. */
    public int interfaceIndex;
    /** Packet type of a cooked capture, -1 when unknown. */
    public int direction;
    /** ICMP type (plus 256 for ICMPv6) shifted left by 8, with the code below; of a rejection. */
    public int icmp;
    /** Whether the same question was asked by another client a moment ago: what a forwarder's queries look like. */
    public boolean echo;
    /** Whether some client so far asked mostly echoes: from then on it is worth while to follow questions from hop to hop. */
    public boolean forwarding;

    /** Starts empty. */
    public WireEvent() {}

    /**
     * Whether the response was cut and has to be repeated over TCP.
     *
     * @return the TC bit
     */
    public boolean truncated() {
        return (flags & 0x0200) != 0;
    }

    /**
     * Takes over all values.
     *
     * @param other the event to copy
     */
    public void copy(WireEvent other) {
        kind = other.kind;
        time = other.time;
        ordinal = other.ordinal;
        frame = other.frame;
        capture = other.capture;
        client = other.client;
        source = other.source;
        clientPort = other.clientPort;
        server = other.server;
        serverPort = other.serverPort;
        transport = other.transport;
        id = other.id;
        flags = other.flags;
        name = other.name;
        hasQuestion = other.hasQuestion;
        type = other.type;
        recordClass = other.recordClass;
        firstLabelHash = other.firstLabelHash;
        length = other.length;
        rcode = other.rcode;
        answers = other.answers;
        aliases = other.aliases;
        minimumTtl = other.minimumTtl;
        payloadSize = other.payloadSize;
        extendedError = other.extendedError;
        identification = other.identification;
        timeToLive = other.timeToLive;
        interfaceIndex = other.interfaceIndex;
        direction = other.direction;
        icmp = other.icmp;
        echo = other.echo;
        forwarding = other.forwarding;
    }
}
