// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.wait;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What ends one operation alone. */
@Timeout(30)
class LimitTest {
    private static final long HOUR = 3_600_000_000_000L;

    private final long now = System.nanoTime();
    private final TimerQueue timers = new TimerQueue(() -> {});
    private final PollDescriptor descriptor = new PollDescriptor(false, true);
    private final Stop stop = new Stop();

    /** What a test has set. */
    @AfterEach
    void nobodyIsInterrupted() {
        assertFalse(Thread.interrupted());
    }

    @Test
    void thePointInTimeEndsIt() throws IOException {
        limit(now + HOUR, null, false).check();
        limit(Deadline.NONE, null, false).check();
        SocketTimeoutException timeout = assertThrows(
                SocketTimeoutException.class, () -> limit(passed(), null, false).check());
        assertEquals("Echo timed out", timeout.getMessage());
    }

    @Test
    void beforeACallThePointInTimeCountsUnlessItIsForWaitsAlone() throws IOException {
        limit(passed(), null, true).checkBeforeCall();
        assertThrows(
                SocketTimeoutException.class, () -> limit(passed(), null, false).checkBeforeCall());
    }

    @Test
    void theSignalEndsItBeforeCallsAndInWaits() throws IOException {
        Limit both = limit(now + HOUR, stop, true);
        both.check();
        both.checkBeforeCall();
        assertFalse(stop.isStopped());
        stop.stop();
        assertTrue(stop.isStopped());
        assertEquals(
                "Echo stopped", assertThrows(IOException.class, both::check).getMessage());
        assertThrows(IOException.class, both::checkBeforeCall);
        assertThrows(IOException.class, both::mayReturn);
    }

    @Test
    void theSoonerOfTwoPointsInTimeCounts() {
        assertEquals(now + 1, limit(now + 2, null, false).orSooner(now + 1));
        assertEquals(now + 1, limit(now + 1, null, false).orSooner(now + 2));
        assertEquals(now + 1, limit(now + 1, null, false).orSooner(Deadline.NONE));
        assertEquals(now + 1, limit(Deadline.NONE, null, false).orSooner(now + 1));
        assertEquals(Deadline.NONE, limit(Deadline.NONE, null, false).orSooner(Deadline.NONE));
    }

    @Test
    void withinShortensItAndKeepsTheRest() throws IOException {
        Limit shorter = limit(Deadline.NONE, stop, true).within(Duration.ZERO);
        shorter.checkBeforeCall();
        assertThrows(SocketTimeoutException.class, shorter::check);
        stop.stop();
        assertThrows(IOException.class, shorter::checkBeforeCall);
        assertEquals(
                passed(),
                limit(passed(), null, false).within(Duration.ofHours(1)).orSooner(Deadline.NONE));
    }

    @Test
    void whileItIsUnderWayTheTimersAndTheSignalKnowIt() throws IOException {
        Limit limit = limit(now + HOUR, stop, false);
        limit.begin(descriptor.read);
        assertEquals(1, timers.size());
        assertEquals(1, stop.operations());
        limit.end();
        assertEquals(0, timers.size());
        assertEquals(0, stop.operations());
    }

    @Test
    void withoutThemItIsNowhere() throws IOException {
        Limit limit = limit(Deadline.NONE, null, false);
        limit.begin(descriptor.read);
        assertEquals(0, timers.size());
        limit.end();
        assertEquals(0, timers.size());
    }

    /** In a queue, what concerns the side concerns the operation. */
    @Test
    void aShutSideEndsTheQueueing() throws IOException {
        Limit limit = limit(now + HOUR, null, false);
        assertFalse(limit.mayReturn());
        limit.begin(descriptor.read);
        assertFalse(limit.mayReturn());
        descriptor.read.shut();
        assertTrue(limit.mayReturn());
    }

    @Test
    void anInterruptEndsItAndTheStatusStays() {
        Limit limit = limit(Deadline.NONE, null, false);
        Thread.currentThread().interrupt();
        assertThrows(InterruptedIOException.class, limit::interrupted);
        assertTrue(Thread.interrupted());
    }

    /** As long as the status is set no park waits. */
    @Test
    void anInterruptThatIsKeptIsToldAtTheEndAndOnce() throws IOException {
        Limit limit = new Limit("Echo", Deadline.NONE, null, true, false, timers);
        limit.end();
        assertFalse(Thread.currentThread().isInterrupted());
        Thread.currentThread().interrupt();
        limit.interrupted();
        assertFalse(Thread.currentThread().isInterrupted());
        limit.interrupted();
        limit.end();
        assertTrue(Thread.interrupted());
        limit.end();
    }

    @Test
    void theStopWakesTheThreadThatParks() throws InterruptedException {
        Thread thread = new Thread(this::waitForTheStop);
        thread.start();
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertEquals(1, stop.operations());
        stop.stop();
        thread.join();
        assertEquals(0, stop.operations());
    }

    private void waitForTheStop() {
        Limit limit = limit(Deadline.NONE, stop, false);
        try {
            descriptor.read.lock(limit);
            assertThrows(IOException.class, descriptor.read::await);
            descriptor.read.unlock();
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** A moment ago; never the value that stands for none. */
    private long passed() {
        return now - 1 == Deadline.NONE ? now - 2 : now - 1;
    }

    private Limit limit(long until, @Nullable StopSignal signal, boolean waitsOnly) {
        return new Limit("Echo", until, signal, false, waitsOnly, timers);
    }

    private static final class Stop extends StopSignal {
        @Override
        protected IOException stopped(String operation) {
            return new IOException(operation + " stopped");
        }
    }
}
