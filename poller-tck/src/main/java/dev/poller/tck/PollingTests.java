// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.ThreadMXBean;
import dev.poller.ConcurrentPollException;
import dev.poller.Interest;
import dev.poller.Poller;
import dev.poller.ReadyHandler;
import dev.poller.Registration;
import dev.poller.Trigger;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Waiting: for how long, by whom, at what price. */
abstract class PollingTests extends PollerFixture {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** More than fit into one batch of the default size. */
    private static final int MORE_THAN_A_BATCH = 150;

    /** Until then the compiler has compiled what is called a thousand times over, on an emulated processor too. */
    private static final long COMPILED_NANOS = TimeUnit.SECONDS.toNanos(60);

    @Test
    @Clause("P1")
    void aPollWithoutTimeoutOnlyLooks() throws Exception {
        Registration registration = openForRead(local().near());
        assertEquals(List.of(), poll(0));
        assertTrue(registration.isOpen());
    }

    @ParameterizedTest
    @Clause("P1")
    @ValueSource(longs = {1, 999_999, 1_000_000, 1_000_001, 12_345_678, 1_000_000_000})
    void aBoundedPollIsNeverEarly(long nanos) throws Exception {
        openForRead(local().near());
        for (int i = 0; i < (nanos < 100_000_000 ? 5 : 1); i++) {
            long start = System.nanoTime();
            assertEquals(List.of(), poll(nanos));
            long took = System.nanoTime() - start;
            assertTrue(took >= nanos, () -> "returned after " + took + " of " + nanos + " ns");
        }
    }

    @Test
    @Clause({"P1", "O13"})
    void whatOtherThreadsChangeDoesNotShortenAPoll() throws Exception {
        long nanos = TimeUnit.MILLISECONDS.toNanos(200);
        Pair pair = local();
        Registration registration = open(pair.near(), Interest.NONE, Trigger.ONESHOT);
        PollingThread polling = startPolling(nanos);
        while (!polling.ended()) {
            registration.arm(Interest.READ_ONLY);
            openForRead(local().far()).close();
        }
        assertEquals(List.of(), polling.events());
        assertTrue(
                polling.tookNanos() >= nanos, () -> "returned after " + polling.tookNanos() + " of " + nanos + " ns");
    }

    @Test
    @Clause("P1")
    void aPollForEverReturnsForAReadyRegistration() throws Exception {
        Pair pair = local();
        Registration registration = openForRead(pair.near());
        PollingThread polling = startPolling(FOREVER);
        pair.far().write(1);
        assertEquals(List.of(registration), registrations(polling.events()));
    }

    @Test
    @Clause("P1")
    void aBoundedPollReturnsAsSoonAsSomethingIsReady() throws Exception {
        Pair pair = local();
        Registration registration = openForRead(pair.near());
        PollingThread polling = startPolling(TimeUnit.HOURS.toNanos(1));
        pair.far().write(1);
        assertEquals(List.of(registration), registrations(polling.events()));
    }

    @Test
    @Clause("P2")
    void whatPollReturnsIsTheNumberOfRegistrationsHandedOver() throws Exception {
        Set<Registration> opened = new HashSet<>();
        for (int count = 1; count <= 5; count++) {
            opened.add(openForRead(readable().near()));
            assertEquals(opened, new HashSet<>(registrations(poll(FOREVER))));
        }
    }

    @ParameterizedTest
    @Clause({"P2", "P11"})
    @EnumSource(Trigger.class)
    void aRegistrationReadyForBothDirectionsIsHandedOverOnceInAPoll(Trigger trigger) throws Exception {
        Registration registration = open(readable().near(), Interest.READ_WRITE, trigger);
        awaitReady(registration); // the fixture's polls hold P2
    }

    @Test
    @Clause("P3")
    void aSecondThreadIsRefusedAndTheFirstGoesOnPolling() throws Exception {
        Pair pair = local();
        Registration registration = openForRead(pair.near());
        PollingThread first = startPolling(FOREVER);
        assertThrows(ConcurrentPollException.class, () -> poll(0));
        assertThrows(ConcurrentPollException.class, () -> poll(FOREVER));
        assertFalse(first.ended());
        pair.far().write(1);
        assertEquals(List.of(registration), registrations(first.events()));
        assertEquals(List.of(registration), registrations(poll(0)));
    }

    @Test
    @Clause("P3")
    void twoPollersDoNotDisturbEachOther() throws Exception {
        beyondEvents();
        Pair pair = local();
        Poller other = newPoller();
        Registration here = openForRead(pair.near());
        Registration there = pair.near().open(other, Interest.READ_ONLY, Trigger.LEVEL, null);
        PollingThread polling = startPolling(FOREVER);
        assertEquals(0, other.poll(0, (registration, readiness) -> {}));
        pair.far().write(1);
        List<Registration> seen = new ArrayList<>();
        assertEquals(1, other.poll(FOREVER, (registration, readiness) -> seen.add(registration)));
        assertEquals(List.of(there), seen);
        assertEquals(List.of(here), registrations(polling.events()));
    }

