// SPDX-License-Identifier: Apache-2.0
package dev.poller.epoll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.ClosedPollerException;
import dev.poller.ClosedRegistrationException;
import dev.poller.ConcurrentPollException;
import dev.poller.Interest;
import dev.poller.Poller;
import dev.poller.Registration;
import dev.poller.Trigger;
import dev.poller.libc.Constant;
import dev.poller.spi.PollerOptions;
import dev.poller.tck.fault.FaultyLibc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Breaks, closes and changes from other threads, on both kinds of breaker, with the races held open by hooks. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "epoll is Linux's")
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class BreakAndCloseTest {
    private static final AtomicInteger NAMES = new AtomicInteger();

    private final Kernel kernel = new Kernel();
    private final FaultyLibc libc = FaultyLibc.over(kernel.libc());
    private final List<String> before = Kernel.pollDescriptors();
    private Poller poller = open();

    private Poller open() {
        try {
            return EpollPoller.open(libc.libc(), PollerOptions.DEFAULTS);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** {@code eventfd} or {@code pipe}. */
    private void breakBy(String breaker) throws IOException {
        if (breaker.equals("pipe")) {
            poller.close();
            libc.fail("eventfd", Constant.ENOSYS);
            poller = open();
        }
    }

    @AfterEach
    void nothingIsLeftOpen() throws IOException {
        poller.close();
        kernel.close();
        assertEquals(before, Kernel.pollDescriptors());
    }

    @ParameterizedTest
    @ValueSource(strings = {"eventfd", "pipe"})
    void manyBreaksAreOneWriteAndOnePoll(String breaker) throws IOException {
        breakBy(breaker);
        int writes = libc.calls("write");
        for (int i = 0; i < 1000; i++) {
            poller.breakPoll();
        }
        assertEquals(1, libc.calls("write") - writes);
        assertEquals(0, poll(-1));
        long start = System.nanoTime();
        assertEquals(0, poll(2_000_000));
        assertTrue(System.nanoTime() - start >= 2_000_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"eventfd", "pipe"})
    void aPollThatDoesNotWaitLeavesTheBreak(String breaker) throws IOException {
        breakBy(breaker);
        poller.breakPoll();
        int reads = libc.calls("read");
        assertEquals(0, poll(0));
        assertEquals(0, poll(0));
        assertEquals(reads, libc.calls("read"));
        assertEquals(0, poll(-1));
        assertEquals(reads + 1, libc.calls("read"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"eventfd", "pipe"})
    void aWaitingPollIsBroken(String breaker) throws Exception {
        breakBy(breaker);
        Polling polling = new Polling(() -> poll(-1));
        Kernel.awaitWaiting(polling.thread);
        poller.breakPoll();
        assertEquals(0, polling.result());
    }

    @ParameterizedTest
    @ValueSource(strings = {"eventfd", "pipe"})
    void aBreakerThatIsInterruptedOrFullOrEmptyWorks(String breaker) throws IOException {
        breakBy(breaker);
        libc.failNext(2, "write", Constant.EINTR).failNext(2, "read", Constant.EINTR);
        poller.breakPoll();
        assertEquals(0, poll(-1));
        // Already full counts as woken; the decorator must not claim so of an empty one, hence a break goes first.
        poller.breakPoll();
        libc.failNext(1, "read", Constant.EAGAIN);
        assertEquals(0, poll(-1));
        libc.failNext(1, "write", Constant.EAGAIN);
        poller.breakPoll();
        assertEquals(0, poll(-1));
    }

    @Test
    void aBreakThatCannotBeSentIsThrownAndTheNextOneIsTriedAnew() throws IOException {
        libc.failNext(1, "write", Constant.EBADF);
        assertTrue(assertThrows(UncheckedIOException.class, poller::breakPoll)
                .toString()
                .contains("write on fd "));
        poller.breakPoll();
        assertEquals(0, poll(-1));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBreakSentAroundTheDrainIsAnsweredByThePollThatDrains(boolean beforeIt) throws Exception {
        CountDownLatch draining = new CountDownLatch(1);
        CountDownLatch sent = new CountDownLatch(1);
        Consumer<Object[]> pause = arguments -> {
            draining.countDown();
            awaited(sent);
        };
        if (beforeIt) {
            libc.before("read", pause);
        } else {
            libc.after("read", pause);
        }
        poller.breakPoll();
        Polling polling = new Polling(() -> poll(-1));
        awaited(draining);
        poller.breakPoll();
        sent.countDown();
        assertEquals(0, polling.result());
        libc.heal();
        // Were the flag cleared before the drain, this one would never be signalled.
        poller.breakPoll();
        Polling next = new Polling(() -> poll(-1));
        assertEquals(0, next.result());
    }

    @Test
    void noBreakIsLostAmongConcurrentOnesAndPolls() throws Exception {
        int rounds = 20_000;
        AtomicInteger seen = new AtomicInteger();
        Polling polling = new Polling(() -> {
            for (int i = 0; i < rounds; i++) {
                poll(-1);
                seen.incrementAndGet();
            }
            return 0;
        });
        // Each break is followed by the return of a poll, or this would hang until the timeout.
        for (int i = 0; i < rounds; i = Math.max(i + 1, seen.get())) {
            int now = seen.get();
            poller.breakPoll();
            while (seen.get() == now && polling.thread.isAlive()) {
                Thread.onSpinWait();
            }
        }
        assertEquals(0, polling.result());
    }

    @Test
    void whatIsOpenedArmedAndClosedDuringAWaitTakesEffectInIt() throws Exception {
        int[] pipe = kernel.pipe();
        kernel.write(pipe[1]);
        Registration registration = poller.open(pipe[0], Interest.NONE, Trigger.ONESHOT, "armed");
        Polling first = new Polling(() -> poll(-1));
        Kernel.awaitWaiting(first.thread);
        registration.arm(Interest.READ_ONLY);
        assertEquals(1, first.result());

        registration.arm(Interest.NONE);
        Polling second = new Polling(() -> poll(-1));
        Kernel.awaitWaiting(second.thread);
        int[] other = kernel.pipe();
        kernel.write(other[1]);
        poller.open(other[0], Interest.READ_ONLY, Trigger.EDGE, "opened");
        assertEquals(1, second.result());

        Registration closed = poller.open(kernel.dup(pipe[0]), Interest.NONE, Trigger.LEVEL, "closed");
        Polling third = new Polling(() -> poll(-1));
        Kernel.awaitWaiting(third.thread);
        closed.close();
        registration.close();
        kernel.write(pipe[1]);
        poller.breakPoll();
        assertEquals(0, third.result());
    }

    @Test
    void aSecondPollIsRefusedAndTheFirstGoesOn() throws Exception {
        Polling polling = new Polling(() -> poll(-1));
        Kernel.awaitWaiting(polling.thread);
        assertThrows(ConcurrentPollException.class, () -> poll(0));
        assertTrue(polling.thread.isAlive());
        poller.breakPoll();
        assertEquals(0, polling.result());
    }

    @Test
    void anInterruptNeitherEndsAWaitNorIsCleared() throws Exception {
        Polling polling = new Polling(() -> {
            poll(-1);
            return Thread.currentThread().isInterrupted() ? 1 : 0;
        });
        Kernel.awaitWaiting(polling.thread);
        int waits = libc.calls("epollPwait2") + libc.calls("epollWait");
        polling.thread.interrupt();
        Kernel.awaitWaiting(polling.thread);
        assertTrue(libc.calls("epollPwait2") + libc.calls("epollWait") - waits <= 1);
        poller.breakPoll();
        assertEquals(1, polling.result());
    }

    @Test
    void closeEndsAWaitingPollAndReturnsEveryDescriptor() throws Exception {
        int[] pipe = kernel.pipe();
        Registration registration = poller.open(pipe[0], Interest.READ_ONLY, Trigger.EDGE, null);
        Polling polling = new Polling(() -> poll(-1));
        Kernel.awaitWaiting(polling.thread);
        poller.close();
        assertThrows(ClosedPollerException.class, polling::result);
        assertFalse(registration.isOpen());
        assertFalse(poller.isOpen());
        assertEquals(0, poller.registrations());
        assertThrows(ClosedPollerException.class, () -> poll(0));
        assertThrows(ClosedPollerException.class, () -> poller.open(pipe[0], Interest.READ_ONLY, Trigger.EDGE, null));
        assertThrows(ClosedRegistrationException.class, () -> registration.arm(Interest.READ_ONLY));
        poller.breakPoll();
        registration.close();
        poller.close();
        assertEquals(Set.of(), Kernel.watched(poller));
        kernel.write(pipe[1]);
        assertEquals(1, kernel.read(pipe[0]));
    }

    @Test
    void aBreakUnderWayKeepsItsDescriptorUntilItHasWritten() throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        libc.before("write", arguments -> {
            writing.countDown();
            awaited(closed);
        });
        Polling breaking = new Polling(() -> {
            poller.breakPoll();
            return 0;
        });
        awaited(writing);
        poller.close();
        assertEquals(0, libc.calls("close"));
        closed.countDown();
        assertEquals(0, breaking.result());
        assertEquals(2, libc.calls("close"));
    }

    @Test
    void twoClosesReturnEveryDescriptorOnce() throws Exception {
        for (int i = 0; i < 200; i++) {
            Polling polling = new Polling(() -> poll(-1));
            Polling closing = new Polling(() -> {
                poller.close();
                return 0;
            });
            int closes = libc.calls("close");
            poller.close();
            assertEquals(0, closing.result());
            assertThrows(ClosedPollerException.class, polling::result);
            assertTrue(libc.calls("close") <= closes + 2);
            poller = open();
        }
    }

    @Test
    void openAndCloseFromManyThreadsLeaveNothingBehind() throws Exception {
        AtomicInteger going = new AtomicInteger(4);
        Polling polling = new Polling(() -> {
            int handed = 0;
            while (going.get() > 0) {
                handed += poller.poll(1_000_000, (registration, readiness) -> assertTrue(readiness.readable()));
            }
            return handed;
        });
        List<Polling> users = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            users.add(new Polling(() -> openAndClose(going)));
        }
        for (Polling user : users) {
            assertEquals(0, user.result());
        }
        assertTrue(polling.result() >= 0);
        assertEquals(0, poller.registrations());
        assertEquals(Set.of(), Kernel.watched(poller));
    }

    private int openAndClose(AtomicInteger going) throws IOException {
        try {
            for (int i = 0; i < 2000; i++) {
                int[] pipe = kernel.pipe();
                kernel.write(pipe[1]);
                Registration registration = poller.open(pipe[0], Interest.READ_ONLY, Trigger.LEVEL, i);
                registration.close();
                kernel.close(pipe[0]);
                kernel.close(pipe[1]);
            }
            return 0;
        } finally {
            going.decrementAndGet();
        }
    }

    private int poll(long nanos) throws IOException {
        return poller.poll(nanos, (registration, readiness) -> {});
    }

    private static void awaited(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    /** Something that runs on a thread of its own, whose name the kernel knows it by. */
    private static final class Polling {
        private final FutureTask<Integer> task;
        private final Thread thread;

        Polling(Callable<Integer> action) {
            task = new FutureTask<>(action);
            thread = new Thread(task, "poll-" + NAMES.incrementAndGet());
            thread.setDaemon(true);
            thread.start();
        }

        int result() throws Exception {
            try {
                return task.get(20, TimeUnit.SECONDS);
            } catch (ExecutionException failure) {
                if (failure.getCause() instanceof Exception cause) {
                    throw cause;
                }
                throw failure;
            }
        }
    }
}
