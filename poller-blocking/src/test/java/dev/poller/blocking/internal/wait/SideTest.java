// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.wait;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.blocking.inspect.WaitState;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.AsynchronousCloseException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What ends a wait, and what a read need not wait for. */
@Timeout(30)
class SideTest {
    private static final long HOUR = 3_600_000_000_000L;

    private final TimerQueue timers = new TimerQueue(() -> {});
    private final Probe descriptor = new Probe(true);
    private final Side read = descriptor.read;

    private static final class Probe extends PollDescriptor {
        private int destroyed;

        Probe(boolean shortReadsDrain) {
            super(false, shortReadsDrain);
        }

        DescriptorLock lock() {
            return lock;
        }

        @Override
        protected void destroy() {
            destroyed++;
        }
    }

    @Test
    void aCallMayBeMadeUntilTheDirectionIsShut() throws IOException {
        assertTrue(read.look());
        read.shut();
        assertFalse(read.look());
        assertTrue(read.mayReturn());
        assertTrue(descriptor.write.look());
    }

    @Test
    void aLookForgetsTheEventBeforeIt() throws IOException {
        read.ready();
        read.look();
        assertTrue(read.publish());
    }

    @Test
    void aCloseEndsEveryCall() {
        assertFalse(read.isClosed());
        descriptor.lock().close();
        assertTrue(read.isClosed());
        assertThrows(AsynchronousCloseException.class, read::look);
        assertThrows(AsynchronousCloseException.class, read::mayReturn);
    }

    @Test
    void aFailureOfThePollerEndsEveryCallAndIsItsCause() throws IOException {
        RuntimeException cause = new IllegalStateException("no more events");
        descriptor.fail(cause);
        IOException failure = assertThrows(IOException.class, read::look);
        assertEquals("the poller failed: no more events", failure.getMessage());
        assertEquals(cause, failure.getCause());
    }

