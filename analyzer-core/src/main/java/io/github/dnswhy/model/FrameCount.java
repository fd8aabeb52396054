package io.github.dnswhy.model;

import java.util.Optional;

/**
 * Frames of one interface that had the same headers and the same fate. Every frame that was read is counted in exactly one.
 *
 * @param file the capture, as given; empty where the captures have more interfaces than are told apart
 * @param interfaceId the interface within its section; 0 for pcap
 * @param linkType the {@code LINKTYPE_…} number
 * @param stack the headers, outermost first, such as {@code ethernet/vlan/ipv4/udp}; empty when none was read
 * @param fate what became of the frames, kebab-case
 * @param carried whether they were carried further
 * @param meaning the fate in a few words
 * @param frames how many, at least 1
 * @param firstFrame number of the first of them
 */
public record FrameCount(
        Optional<String> file,
        int interfaceId,
        int linkType,
        String stack,
        String fate,
        boolean carried,
        String meaning,
        long frames,
        long firstFrame) {}