    @Test
    @Clause("P6")
    @TimeLimit(seconds = 150)
    void pollsAllocateNothing() throws Exception {
        assumeTrue(contract().pollsWithoutAllocation(), () -> poller.provider() + " allocates below the provider");
        assumeTrue(THREADS.isThreadAllocatedMemorySupported(), "this JVM does not count allocations");
        assumeTrue(
                optimizes(),
                "-XX:TieredStopAtLevel is set: a call of a C function makes an object until it is optimized");
        Registration ready = openForRead(readable().near());
        assertEquals(0, leastAllocation(0), "bytes allocated while something is ready");
        ready.close();
        openForRead(local().near());
        assertEquals(0, leastAllocation(1), "bytes allocated while nothing is ready");
    }

    private static boolean optimizes() {
        HotSpotDiagnosticMXBean jvm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        return jvm == null || jvm.getVMOption("TieredStopAtLevel").getValue().equals("4");
    }

    @Test
    @Clause("P7")
    void anInterruptNeitherEndsAPollNorIsItLost() throws Exception {
        Pair pair = local();
        Registration registration = openForRead(pair.near());
        PollingThread polling = startPolling(FOREVER);
        polling.thread().interrupt();
        Threads.awaitPolling(polling.thread());
        assertFalse(polling.ended());
        pair.far().write(1);
        assertEquals(List.of(registration), registrations(polling.events()));
        assertTrue(polling.interruptedAfterwards());
    }

    @Test
    @Clause("P7")
    void aPollOnAnInterruptedThreadWaitsWithoutSpinning() throws Exception {
        openForRead(local().near());
        long nanos = TimeUnit.MILLISECONDS.toNanos(300);
        Thread.currentThread().interrupt();
        long start = System.nanoTime();
        long used = THREADS.getCurrentThreadCpuTime();
        List<Event> events = poll(nanos);
        used = THREADS.getCurrentThreadCpuTime() - used;
        assertTrue(System.nanoTime() - start >= nanos);
        assertTrue(Thread.interrupted(), "the status was cleared");
        assertEquals(List.of(), events);
        assertTrue(used < nanos / 2, "nanoseconds of processor time: " + used);
    }

    @Test
    @Clause("P7")
    void theHandlerSeesTheInterrupt() throws Exception {
        openForRead(readable().near());
        boolean[] interrupted = new boolean[1];
        Thread.currentThread().interrupt();
        poller.poll(
                FOREVER,
                (registration, readiness) ->
                        interrupted[0] = Thread.currentThread().isInterrupted());
        assertTrue(Thread.interrupted());
        assertTrue(interrupted[0]);
    }

    @ParameterizedTest
    @Clause("P9")
    @ValueSource(longs = {Long.MAX_VALUE, Long.MAX_VALUE - 1, 1_000_000L * Integer.MAX_VALUE + 1})
    void theLongestTimeoutsWaitLikeOthers(long nanos) throws Exception {
        Pair pair = local();
        Registration registration = openForRead(pair.near());
        PollingThread polling = startPolling(nanos);
        assertFalse(polling.ended());
        pair.far().write(1);
        assertEquals(List.of(registration), registrations(polling.events()));
    }

    @Test
    @Clause("P1")
    void theSmallestTimeoutWaitsForEver() throws Exception {
        PollingThread polling = startPolling(Long.MIN_VALUE);
        assertFalse(polling.ended());
        poller.breakPoll();
        assertEquals(List.of(), polling.events());
    }

    @ParameterizedTest
    @Clause("P10")
    @EnumSource(Trigger.class)
    void ofMoreThanABatchEveryOneIsHandedOver(Trigger trigger) throws Exception {
        Set<Registration> opened = new HashSet<>();
        for (int i = 0; i < MORE_THAN_A_BATCH; i++) {
            opened.add(open(readable().near(), Interest.READ_ONLY, trigger));
        }
        Set<Registration> seen = new HashSet<>();
        Await.until("all " + MORE_THAN_A_BATCH + " are handed over", () -> {
            seen.addAll(registrations(poll(0)));
            return seen.equals(opened);
        });
    }

    /**
     * The least of some rounds: what is not compiled yet allocates, and on an emulated processor that takes a while.
     */
    private long leastAllocation(long timeoutNanos) throws IOException {
        ReadyHandler handler = (registration, readiness) -> {};
        long least = Long.MAX_VALUE;
        long start = System.nanoTime();
        while (least > 0 && System.nanoTime() - start < COMPILED_NANOS) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 1_000; i++) {
                poller.poll(timeoutNanos, handler);
            }
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }
}
