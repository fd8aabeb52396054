package io.github.dnswhy.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.dnswhy.model.Anomalies;
import io.github.dnswhy.threads.StuckThreads.Course;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class StuckThreadsTest {
    private static final String TEXT = Samples.text("jdk17.txt");

    private static Course course(String laterAllocated) {
        ThreadDump later = Samples.one(TEXT.replace("allocated=23048B", laterAllocated));
        List<StuckThreads.Stuck> stuck = StuckThreads.between(Samples.one(TEXT), later);
        assertEquals(4, stuck.size());
        return stuck.get(0).course();
    }

    @Test
    void aThreadThatAllocatedNothingIsInTheSameCall() {
        assertEquals(Course.SAME_CALL, course("allocated=23048B"));
    }

    @Test
    void aThreadThatAllocatedIsInItsNextCall() {
        assertEquals(Course.NEW_CALL, course("allocated=25456B"));
    }

    @Test
    void withoutMinusEAThreadThatUsedNoCpuTimeIsInTheSameCall() {
        assertEquals(Course.SAME_CALL, course("defined_classes=5"));
        String busy = TEXT.replace("allocated=23048B", "defined_classes=5").replace("cpu=637,81", "cpu=638,02");
        List<StuckThreads.Stuck> stuck = StuckThreads.between(Samples.one(TEXT), Samples.one(busy));
        assertEquals(Course.SAME_STACK, stuck.get(0).course(), "a retry of the C library costs a little");
    }

    @Test
    void mebibytesAreTooCoarse() {
        List<StuckThreads.Stuck> stuck = StuckThreads.between(Samples.one(TEXT), Samples.one(TEXT));
        assertEquals("behind-lock", stuck.get(3).later().thread().name());
        assertEquals(Course.SAME_STACK, stuck.get(3).course());
    }

    @Test
    void aSeriesOfDumpsShowsWhichLookupsGoOn() throws IOException {
        Path directory = SharedDumps.directory().orElse(null);
        assumeTrue(directory != null, "the shared thread dumps are not here");
        ThreadDump[] series = new ThreadDump[4];
        for (int i = 0; i < 4; i++) {
            Path file = directory.resolve("lab-jdk17/series-" + (i + 1) + ".jstack-le.txt");
            series[i] = SharedDumps.read(file, new Anomalies()).get(0);
        }
        assertEquals(36, count(series[0], series[1], Course.SAME_CALL));
        assertEquals(0, count(series[1], series[2], Course.SAME_CALL));
        assertEquals(12, count(series[1], series[2], Course.NEW_CALL));
        assertEquals(12, count(series[2], series[3], Course.SAME_CALL));
    }

    private static long count(ThreadDump earlier, ThreadDump later, Course course) {
        return StuckThreads.between(earlier, later).stream()
                .filter(s -> s.course() == course)
                .count();
    }
}
