package io.github.dnswhy.packet;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.dnswhy.capture.FrameSeeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The link layers on frames that are evolved to reach all of their code. An input is a frame behind two octets: which link type of
 * the family it has, and how much of it a snaplen left (255: all).
 */
class LinkFuzz {
    private static final int[] ETHERNET = {1};
    private static final int[] COOKED = {113, 276};
    private static final int[] WIRELESS = {105, 119, 127, 163, 192};
    private static final int[] POINT_TO_POINT = {
        0, 8, 9, 12, 14, 50, 51, 101, 104, 107, 108, 166, 204, 205, 206, 228, 229
    };
    private static final int[] OTHERS = {
        6, 7, 10, 100, 109, 117, 122, 123, 129, 138, 149, 219, 226, 239, 240, 242, 258, 281, 282, 283, 284
    };

    static Stream<byte[]> ethernetSeeds() {
        List<byte[]> seeds = seeds(ETHERNET);
        for (byte[] frame : HostileBytesProperties.sound(new Random(1))) {
            seeds.add(Wire.concat(new byte[] {0, -1}, frame));
            seeds.add(Wire.concat(new byte[] {0, 100}, frame));
        }
        return seeds.stream();
    }

    static Stream<byte[]> cookedSeeds() {
        return seeds(COOKED).stream();
    }

    static Stream<byte[]> wirelessSeeds() {
        return seeds(WIRELESS).stream();
    }

    static Stream<byte[]> pointToPointSeeds() {
        return seeds(POINT_TO_POINT).stream();
    }

    static Stream<byte[]> otherSeeds() {
        return seeds(OTHERS).stream();
    }

    private static List<byte[]> seeds(int[] linkTypes) {
        List<byte[]> seeds = new ArrayList<>();
        seeds.add(new byte[100]);
        for (int i = 0; i < linkTypes.length; i++) {
            for (byte[] frame : FrameSeeds.of(linkTypes[i])) {
                seeds.add(Wire.concat(new byte[] {(byte) i, -1}, frame));
            }
        }
        return seeds;
    }

    /** With VLAN tags, MPLS labels, PPPoE and all that lies within. */
    @MethodSource("ethernetSeeds")
    @FuzzTest(maxDuration = "10m")
    void ethernet(byte[] input) {
        check(ETHERNET, input);
    }

    @MethodSource("cookedSeeds")
    @FuzzTest(maxDuration = "10m")
    void cooked(byte[] input) {
        check(COOKED, input);
    }

    @MethodSource("wirelessSeeds")
    @FuzzTest(maxDuration = "10m")
    void wireless(byte[] input) {
        check(WIRELESS, input);
    }

    @MethodSource("pointToPointSeeds")
    @FuzzTest(maxDuration = "10m")
    void pointToPoint(byte[] input) {
        check(POINT_TO_POINT, input);
    }

    @MethodSource("otherSeeds")
    @FuzzTest(maxDuration = "10m")
    void others(byte[] input) {
        check(OTHERS, input);
    }

    private static void check(int[] linkTypes, byte[] input) {
        if (input.length >= 2) {
            byte[] frame = Arrays.copyOfRange(input, 2, input.length);
            int left = input[1] & 0xFF;
            int cut = left == 255 ? frame.length : frame.length * left / 255;
            FrameChecks.check(linkTypes[(input[0] & 0xFF) % linkTypes.length], frame, cut);
        }
    }
}
