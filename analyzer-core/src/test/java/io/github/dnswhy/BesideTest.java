package io.github.dnswhy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What is worked out beside the calling thread comes back whole, whatever came of it. */
class BesideTest {
    @Test
    void oneThreadDoesItAtOnce() {
        Thread caller = Thread.currentThread();
        assertSame(caller, Beside.of(Thread::currentThread, 1).get());
    }

    @Test
    void anotherThreadDoesItWhileTheCallerGoesOn() {
        CountDownLatch callerIsOn = new CountDownLatch(1);
        Beside<String> beside = Beside.of(
                () -> {
                    try {
                        callerIsOn.await();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                    return "done";
                },
                2);
        callerIsOn.countDown();
        assertEquals("done", beside.get());
    }

    @Test
    void whatItThrowsIsThrownToWhoeverWaits() {
        for (int threads = 1; threads <= 2; threads++) {
            Beside<Object> failed = Beside.of(
                    () -> {
                        throw new IllegalArgumentException("odd");
                    },
                    threads);
            assertEquals(
                    "odd",
                    assertThrows(IllegalStateException.class, failed::get)
                            .getCause()
                            .getMessage());
            Beside<Object> ended = Beside.of(
                    () -> {
                        throw new StackOverflowError();
                    },
                    threads);
            assertThrows(StackOverflowError.class, ended::get);
        }
    }
}
