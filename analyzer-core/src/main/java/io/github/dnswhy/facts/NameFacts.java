package io.github.dnswhy.facts;

/**
 * What was counted for one name on the wire.
 *
 * @param name the QNAME
 * @param attempts queries for it
 * @param answered answered transactions
 * @param unanswered unanswered ones
 * @param nxdomain responses NXDOMAIN
 * @param nodata responses without a record of the asked type
 * @param errors responses with an error RCODE (SERVFAIL, REFUSED and their like)
 * @param unansweredAaaa unanswered transactions of type AAAA
 * @param answeredA answered transactions of type A
 * @param answeredAaaa answered transactions of type AAAA
 * @param dataA responses with an address of type A
 * @param dataAaaa responses with an address of type AAAA
 * @param badA responses NXDOMAIN or with an error to type A
 * @param badAaaa responses NXDOMAIN or with an error to type AAAA
 * @param example one of its frames: of an error when there was one
 */
public record NameFacts(
        String name,
        long attempts,
        long answered,
        long unanswered,
        long nxdomain,
        long nodata,
        long errors,
        long unansweredAaaa,
        long answeredA,
        long answeredAaaa,
        long dataA,
        long dataAaaa,
        long badA,
        long badAaaa,
        FrameReference example) {}
