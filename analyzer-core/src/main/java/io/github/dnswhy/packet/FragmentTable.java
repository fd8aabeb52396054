package io.github.dnswhy.packet;

import io.github.dnswhy.model.KeyHash;
import io.github.dnswhy.model.Limit;
import io.github.dnswhy.model.Limits;

/**
 * Makes IP datagrams whole from their fragments (RFC 791 §3.2, RFC 8200 §4.5), in any order, the octets that came first
 * winning. Bounded in fragments and octets: the oldest datagram goes first. A datagram that stays incomplete expires after 30 s
 * by the clock of the capture.
 */
final class FragmentTable {
    static final long EXPIRY_NANOS = 30_000_000_000L;
    /** For so long fragments of a datagram that was made whole are taken for further sightings, not for a new datagram. */
    static final long REPEAT_NANOS = 1_000_000_000L;

    /** What {@link #add} returns for a fragment that is kept for its neighbours. */
    static final int WAITS = -1;

    /** What it returns for a fragment of a datagram that was whole before. */
    static final int REPEATED = -2;

    /** What it returns for a fragment that is malformed or beyond the limits. */
    static final int REJECTED = -3;

    private static final int MAX_DATAGRAM = 65_535;
    /** 65,535 octets in fragments for the least MTU of practice, 576, are 119; more is an attack. */
    private static final int MAX_PIECES = 256;

    private static final int BUCKETS = 1 << 12;

    private final PieceStore store;
    private final int maxDatagrams;
    private final PacketCounters counters;
    private final byte[][] whole;
    private FragmentedDatagram[] buckets;
    private FragmentedDatagram oldest;
    private FragmentedDatagram newest;
    private FragmentedDatagram idle;
    private int datagrams;
    private int wholeInUse;

    FragmentTable(Limits limits, PacketCounters counters) {
        store = new PieceStore(limits.get(Limit.FRAGMENT_BYTES), limits.size(Limit.FRAGMENTS));
        maxDatagrams = limits.size(Limit.FRAGMENTS);
        this.counters = counters;
        whole = new byte[PacketDecoder.tunnelDepth(limits) + 1][];
    }

    /** Fragments held. */
    int held() {
        return store.pieces();
    }

    /** Octets held. */
    long heldOctets() {
        return store.octets();
    }

    /** Starts a frame: the datagrams that earlier frames made whole are no longer lent. */
    void beginFrame() {
        wholeInUse = 0;
    }

    /**
     * Takes the fragment at the cursor.
     *
     * @param keyProtocol what tells datagrams of one id apart besides addresses: the IPv4 protocol, or -1 for IPv6
     * @param protocol the protocol that the fragment names
     * @return the protocol of the datagram that this fragment made whole, with the cursor at its start; or one of the
     *     three negative codes
     */
    int add(PacketCursor cursor, PacketView packet, int keyProtocol, int protocol) {
        counters.add(PacketCount.FRAGMENTS);
        if (buckets == null) {
            buckets = new FragmentedDatagram[BUCKETS];
        }
        expire(packet);
        int wire = cursor.wireEnd - cursor.offset;
        if (wire <= 0 || cursor.fragmentOffset + wire > MAX_DATAGRAM) {
            PacketAnomaly.FRAGMENT_MALFORMED.at(packet.frame);
            return REJECTED;
        }
        FragmentedDatagram datagram = findOrOpen(cursor, packet, keyProtocol);
        if (cursor.fragmentOffset == 0 && cursor.isCut() && protocol != IpProtocol.TCP) {
            return lendHead(datagram, cursor, packet, protocol);
        }
        if (datagram.whole) {
            return REPEATED;
        }
        if (cursor.fragmentOffset == 0 && datagram.protocol < 0) {
            datagram.protocol = protocol;
        }
        if (!cursor.moreFragments && datagram.total < 0) {
            datagram.total = cursor.fragmentOffset + wire;
        }
        if (!insert(datagram, cursor, packet, wire)) {
            return REJECTED;
        }
        if (datagram.total >= 0 && datagram.pieces.last().end() > datagram.total) {
            PacketAnomaly.FRAGMENT_MALFORMED.at(packet.frame);
            remove(datagram);
            return REJECTED;
        }
        return datagram.total == datagram.pieces.wireOctets() ? lend(datagram, cursor, packet) : WAITS;
    }

    private boolean insert(FragmentedDatagram datagram, PacketCursor cursor, PacketView packet, int wire) {
        while (true) {
            Pieces.Insertion insertion = datagram.pieces.insert(
                    store, cursor.fragmentOffset, cursor.buffer, cursor.offset, cursor.left(), wire, packet);
            if (insertion == Pieces.Insertion.OVERLAPPED) {
                PacketAnomaly.FRAGMENTS_OVERLAP.at(packet.frame);
            }
            if (insertion != Pieces.Insertion.NO_ROOM && datagram.pieces.count() <= MAX_PIECES) {
                return true;
            }
            PacketAnomaly.FRAGMENTS_LIMIT.at(packet.frame);
            FragmentedDatagram victim = insertion == Pieces.Insertion.NO_ROOM ? oldest : datagram;
            remove(victim);
            if (victim == datagram) {
                return false;
            }
        }
    }

