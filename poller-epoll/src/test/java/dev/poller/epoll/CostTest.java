// SPDX-License-Identifier: Apache-2.0
package dev.poller.epoll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.Interest;
import dev.poller.Poller;
import dev.poller.ReadyHandler;
import dev.poller.Registration;
import dev.poller.Source;
import dev.poller.Trigger;
import dev.poller.spi.PollerOptions;
import dev.poller.tck.descriptor.DescriptorFixture;
import dev.poller.tck.descriptor.DescriptorSubject;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What a wait and an event cost: no epoll_ctl, no memory. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "epoll is Linux's")
class CostTest extends DescriptorFixture {
    private static final int ROUNDS = 10_000;

    /** Until then the compiler has compiled what it runs so often; before, a call of Java's may allocate. */
    private static final long COMPILED_NANOS = TimeUnit.SECONDS.toNanos(20);

    private int reports;
    private final ReadyHandler count = (registration, readiness) -> reports++;

    @Override
    protected DescriptorSubject subject() {
        return EpollSubject.EVENTFD;
    }

    @Test
    void anEdgeTriggeredRegistrationCostsOneEpollCtlForLifeAndOneAtItsEnd() throws IOException {
        int before = libc.calls("epollCtl");
        int[] pipe = kernel.pipe();
        Registration registration = poller.open(Source.of(pipe[0]), Interest.READ_WRITE, Trigger.EDGE, null);
        for (int i = 0; i < 100; i++) {
            kernel.write(pipe[1]);
            assertEquals(1, poller.poll(-1, count));
            assertEquals(1, kernel.read(pipe[0]));
            registration.arm(Interest.READ_ONLY);
        }
        assertEquals(1, libc.calls("epollCtl") - before);
        registration.close();
        assertEquals(2, libc.calls("epollCtl") - before);
    }

    @Test
    void aPollAllocatesNothingPerWaitAndNothingPerEvent() throws IOException {
        try (Poller bare = subject().open(kernel.libc(), PollerOptions.DEFAULTS)) {
            for (int i = 0; i < 10; i++) {
                int[] pipe = kernel.pipe();
                kernel.write(pipe[1]);
                bare.open(Source.of(pipe[0]), Interest.READ_ONLY, Trigger.LEVEL, null);
            }
            // The measurement allocates a little itself; a single object per poll would be 160,000 bytes.
            long least = Long.MAX_VALUE;
            int times = 0;
            long start = System.nanoTime();
            while (least >= ROUNDS && System.nanoTime() - start < COMPILED_NANOS) {
                long before = allocatedBytes();
                breakAndPoll(bare);
                least = Math.min(least, allocatedBytes() - before);
                times++;
            }
            assertEquals(times * ROUNDS * 10, reports);
            assertTrue(least < ROUNDS, least + " bytes in " + ROUNDS + " polls");
        }
    }

    private void breakAndPoll(Poller bare) throws IOException {
        for (int i = 0; i < ROUNDS; i++) {
            bare.breakPoll();
            bare.poll(1_000_000_000L, count);
        }
    }
}
