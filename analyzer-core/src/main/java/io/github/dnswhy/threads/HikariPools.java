package io.github.dnswhy.threads;

import java.util.List;

/**
 * Joins the threads that wait for a connection of HikariCP with the one that opens it: no lock connects them, only
 * the name of the pool. A waiting thread does not name its pool, so the join is made only while the dump shows
 * threads of one pool.
 */
final class HikariPools {
    private static final String[] ADDERS = {" connection adder", ":connection-adder"};
    private static final String[] OTHERS = {" housekeeper", ":housekeeper", " connection closer", ":connection-closer"};

    private final int adder;

    HikariPools(List<RawThread> threads) {
        String only = "";
        boolean several = false;
        int found = LockGraph.NONE;
        for (int i = 0; i < threads.size(); i++) {
            String name = threads.get(i).name;
            String adding = pool(name, ADDERS);
            String pool = adding.isEmpty() ? pool(name, OTHERS) : adding;
            if (pool.isEmpty()) {
                continue;
            }
            several |= !only.isEmpty() && !only.equals(pool);
            only = pool;
            found = adding.isEmpty() ? found : i;
        }
        this.adder = several ? LockGraph.NONE : found;
    }

    /** The thread that opens the connection a thread waits for, {@link LockGraph#NONE} when it waits for none. */
    int opener(RawThread thread) {
        if (adder == LockGraph.NONE) {
            return LockGraph.NONE;
        }
        for (int i = 0; i < thread.stack.size(); i++) {
            if (thread.stack.frame(i).is(FrameTraits.HIKARI)) {
                return adder;
            }
        }
        return LockGraph.NONE;
    }

    private static String pool(String name, String[] endings) {
        for (String ending : endings) {
            if (name.endsWith(ending)) {
                return name.substring(0, name.length() - ending.length());
            }
        }
        return "";
    }
}
