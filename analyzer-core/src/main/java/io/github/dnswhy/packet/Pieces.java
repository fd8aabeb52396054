package io.github.dnswhy.packet;

/**
 * The pieces of one datagram or of one direction of a TCP stream, ascending and without overlap: octets that came first win.
 * Positions are compared by the sign of their difference, so they may wrap around.
 */
final class Pieces {
    /** What became of octets that were to be inserted. */
    enum Insertion {
        /** All of them are new. */
        NEW,
        /** Some of them were there already. */
        OVERLAPPED,
        /** All of them were there already. */
        REPEATED,
        /** The store had no room for all of them. */
        NO_ROOM
    }

    private Piece first;
    private Piece last;
    private int count;
    private int wireOctets;

    Piece first() {
        return first;
    }

    Piece last() {
        return last;
    }

    boolean isEmpty() {
        return first == null;
    }

    int count() {
        return count;
    }

    /** Octets covered, those that the snaplen cut off included. */
    int wireOctets() {
        return wireOctets;
    }

    /**
     * Copies those octets that are not there yet.
     *
     * @param position where they start in the stream
     * @param captured octets at {@code offset}; what follows up to {@code wire} was not captured
     */
    Insertion insert(
            PieceStore store, int position, byte[] buffer, int offset, int captured, int wire, PacketView packet) {
        int end = position + wire;
        int from = position;
        int added = 0;
        Piece before = null;
        Piece at = first;
        if (last != null && position - last.end() >= 0) {
            before = last;
            at = null;
        }
        while (end - from > 0) {
            while (at != null && at.end() - from <= 0) {
                before = at;
                at = at.next;
            }
            int until = at != null && at.position - end < 0 ? at.position : end;
            if (until - from > 0) {
                int skipped = from - position;
                int here = Math.max(0, Math.min(captured - skipped, until - from));
                Piece piece = store.copy(buffer, offset + Math.min(skipped, captured), here);
                if (piece == null) {
                    return Insertion.NO_ROOM;
                }
                piece.position = from;
                piece.wire = until - from;
                piece.frameNumber = packet.frameNumber;
                piece.timeNanos = packet.timeNanos;
                link(before, piece, at);
                added += piece.wire;
                before = piece;
            }
            from = at == null ? end : at.end();
        }
        return added == wire ? Insertion.NEW : added == 0 ? Insertion.REPEATED : Insertion.OVERLAPPED;
    }

    private void link(Piece before, Piece piece, Piece after) {
        piece.next = after;
        if (before == null) {
            first = piece;
        } else {
            before.next = piece;
        }
        if (after == null) {
            last = piece;
        }
        count++;
        wireOctets += piece.wire;
    }

    /** Takes the first piece out; the caller releases it. */
    Piece removeFirst() {
        Piece piece = first;
        first = piece.next;
        if (first == null) {
            last = null;
        }
        count--;
        wireOctets -= piece.wire;
        return piece;
    }

    void clear(PieceStore store) {
        while (first != null) {
            store.release(removeFirst());
        }
    }
}
