package io.github.dnswhy.packet;

import java.util.Arrays;

/**
 * The headers around the packet at hand, outermost first, as a walk down a tree of all stacks seen so far. A step costs one read
 * of an array; the tree is bounded, and what does not fit into it ends in {@link Protocol#BEYOND}.
 */
final class LayerPath {
    /** Distinct stacks, the shorter ones that lead to them included. */
    static final int MAX_PATHS = 1_024;

    /** At least the number of protocols. */
    private static final int WIDTH = 128;

    private static final int ROOT = 0;
    private static final int BEYOND = 1;
    private static final int FIRST_PATHS = 16;

    /** The path behind a path and a protocol; 0 when there is none yet. */
    private short[] next = new short[FIRST_PATHS * WIDTH];

    private short[] parents = new short[FIRST_PATHS];
    private byte[] protocols = new byte[FIRST_PATHS];
    private int paths = BEYOND + 1;
    private int at;

    LayerPath() {
        protocols[BEYOND] = (byte) Protocol.BEYOND.ordinal();
    }

    /** Starts with a frame. */
    void begin() {
        at = ROOT;
    }

    /** Adds a header. */
    void enter(Protocol protocol) {
        int to = next[at * WIDTH + protocol.ordinal()];
        at = to != 0 ? to : add(protocol);
    }

    /** The number of the stack so far, below {@link #MAX_PATHS}. */
    int number() {
        return at;
    }

    /** Goes back to a stack. */
    void backTo(int number) {
        at = number;
    }

    private int add(Protocol protocol) {
        if (at == BEYOND || paths == MAX_PATHS) {
            return BEYOND;
        }
        if (paths == parents.length) {
            next = Arrays.copyOf(next, 2 * next.length);
            parents = Arrays.copyOf(parents, 2 * paths);
            protocols = Arrays.copyOf(protocols, 2 * paths);
        }
        parents[paths] = (short) at;
        protocols[paths] = (byte) protocol.ordinal();
        next[at * WIDTH + protocol.ordinal()] = (short) paths;
        return paths++;
    }

    /** A stack in words, such as {@code ethernet/vlan/ipv4/udp}; empty for a frame of which nothing was read. */
    String text(int number) {
        StringBuilder text = new StringBuilder();
        for (int path = number; path != ROOT; path = parents[path]) {
            String name = Protocol.values()[protocols[path]].text();
            text.insert(0, text.isEmpty() ? name : name + '/');
        }
        return text.toString();
    }
}
