package io.github.dnswhy.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Lines that end where a reader expects more; each once failed. */
class CutLinesTest {
    @Test
    void aBlockLineOfAJavaCoreMayBeEmpty() {
        ThreadDump dump =
                Samples.one("0SECTION       TITLE subcomponent\n3XMTHREADINFO \"a\" state:R\n3XMTHREADBLOCK \n");
        assertEquals(List.of("a"), Samples.names(dump));
    }

    @Test
    void theQuoteThatOpensAnOwnerMayBeTheOneBeforeItsId() {
        ThreadDump dump = Samples.one("\"a\" Id=1 BLOCKED on A@1 owned by \" Id=3\n");
        assertEquals(List.of("a"), Samples.names(dump));
        assertEquals(Optional.empty(), Samples.thread(dump, "a").thread().owner());
    }

    @Test
    void aStaticInitializerMayHaveLostItsClass() {
        ThreadDump dump = Samples.one("\"a\" #1 tid=0x1 runnable\n\tat <clinit>(A.java:1)\n");
        assertEquals(
                List.of("<clinit>(A.java:1)"),
                Samples.thread(dump, "a").thread().stack());
    }
}
