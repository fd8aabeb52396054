package io.github.dnswhy.packet;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** Lends pieces and buffers within bounds and takes them back for reuse, so that a steady load allocates nothing. */
final class PieceStore {
    private static final int SMALLEST = 8;
    private static final int CLASSES = Integer.SIZE - SMALLEST;
    /** Of the octets that may be lent, the share that may lie idle: 1/4. */
    private static final int IDLE_SHIFT = 2;

    private final long maxOctets;
    private final int maxPieces;
    /** Idle buffers by the logarithm of their size. */
    private final List<ArrayDeque<byte[]>> idle = new ArrayList<>(CLASSES);

    private Piece idlePieces;
    private int pieces;
    private long octets;
    private long idleOctets;

    PieceStore(long maxOctets, int maxPieces) {
        this.maxOctets = maxOctets;
        this.maxPieces = maxPieces;
        for (int i = 0; i < CLASSES; i++) {
            idle.add(new ArrayDeque<>(0));
        }
    }

    /** Octets of all buffers that are lent. */
    long octets() {
        return octets;
    }

    /** Pieces that are lent. */
    int pieces() {
        return pieces;
    }

    /**
     * A piece with a copy of captured octets.
     *
     * @return the piece, or null when a bound is reached
     */
    Piece copy(byte[] buffer, int offset, int captured) {
        if (pieces >= maxPieces) {
            return null;
        }
        byte[] data = lend(captured);
        if (data == null) {
            return null;
        }
        System.arraycopy(buffer, offset, data, 0, captured);
        Piece piece = idlePieces;
        if (piece == null) {
            piece = new Piece();
        } else {
            idlePieces = piece.next;
            piece.next = null;
        }
        pieces++;
        piece.data = data;
        piece.captured = captured;
        return piece;
    }

    void release(Piece piece) {
        release(piece.data);
        piece.data = null;
        piece.next = idlePieces;
        idlePieces = piece;
        pieces--;
    }

    /**
     * A buffer.
     *
     * @param atLeast octets that are needed; the buffer may be larger, its content is undefined
     * @return the buffer, or null when the bound is reached
     */
    byte[] lend(int atLeast) {
        int sizeClass = sizeClass(atLeast);
        int size = 1 << (SMALLEST + sizeClass);
        if (octets + size > maxOctets) {
            return null;
        }
        octets += size;
        byte[] buffer = idle.get(sizeClass).pollLast();
        if (buffer == null) {
            return new byte[size];
        }
        idleOctets -= size;
        return buffer;
    }

    void release(byte[] buffer) {
        octets -= buffer.length;
        if (idleOctets + buffer.length <= maxOctets >>> IDLE_SHIFT) {
            idleOctets += buffer.length;
            idle.get(sizeClass(buffer.length)).addLast(buffer);
        }
    }

    private static int sizeClass(int octets) {
        return Math.max(Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(octets, 1) - 1), SMALLEST) - SMALLEST;
    }
}
