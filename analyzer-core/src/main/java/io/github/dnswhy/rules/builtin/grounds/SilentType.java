package io.github.dnswhy.rules.builtin.grounds;

import io.github.dnswhy.facts.ServerFacts;

/** A server that answers A and never AAAA: what loses half of every pair without any loss on the way. */
public final class SilentType {
    /** Fewer AAAA queries than this may be chance. */
    public static final int ASKED_AT_LEAST = 3;

    /** The answered share of AAAA up to which a server counts as silent. */
    public static final double SILENT = 0.02;

    /** The answered share of A from which on the same server counts as there. */
    public static final double ANSWERED = 0.5;

    private SilentType() {}

    /**
     * Whether a server as a whole answers A and never AAAA.
     *
     * @param server the server
     * @return true when it does
     */
    public static boolean aaaa(ServerFacts server) {
        ServerFacts.Transactions t = server.transactions();
        return t.askedAaaa() >= ASKED_AT_LEAST
                && t.answeredAaaa() <= SILENT * t.askedAaaa()
                && t.answeredA() >= ANSWERED * t.askedA()
                && t.answeredA() > 0;
    }
}
