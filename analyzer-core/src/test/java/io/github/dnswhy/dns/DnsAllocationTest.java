package io.github.dnswhy.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.github.dnswhy.model.Limits;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class DnsAllocationTest {
    private static final int MESSAGES = 20_000;

    private final Octets beforeAuthority = Octets.header(0x8180, 1, 2, 1, 1)
            .name("API.shop.svc.cluster.local")
            .u16(RecordType.A)
            .u16(1)
            .record(RecordType.CNAME, 30, Octets.of().u8(1).u8('b').pointer(16).array())
            .record(RecordType.A, 30, new byte[4]);
    private final int compressedOwner = beforeAuthority.size();
    private final byte[] message = beforeAuthority
            .pointer(16)
            .fixed(RecordType.SOA, 1, 30, new byte[22])
            .u8(0)
            .fixed(RecordType.OPT, 1232, 0, Octets.of().u16(15).u16(2).u16(22).array())
            .array();
    private final DnsMessageView view = new DnsMessageView();
    private final ResponseDigest digest = new ResponseDigest();
    private final NameTable names = new NameTable(Limits.defaults());

    private int readMany() {
        int sum = 0;
        for (int i = 0; i < MESSAGES; i++) {
            view.wrap(message, 0, message.length);
            digest.wrap(view);
            sum += view.id() + names.internQuestion(view) + digest.answers() + digest.extendedError();
            sum += names.intern(message, 0, compressedOwner, message.length);
            sum += (int) DomainName.hash(message, 0, compressedOwner, message.length, 1);
        }
        return sum;
    }

    @Test
    void readingAMessageAllocatesNothing() {
        assumeTrue(ManagementFactory.getThreadMXBean() instanceof ThreadMXBean, "this JVM does not count allocations");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        assumeTrue(threads.isThreadAllocatedMemorySupported(), "this JVM does not count allocations");
        int first = readMany();
        assertEquals(2, names.size());
        long own = Thread.currentThread().getId();
        threads.getThreadAllocatedBytes(own);
        long before = threads.getThreadAllocatedBytes(own);
        int second = readMany();
        long allocated = threads.getThreadAllocatedBytes(own) - before;
        assertEquals(first, second);
        assertEquals(0, allocated / MESSAGES, allocated + " octets for " + MESSAGES + " messages");
    }
}