    /**
     * Lets a first fragment that the capture cut pass for its datagram, whose octets can never be whole: the other fragments add
     * nothing that could be read, and may be missing. TCP is left out, as the end of such a segment is not known.
     */
    private int lendHead(FragmentedDatagram datagram, PacketCursor cursor, PacketView packet, int protocol) {
        datagram.pieces.clear(store);
        datagram.whole = true;
        datagram.timeNanos = packet.timeNanos;
        cursor.wireEnd = cursor.offset + MAX_DATAGRAM;
        return protocol;
    }

    /** Copies the pieces together; the copy is lent until the next frame. */
    private int lend(FragmentedDatagram datagram, PacketCursor cursor, PacketView packet) {
        if (wholeInUse == whole.length) {
            PacketAnomaly.TUNNEL_DEPTH.at(packet.frame);
            remove(datagram);
            return REJECTED;
        }
        if (whole[wholeInUse] == null) {
            whole[wholeInUse] = new byte[MAX_DATAGRAM];
        }
        byte[] buffer = whole[wholeInUse++];
        int captured = 0;
        boolean contiguous = true;
        for (Piece piece = datagram.pieces.first(); piece != null; piece = piece.next) {
            if (contiguous) {
                System.arraycopy(piece.data, 0, buffer, captured, piece.captured);
                captured += piece.captured;
                contiguous = piece.captured == piece.wire;
            }
        }
        cursor.wrap(buffer, 0, captured, datagram.total);
        datagram.pieces.clear(store);
        datagram.whole = true;
        datagram.timeNanos = packet.timeNanos;
        counters.add(PacketCount.REASSEMBLED);
        return datagram.protocol;
    }

    private FragmentedDatagram findOrOpen(PacketCursor cursor, PacketView packet, int keyProtocol) {
        int bucket = KeyHash.of(
                        packet.sourceHigh,
                        packet.sourceLow,
                        packet.destinationHigh,
                        packet.destinationLow,
                        (long) keyProtocol << 32 | cursor.fragmentId & 0xFFFF_FFFFL)
                & (BUCKETS - 1);
        for (FragmentedDatagram datagram = buckets[bucket]; datagram != null; datagram = datagram.nextInBucket) {
            if (datagram.matches(packet, keyProtocol, cursor.fragmentId)) {
                long age = Math.abs(packet.timeNanos - datagram.timeNanos);
                if (age <= (datagram.whole ? REPEAT_NANOS : EXPIRY_NANOS)) {
                    return datagram;
                }
                giveUp(datagram, packet);
                break;
            }
        }
        if (datagrams >= maxDatagrams) {
            if (!oldest.whole) {
                PacketAnomaly.FRAGMENTS_LIMIT.at(packet.frame);
            }
            remove(oldest);
        }
        FragmentedDatagram datagram = idle;
        if (datagram == null) {
            datagram = new FragmentedDatagram();
        } else {
            idle = datagram.nextInBucket;
        }
        datagram.open(packet, keyProtocol, cursor.fragmentId);
        datagram.bucket = bucket;
        datagram.nextInBucket = buckets[bucket];
        buckets[bucket] = datagram;
        datagram.older = newest;
        datagram.newer = null;
        if (newest == null) {
            oldest = datagram;
        } else {
            newest.newer = datagram;
        }
        newest = datagram;
        datagrams++;
        return datagram;
    }

    private void expire(PacketView packet) {
        while (oldest != null && Math.abs(packet.timeNanos - oldest.timeNanos) > EXPIRY_NANOS) {
            giveUp(oldest, packet);
        }
    }

    /**
     * Gives up all that is incomplete.
     *
     * @param packet tells the capture that bears the anomalies
     */
    void finish(PacketView packet) {
        while (oldest != null) {
            giveUp(oldest, packet);
        }
    }

    private void giveUp(FragmentedDatagram datagram, PacketView packet) {
        if (!datagram.whole) {
            PacketAnomaly.FRAGMENTS_INCOMPLETE.at(packet.frame, datagram.firstFrame);
        }
        remove(datagram);
    }

    private void remove(FragmentedDatagram datagram) {
        datagram.pieces.clear(store);
        FragmentedDatagram before = null;
        for (FragmentedDatagram d = buckets[datagram.bucket]; d != datagram; d = d.nextInBucket) {
            before = d;
        }
        if (before == null) {
            buckets[datagram.bucket] = datagram.nextInBucket;
        } else {
            before.nextInBucket = datagram.nextInBucket;
        }
        if (datagram.older == null) {
            oldest = datagram.newer;
        } else {
            datagram.older.newer = datagram.newer;
        }
        if (datagram.newer == null) {
            newest = datagram.older;
        } else {
            datagram.newer.older = datagram.older;
        }
        datagrams--;
        datagram.nextInBucket = idle;
        idle = datagram;
    }
}
