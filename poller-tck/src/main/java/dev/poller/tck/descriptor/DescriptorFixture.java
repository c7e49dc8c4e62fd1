// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.poller.Interest;
import dev.poller.Poller;
import dev.poller.Readiness;
import dev.poller.Registration;
import dev.poller.Source;
import dev.poller.Trigger;
import dev.poller.libc.Libc;
import dev.poller.spi.PollerOptions;
import dev.poller.tck.Watchdog;
import dev.poller.tck.fault.FaultyLibc;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A poller over a C library that can be made to fail, and the check that it leaves no descriptor behind. Confined to
 * the test.
 */
@ExtendWith(Watchdog.class)
public abstract class DescriptorFixture {
    /** Makes descriptors, without faults. */
    protected final Kernel kernel = new Kernel();

    /** What {@link #poll} was handed last. */
    protected final List<Registration> reported = new ArrayList<>();

    /** What executes the calls of {@link #libc}. */
    protected Libc executing;

    /** What the poller calls. */
    protected FaultyLibc libc;

    /** Open; a test may replace it. */
    protected Poller poller;

    private List<String> before = List.of();

    /** For subclasses. */
    protected DescriptorFixture() {}

    /** What is tested. */
    protected abstract DescriptorSubject subject();

    @BeforeEach
    final void openPoller() throws IOException {
        before = Kernel.pollDescriptors();
        executing = subject().over(kernel.libc());
        libc = FaultyLibc.over(executing);
        poller = open(PollerOptions.DEFAULTS);
    }

    @AfterEach
    final void nothingIsLeftOpen() throws IOException {
        libc.heal();
        poller.close();
        kernel.close();
        assertEquals(before, Kernel.pollDescriptors());
    }

    /** One more poller, which the test closes. */
    protected final Poller open(PollerOptions options) throws IOException {
        return subject().open(libc.libc(), options);
    }

    /** Registers for reading. */
    protected final Registration level(int fd) throws IOException {
        return poller.open(Source.of(fd), Interest.READ_ONLY, Trigger.LEVEL, null);
    }

    /** Polls, and notes what is handed over. */
    protected final int poll(long nanos) throws IOException {
        reported.clear();
        return poller.poll(nanos, this::report);
    }

    private void report(Registration registration, Readiness readiness) {
        assertTrue(readiness.bits() != 0);
        reported.add(registration);
    }

    /** Polls in vain for so long, and not shorter. */
    protected final void assertNothingFor(long nanos) throws IOException {
        long start = System.nanoTime();
        assertEquals(0, poll(nanos));
        assertTrue(System.nanoTime() - start >= nanos, "the poll returned early");
    }

    /** Counts the poller's waits from now on. */
    protected final AtomicInteger countWaits() {
        AtomicInteger waits = new AtomicInteger();
        subject().beforeWaits(libc, room -> waits.incrementAndGet());
        return waits;
    }

    /** A pipe whose read end has a certain number: the lowest free ones are given first. */
    protected final int[] reusing(int fd) {
        int[] pipe = kernel.pipe();
        assertEquals(fd, pipe[0], "another thread of this process opened a descriptor meanwhile");
        return pipe;
    }

    /** How many bytes this thread has allocated so far. */
    public static long allocatedBytes() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    /** Returns once so much time has passed, for what has to take time. */
    protected static void letTimePass(long nanos) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < nanos) {
            LockSupport.parkNanos(nanos / 10);
        }
    }

    /** Waits for another thread, in a hook too. */
    protected static void awaited(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }
}
