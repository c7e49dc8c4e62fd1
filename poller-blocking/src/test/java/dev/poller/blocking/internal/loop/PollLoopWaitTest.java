// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.Readiness;
import dev.poller.ReadyHandler;
import dev.poller.blocking.inspect.Counters;
import dev.poller.blocking.internal.wait.Alarm;
import dev.poller.blocking.internal.wait.PollDescriptor;
import dev.poller.blocking.internal.wait.Side;
import dev.poller.blocking.internal.wait.Waiting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Waiting for events, and what ends that. */
@Timeout(30)
class PollLoopWaitTest {
    private static final long HOUR = 3_600_000_000_000L;
    private static final Readiness READABLE = Readiness.of(Readiness.READABLE);

    private final List<Throwable> failures = new ArrayList<>();
    private final List<Long> timeouts = new ArrayList<>();
    private final FakePoller poller = new FakePoller(this::poll);
    private final PollLoop loop = new PollLoop(poller.poller(), new PollPolicy(0, 2, false), failures::add);
    private final PollDescriptor descriptor = new PollDescriptor(false, true);

    private PollBody body = handler -> 0;

    private interface PollBody {
        int poll(ReadyHandler handler) throws IOException;
    }

    private int poll(long timeout, ReadyHandler handler) {
        timeouts.add(timeout);
        try {
            return body.poll(handler);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Test
    void withoutADeadlineItWaitsForEver() throws IOException {
        body = handler -> 3;
        assertEquals(3, loop.await(PollLoop.ALWAYS_IDLE));
        assertEquals(List.of(-1L), timeouts);
    }

    @Test
    void itWaitsUntilTheNextDeadline() throws IOException {
        loop.timers().set(descriptor.read, System.nanoTime() + HOUR);
        loop.await(PollLoop.ALWAYS_IDLE);
        assertTrue(timeouts.get(0) > 0 && timeouts.get(0) <= HOUR);
    }

    /** Whoever added something before the wait was announced sends no break. */
    @Test
    void whoHasSomethingToDoDoesNotWaitAndNeedsNoBreak() throws IOException {
        body = handler -> {
            loop.wake();
            return 2;
        };
        assertEquals(2, loop.await(() -> false));
        assertEquals(List.of(0L), timeouts);
        assertEquals(0, poller.breaks());
        assertFalse(loop.isInUse());
    }

    @Test
    void theWaitIsAnnouncedBeforeItIsAskedWhetherThereIsSomethingToDo() throws IOException {
        loop.await(() -> {
            assertTrue(loop.isWaiting());
            return true;
        });
        assertFalse(loop.isWaiting());
    }

    @Test
    void aWakeBreaksAWaitAndNothingElse() throws IOException {
        loop.wake();
        assertEquals(0, poller.breaks());
        body = handler -> {
            loop.wake();
            return 0;
        };
        loop.await(PollLoop.ALWAYS_IDLE);
        assertEquals(1, poller.breaks());
        assertFalse(loop.isInUse());
        loop.wake();
        assertEquals(1, poller.breaks());
    }

    @Test
    void aSoonerDeadlineBreaksTheWait() throws IOException {
        body = handler -> {
            loop.timers().set(descriptor.read, System.nanoTime() + HOUR);
            return 0;
        };
        loop.await(PollLoop.ALWAYS_IDLE);
        assertEquals(1, poller.breaks());
    }

    /** Who is woken may want to run something here, and need not break what is over. */
    @Test
    void onceThereIsAnEventTheWaitIsOver() throws IOException {
        body = handler -> {
            assertTrue(loop.isWaiting());
            handler.ready(FakePoller.registration(descriptor), READABLE);
            assertFalse(loop.isWaiting());
            assertTrue(loop.isInUse());
            return 1;
        };
        assertEquals(1, loop.await(PollLoop.ALWAYS_IDLE));
        assertTrue(descriptor.read.isWakeDue());
    }

    @Test
    void whatIsNoDescriptorOfOursIsPassedOver() throws IOException {
        body = handler -> {
            handler.ready(FakePoller.registration("another's"), READABLE);
            return 1;
        };
        assertEquals(1, loop.await(PollLoop.ALWAYS_IDLE));
    }

    @Test
    void aDeadlineThatIsDueIsFired() {
        long soon = System.nanoTime() + 1_000_000;
        Alarm alarm = new Alarm(descriptor.read);
        loop.timers().set(alarm, soon);
        while (System.nanoTime() - soon < 0) {
            Thread.onSpinWait();
        }
        loop.fireTimers();
        assertTrue(descriptor.read.isWakeDue());
    }

    @Test
    void itIsBehindIfAnEventComesBeforeTheOneWokenLastHasRun() throws Exception {
        PollDescriptor other = new PollDescriptor(false, true);
        CompletableFuture<Void> waiting = Waiting.at(descriptor.read);
        deliver(descriptor);
        waiting.get(30, TimeUnit.SECONDS);
        assertFalse(loop.isBehind());
        deliver(other);
        assertFalse(loop.isBehind());
        descriptor.read.ready(); // as if it had not run
        deliver(other);
        assertTrue(loop.isBehind());
    }

    @Test
    void aClosedDescriptorIsForgotten() throws Exception {
        PollDescriptor other = new PollDescriptor(false, true);
        wakeOneThatHasNotRun(descriptor.write, Readiness.of(Readiness.WRITABLE));
        loop.forget(other);
        deliver(other);
        assertTrue(loop.isBehind());
        loop.forget(descriptor);
        deliver(other);
        assertFalse(loop.isBehind());
        wakeOneThatHasNotRun(descriptor.read, READABLE);
        loop.forget(descriptor);
        deliver(other);
        assertFalse(loop.isBehind());
    }

    /** The write that a forget has overtaken is made good here. */
    @Test
    void anAnnouncementForgetsAClosedDescriptorToo() throws Exception {
        Closing closing = new Closing();
        PollDescriptor other = new PollDescriptor(false, true);
        wakeOneThatHasNotRun(closing.read, READABLE, closing);
        loop.await(PollLoop.ALWAYS_IDLE);
        closing.read.ready();
        deliver(other);
        assertTrue(loop.isBehind());
        closing.close();
        body = handler -> 0;
        loop.await(PollLoop.ALWAYS_IDLE);
        deliver(other);
        assertFalse(loop.isBehind());
    }

    private static final class Closing extends PollDescriptor {
        Closing() {
            super(false, true);
        }

        void close() {
            lock.close();
        }
    }

    private void wakeOneThatHasNotRun(Side side, Readiness readiness) throws Exception {
        wakeOneThatHasNotRun(side, readiness, descriptor);
    }

    private void wakeOneThatHasNotRun(Side side, Readiness readiness, PollDescriptor of) throws Exception {
        CompletableFuture<Void> waiting = Waiting.at(side);
        deliver(of, readiness);
        waiting.get(30, TimeUnit.SECONDS);
        side.ready();
    }

    private void deliver(PollDescriptor to) throws IOException {
        deliver(to, READABLE);
    }

    private void deliver(PollDescriptor to, Readiness readiness) throws IOException {
        body = handler -> {
            handler.ready(FakePoller.registration(to), readiness);
            return 1;
        };
        assertEquals(1, loop.look());
    }

    @Test
    void itTellsWhetherThreadsOfThePlatformAloneWaited() throws Exception {
        body = handler -> {
            handler.ready(FakePoller.registration(descriptor), READABLE);
            return 1;
        };
        assertFalse(loop.wakesPlatformAlone(false));
        descriptor.read.look();
        CompletableFuture<Void> reader = Waiting.at(descriptor.read);
        assertTrue(loop.wakesPlatformAlone(false));
        reader.get(30, TimeUnit.SECONDS);
        CompletableFuture<Void> writer = Waiting.at(descriptor.write);
        assertTrue(loop.wakesPlatformAlone(true));
        assertFalse(loop.isInUse());
        assertEquals(List.of(0L, 0L, -1L), timeouts);
        descriptor.write.ready();
        writer.get(30, TimeUnit.SECONDS);
        body = handler -> 0;
        assertFalse(loop.wakesPlatformAlone(false));
    }

    @Test
    void aWakeBreaksThatWaitToo() throws IOException {
        body = handler -> {
            loop.wake();
            return 0;
        };
        assertFalse(loop.wakesPlatformAlone(true));
        assertEquals(1, poller.breaks());
    }

    @Test
    void aFailureIsToldOnceAndEndsIt() {
        assertTrue(loop.isRunning());
        IOException failure = new IOException("refused");
        loop.failed(failure);
        loop.failed(failure);
        assertEquals(List.of(failure), failures);
        assertFalse(loop.isRunning());
    }

    @Test
    void afterTheEndAFailureIsNobodysConcern() {
        loop.end();
        loop.failed(new IOException("refused"));
        assertEquals(List.of(), failures);
        assertFalse(loop.isRunning());
    }

    @Test
    void aFailedPollLeavesTheLoopOutOfUse() {
        body = handler -> {
            throw new IOException("refused");
        };
        assertThrows(AssertionError.class, () -> loop.await(PollLoop.ALWAYS_IDLE));
        assertFalse(loop.isInUse());
    }

    @Test
    void itCountsWhatItDoes() throws IOException {
        body = handler -> {
            loop.wake();
            return 3;
        };
        loop.await(PollLoop.ALWAYS_IDLE);
        loop.look();
        loop.handsOver();
        loop.handsOver();
        assertEquals(new Counters(2, 6, FakePoller.STALE, 0, 1, FakePoller.SENT, 0, 2, 0, 0, 0, 0), loop.counters());
        assertEquals("PollLoop[fake]", loop.toString());
    }
}
