package io.github.dnswhy.lookup;

/**
 * What a resolver does that others do not, with how well it fits each of them: the logarithm of how likely the habit is seen of that
 * resolver, in tenths of a nat, in the order of {@link ResolverKind}. Measured over recordings of each of them; what was never seen of one
 * is -40.
 */
enum Habit {
    /*                          glibc musl  go  netty jndi dnsj ares sysd */
    /** The ID of AAAA lies a few hundred above that of A: made from the clock. */
    IDS_TOGETHER("the ID of AAAA just above that of A, as from a clock", -42, 0, -40, -42, -40, -40, -42, -42),
    /** A and AAAA from one port with unrelated IDs. */
    IDS_APART("A and AAAA from one port with unrelated IDs", 0, -40, -40, 0, -40, -40, 0, -10),
    /** A and AAAA at the same time from two ports. */
    TWO_PORTS("A and AAAA at the same time from two ports", -60, -60, 0, -40, -40, -40, -20, -3),
    /** AAAA from another port once A was answered. */
    ONE_AFTER_THE_OTHER("asks for AAAA from another port once A is answered", -3, -60, -3, -60, -20, -3, -40, -5),
    /** A new lookup from the port of the former one. */
    PORT_KEPT("lookups share a port", -40, -40, -40, 0, -40, -40, 0, -20),
    /** A new lookup from another port than the former one. */
    PORT_CHANGED("every lookup from a new port", 0, 0, 0, -25, 0, 0, -15, 0),
    /** Several servers at the same time from one port. */
    SERVERS_AT_ONCE("all servers asked at the same time", -60, 0, -60, -40, -60, -60, -40, -60),
    /** Asks again at once what was answered with an error, alone. */
    ERROR_ASKED_AGAIN_ALONE("one half asked again at once after an error", -40, 0, -40, -40, -40, -40, -20, -40),
    /** Asks another server at once for the half that was answered with an error, though the other half was answered. */
    HALF_ASKED_ELSEWHERE("asks another server for the failed half alone", -40, -60, -40, -40, -40, -20, 0, -10),
    /** Silence: asks the same server again from the same port with the same ID. */
    AGAIN_SAME_PORT("asks again from the same port with the same ID", 0, 0, -50, -50, -40, -40, -5, -10),
    /** Silence: asks the same server again with the same ID from another port. */
    AGAIN_OTHER_PORT("asks again from another port with the same ID", -5, -60, -50, -50, 0, 0, -20, -5),
    /** Silence for one second at the first server. */
    AFTER_ONE_SECOND("waits one second first", -15, -15, -30, -30, 0, -50, -20, -40),
    /** Silence for whole seconds, not the first of a doubling row. */
    AFTER_FIVE_SECONDS("waits whole seconds first", 0, -20, 0, 0, -50, 0, -3, 0),
    /** The same server is waited for twice as long as before. */
    WAIT_DOUBLED("waits twice as long each time", -30, -50, -40, -50, 0, -50, 0, -40),
    /** A repetition comes after a part of the timeout that is no whole second. */
    AFTER_A_PART("asks again after a part of the timeout", -80, 0, -50, -50, -50, -50, -50, -50),
    /** A repetition comes with a new ID from the same port. */
    NEW_ID_SAME_PORT("asks again from the same port with a new ID", -50, -50, -30, 0, -50, -50, -30, -50),
    /** A repetition comes with a new ID from another port. */
    NEW_ID_OTHER_PORT("asks again from another port with a new ID", -50, -50, 0, -30, -40, -40, -40, -20),
    /** No OPT record. */
    NO_OPT("no OPT record", 0, 0, -30, -40, 0, -40, -7, -30),
    /** OPT with 1200 octets: glibc with the option edns0. */
    OPT_1200("OPT with 1200 octets", -5, -40, -40, -40, -40, -40, -40, -40),
    /** OPT with 1232 octets. */
    OPT_1232("OPT with 1232 octets", -60, -60, 0, -30, -60, -30, 0, -20),
    /** OPT with 1280 octets. */
    OPT_1280("OPT with 1280 octets", -60, -60, -40, -40, -60, 0, -5, -40),
    /** OPT with 4096 octets. */
    OPT_4096("OPT with 4096 octets", -60, -60, -40, 0, -60, -30, -20, -20),
    /** OPT with another size. */
    OPT_OTHER("OPT with an odd size", -60, -60, -30, -30, -60, -30, -20, -3),
    /** An address is asked without its pair. */
    ALONE("one type a lookup", -3, -3, -3, -5, 0, 0, -1, -5);

    /** What is seen, for those who read the report. */
    final String text;

    final int[] fits;

    Habit(String text, int... fits) {
        this.text = text;
        this.fits = fits;
    }

    /** How much better it fits a resolver than the others on average, in tenths of a nat. */
    int telling(ResolverKind kind) {
        int all = 0;
        for (int fit : fits) {
            all += fit;
        }
        return fits[kind.ordinal()] - (all - fits[kind.ordinal()]) / (fits.length - 1);
    }
}
