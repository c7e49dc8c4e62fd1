// SPDX-License-Identifier: Apache-2.0
package dev.poller.epoll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.poller.Interest;
import dev.poller.Poller;
import dev.poller.ReadyHandler;
import dev.poller.Registration;
import dev.poller.Trigger;
import dev.poller.spi.PollerOptions;
import dev.poller.tck.fault.FaultyLibc;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What a wait and an event cost: no epoll_ctl, no memory. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "epoll is Linux's")
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class CostTest {
    private static final int ROUNDS = 10_000;

    private final Kernel kernel = new Kernel();
    private int reports;
    private final ReadyHandler count = (registration, readiness) -> reports++;

    @AfterEach
    void close() {
        kernel.close();
    }

    @Test
    void anEdgeTriggeredRegistrationCostsOneEpollCtlForLifeAndOneAtItsEnd() throws IOException {
        FaultyLibc libc = FaultyLibc.over(kernel.libc());
        try (Poller poller = EpollPoller.open(libc.libc(), PollerOptions.DEFAULTS)) {
            int before = libc.calls("epollCtl");
            int[] pipe = kernel.pipe();
            Registration registration = poller.open(pipe[0], Interest.READ_WRITE, Trigger.EDGE, null);
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
    }

    @Test
    void aPollAllocatesNothingPerWaitAndNothingPerEvent() throws IOException {
        try (Poller poller = EpollPoller.open(kernel.libc(), PollerOptions.DEFAULTS)) {
            for (int i = 0; i < 10; i++) {
                int[] pipe = kernel.pipe();
                kernel.write(pipe[1]);
                poller.open(pipe[0], Interest.READ_ONLY, Trigger.LEVEL, null);
            }
            poll(poller);
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getCurrentThreadAllocatedBytes();
            poll(poller);
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            assertEquals(2 * ROUNDS * 10, reports);
            // The measurement allocates a little itself; a single object per poll would be 160,000 bytes.
            assertTrue(allocated < ROUNDS, () -> allocated + " bytes in " + ROUNDS + " polls");
        }
    }

    private void poll(Poller poller) throws IOException {
        for (int i = 0; i < ROUNDS; i++) {
            poller.breakPoll();
            poller.poll(1_000_000_000L, count);
        }
    }
}
