package io.github.dnswhy.threads;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Joins the threads that wait for a connection of HikariCP with the one that opens it: no lock connects them, only
 * the name of the pool. A waiting thread does not name its pool, so with several pools the join is made only while the
 * adders of all of them are held by name resolution.
 */
final class HikariPools {
    private static final String[] ADDERS = {" connection adder", ":connection-adder"};
    private static final String[] OTHERS = {" housekeeper", ":housekeeper", " connection closer", ":connection-closer"};

    private final OneOfSeveral adders = new OneOfSeveral();

    HikariPools(List<RawThread> threads) {
        Set<String> adding = new HashSet<>();
        Set<String> all = new HashSet<>();
        for (int i = 0; i < threads.size(); i++) {
            String name = threads.get(i).name;
            String pool = pool(name, ADDERS);
            if (!pool.isEmpty() && adding.add(pool)) {
                adders.add(i, threads.get(i));
            }
            all.add(pool.isEmpty() ? pool(name, OTHERS) : pool);
        }
        all.removeAll(adding);
        for (String pool : all) {
            if (!pool.isEmpty() && !adding.isEmpty()) {
                adders.addUnknown();
            }
        }
    }

    /** The threads of which one opens the connection that a thread waits for; none when it waits for none. */
    OneOfSeveral openers(RawThread thread) {
        return thread.stack.has(FrameTraits.HIKARI) ? adders : OneOfSeveral.NONE;
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