    @Test
    void aFailureWakesThoseWhoQueueToo() throws Exception {
        read.lock(null);
        AtomicReference<@Nullable IOException> ended = new AtomicReference<>();
        Thread queued = new Thread(() -> ended.set(assertThrows(IOException.class, () -> read.lock(null))));
        queued.start();
        while (queued.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        descriptor.fail(new IOException("no more events"));
        queued.join();
        assertTrue(String.valueOf(ended.get()).contains("no more events"));
    }

    @Test
    void theDeadlineEndsEveryCall() throws IOException {
        timers.set(read, System.nanoTime() + HOUR);
        assertTrue(read.look());
        timers.set(read, Deadline.after(Duration.ZERO));
        assertEquals(
                "Read timed out",
                assertThrows(SocketTimeoutException.class, read::look).getMessage());
        timers.set(descriptor.write, Deadline.after(Duration.ZERO));
        assertEquals(
                "Write timed out",
                assertThrows(SocketTimeoutException.class, descriptor.write::mayReturn)
                        .getMessage());
    }

    @Test
    void aDeadlineThatPassesEndsTheWait() throws InterruptedException {
        AtomicReference<@Nullable IOException> ended = new AtomicReference<>();
        Thread thread = new Thread(() -> ended.set(assertThrows(SocketTimeoutException.class, read::await)));
        thread.start();
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        timers.set(read, Deadline.after(Duration.ZERO));
        thread.join();
        assertEquals(
                "Read timed out",
                String.valueOf(Objects.requireNonNull(ended.get()).getMessage()));
    }

    @Test
    void theLimitOfAnOperationCountsUntilItsEnd() throws IOException {
        read.lock(limit(Deadline.after(Duration.ZERO), false));
        assertThrows(SocketTimeoutException.class, read::look);
        assertThrows(SocketTimeoutException.class, read::mayReturn);
        read.unlock();
        assertTrue(read.look());
        assertFalse(read.mayReturn());
    }

    @Test
    void theLimitOfAWaitDoesNotKeepACallFromBeingMade() throws IOException {
        read.lock(limit(Deadline.after(Duration.ZERO), true));
        assertTrue(read.look());
        assertThrows(SocketTimeoutException.class, read::mayReturn);
    }

    @Test
    void aLimitEndsWithItsOperation() throws IOException {
        read.lock(limit(System.nanoTime() + HOUR, false));
        assertEquals(1, timers.size());
        read.unlock();
        assertEquals(0, timers.size());
    }

    @Test
    void aLimitEndsWithAnOperationThatCannotBegin() {
        descriptor.lock().close();
        assertThrows(IOException.class, () -> read.lock(limit(System.nanoTime() + HOUR, false)));
        assertEquals(0, timers.size());
        assertThrows(IOException.class, () -> read.lock(null));
    }

    @Test
    void anInterruptIsTheLimitsOrEndsTheWait() throws IOException {
        assertThrows(InterruptedIOException.class, read::interrupted);
        read.lock(new Limit("Echo", Deadline.NONE, null, true, false, timers));
        Thread.currentThread().interrupt();
        read.interrupted();
        assertFalse(Thread.currentThread().isInterrupted());
        read.unlock();
        assertTrue(Thread.interrupted());
    }

    @Test
    void theLastOneOutAfterACloseDestroys() throws IOException {
        read.lock(null);
        read.unlock();
        assertEquals(0, descriptor.destroyed);
        read.lock(null);
        descriptor.lock().close();
        assertFalse(descriptor.lock().leave());
        read.unlock();
        assertEquals(1, descriptor.destroyed);
    }

    @Test
    void afterAShortReadTheNextOneWaitsFirstAndOnce() {
        assertFalse(read.waitsFirst());
        read.took(3, 4);
        assertTrue(read.waitsFirst());
        assertFalse(read.waitsFirst());
    }

    @Test
    void afterAFullReadThereMayBeMore() {
        read.took(3, 4);
        read.took(4, 4);
        assertFalse(read.waitsFirst());
    }

    @Test
    void aShortWriteSaysNothing() {
        descriptor.write.took(3, 4);
        assertFalse(descriptor.write.waitsFirst());
    }

    @Test
    void onceMarkedShortReadsSayNothing() {
        read.took(3, 4);
        read.mark();
        assertFalse(read.waitsFirst());
        Side never = new Probe(false).read;
        never.took(3, 4);
        assertFalse(never.waitsFirst());
    }

    @Test
    void anInterruptedThreadGetsWhatIsThereAlready() {
        read.took(3, 4);
        Thread.currentThread().interrupt();
        assertFalse(read.waitsFirst());
        assertTrue(Thread.interrupted());
    }

    @Test
    void aRefusedArmEndsTheWaitUnlessTheCloseSaysMore() {
        PollDescriptor refused = refusing();
        assertEquals(
                "refused", assertThrows(IOException.class, refused.read::await).getMessage());
        assertNull(refused.read.waiter());
        refused.lock.close();
        assertThrows(AsynchronousCloseException.class, refused.read::await);
    }

    private static PollDescriptor refusing() {
        PollDescriptor refused = new PollDescriptor(true, true);
        refused.armBy(Registrations.arming(interest -> {
            throw new IOException("refused");
        }));
        return refused;
    }

    @Test
    void itTellsWhoWaitsUntilWhenAndWhatWasMoved() throws Exception {
        assertEquals(new WaitState(Optional.empty(), Optional.empty(), Optional.empty(), 0, 0), read.state());
        read.moved(3);
        read.moved(4);
        assertEquals(7, read.bytes());
        timers.set(read, System.nanoTime() + HOUR);
        Thread waiting = waiting("the reader", null);
        Thread queued = waiting("the next", null);
        WaitState state = read.state();
        assertEquals(Optional.of("the reader"), state.thread());
        assertEquals(Optional.empty(), state.since());
        assertEquals(1, state.queued());
        assertEquals(7, state.bytes());
        assertTrue(isLeft(state, HOUR));
        read.shut();
        waiting.join();
        queued.join();
    }

    @Test
    void itTellsAnOperationsOwnTimeIfThatIsSooner() throws Exception {
        timers.set(read, System.nanoTime() + 2 * HOUR);
        Thread waiting = waiting("", limit(System.nanoTime() + HOUR, false));
        WaitState state = read.state();
        assertEquals(Optional.of("#" + waiting.getId()), state.thread());
        assertTrue(isLeft(state, HOUR));
        read.shut();
        waiting.join();
    }

    private static boolean isLeft(WaitState state, long most) {
        long left = state.deadline().orElseThrow().toNanos();
        return left > 0 && left <= most;
    }

    private Thread waiting(String name, @Nullable Limit limit) {
        Thread thread = new Thread(() -> await(limit), name);
        thread.start();
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        return thread;
    }

    private void await(@Nullable Limit limit) {
        try {
            read.lock(limit);
            try {
                read.await();
            } finally {
                read.unlock();
            }
        } catch (IOException ended) {
            throw new AssertionError(ended);
        }
    }

    private Limit limit(long until, boolean waitsOnly) {
        return new Limit("Echo", until, null, false, waitsOnly, timers);
    }
}
