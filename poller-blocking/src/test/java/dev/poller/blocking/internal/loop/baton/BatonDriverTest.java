// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.loop.baton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.poller.Readiness;
import dev.poller.ReadyHandler;
import dev.poller.blocking.internal.loop.FakePoller;
import dev.poller.blocking.internal.loop.PollLoop;
import dev.poller.blocking.internal.loop.PollPolicy;
import dev.poller.blocking.internal.thread.VirtualThreads;
import dev.poller.blocking.internal.wait.PollDescriptor;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Who polls when, with a poller that always has events while every carrier computes. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class BatonDriverTest {
    private static final int LOAD = 2;
    private static final int MANY = 1000;
    private static final int FEW = 5;
    private static final long STAY_NANOS = 10_000_000;

    /** For longer than the timers take to wake the assist. */
    private static final long WORK_NANOS = 5_000_000;

    /**
     * Some miss their turn if the machine has no processor for the carrier just then; without the second park, 4 in 5.
     */
    private static final int TURNS = 50;

    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final FakePoller poller = new FakePoller(this::alwaysReady);
    private final PollLoop loop =
            new PollLoop(poller.poller(), new PollPolicy(0, LOAD, VirtualThreads.carriers() == 1), failure::set);
    private final BatonDriver driver = new BatonDriver(loop);
    private final BusyCarriers carriers = new BusyCarriers();

    /** The thread that ends the driver. */
    private volatile @Nullable Thread closing;

    /** While every carrier computes. */
    private volatile boolean watching;

    /** While each poll of the assist gives its carrier something to do. */
    private volatile boolean working;

    private @Nullable Thread startedElsewhere;
    private final AtomicInteger missedTurns = new AtomicInteger();
    private final CountDownLatch turnsOver = new CountDownLatch(TURNS);

    /** A permit for each wait, and all at once for a poll that does not wait. */
    private final Semaphore manyWaitsOrALook = new Semaphore(0);

    private final CountDownLatch fewLooks = new CountDownLatch(FEW);
    private final CountDownLatch assistPolled = new CountDownLatch(1);
    private final CountDownLatch assistPolledAgain = new CountDownLatch(1);
    private final CountDownLatch assistAwaitsCloser = new CountDownLatch(1);

    /** Whose event the next poll in the assist's place finds; null for nobody's. */
    private volatile @Nullable PollDescriptor found;

    private @Nullable Thread waiter;

    /** The wait that follows gives the carriers back, and ends when it is told to. */
    private volatile boolean waitsForBreak;

    private final CountDownLatch broken = new CountDownLatch(1);

    private final CountDownLatch fewPollsAfterIt = new CountDownLatch(FEW);
    private final AtomicInteger waitsAfterIt = new AtomicInteger();

    @BeforeEach
    void needsVirtualThreads() {
        assumeTrue(VirtualThreads.available(), "virtual threads begin with Java 21");
    }

    @AfterEach
    void end() throws InterruptedException {
        carriers.release();
        loop.end();
        driver.awaitEnd();
        Thread started = waiter;
        if (started != null) {
            started.interrupt(); // of consequence only if nothing has woken it
            started.join();
        }
        assertNull(failure.get());
    }

    /** It would be woken behind those that the platform thread wakes, and nobody would poll until it has a carrier. */
    @Test
    void anAssistThatHasNotParkedDoesNotGetTheBaton() throws InterruptedException {
        carriers.take();
        watching = true;
        driver.start();
        manyWaitsOrALook.acquire(MANY);
        assertEquals(FEW, fewLooks.getCount(), "somebody polled without waiting");
    }

    @Test
    void anAssistWithoutCarrierIsPolledFor() throws InterruptedException {
        driver.start();
        assistPolled.await();
        carriers.take();
        watching = true;
        fewLooks.await();
        watching = false;
        carriers.release();
        assistPolledAgain.await();
    }

    @Test
    void whoPollsForAnAssistWithoutCarrierWaitsOnceItHasWokenAThreadOfThePlatform() throws InterruptedException {
        findOneFor(false);
        fewPollsAfterIt.await();
        assertEquals(1, waitsAfterIt.get(), "the wait finds nobody, so that it is the last");
    }

    @Test
    void whoPollsForAnAssistWithoutCarrierDoesNotWaitOnceItHasWokenAVirtualThread() throws InterruptedException {
        findOneFor(true);
        fewPollsAfterIt.await();
        assertEquals(0, waitsAfterIt.get());
    }

    @Test
    void anAssistThatHasGotACarrierEndsTheWaitInItsPlace() throws InterruptedException {
        waitsForBreak = true;
        findOneFor(false);
        broken.await();
    }

    /** A carrier goes on with the queue in which it has found the assist before, and that is the timers'. */
    @Test
    void threadsStartedElsewhereGetTheirTurnWhenTheAssistLeaves() throws InterruptedException {
        carriers.takeAllButOne();
        working = true;
        driver.start();
        turnsOver.await();
        assertTrue(missedTurns.get() <= TURNS / 2, missedTurns + " of " + TURNS + " have missed their turn");
    }

    /** A poll after which it is time to leave, while the carrier has one more to run, and one was started elsewhere. */
    private void takeTurn() {
        Thread before = startedElsewhere;
        if (before != null && before.isAlive()) {
            missedTurns.incrementAndGet();
        }
        turnsOver.countDown();
        Thread here = VirtualThreads.unstarted(() -> spinFor(WORK_NANOS));
        here.start();
        Thread elsewhere = VirtualThreads.unstarted(() -> {});
        Thread starter = new Thread(elsewhere::start);
        starter.start();
        while (starter.isAlive()) {
            Thread.onSpinWait(); // A join would give the carrier away.
        }
        startedElsewhere = elsewhere;
        spinFor(STAY_NANOS);
    }

    private static void spinFor(long nanos) {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < nanos) {
            Thread.onSpinWait();
        }
    }

    /** Has a poll in the assist's place wake such a thread. */
    private void findOneFor(boolean virtual) throws InterruptedException {
        PollDescriptor descriptor = new PollDescriptor(false, true);
        Runnable waiting = () -> {
            try {
                descriptor.read.await();
            } catch (IOException unexpected) {
                failure.set(unexpected);
            }
        };
        Thread started = virtual ? VirtualThreads.unstarted(waiting) : VirtualThreads.platform(waiting);
        started.start();
        waiter = started;
        while (descriptor.read.waiter() == null) {
            Thread.onSpinWait();
        }
        driver.start();
        assistPolled.await();
        carriers.take();
        found = descriptor;
        watching = true;
    }

    /** The permit that was to tell it of the end, in the park by which it leaves its carrier's queue. */
    @Test
    void itEndsThoughTheAssistHasUsedUpItsPermit() throws InterruptedException {
        driver.start();
        assistPolled.await();
        Thread closer = new Thread(driver::awaitEnd);
        closing = closer;
        assistAwaitsCloser.await();
        loop.end();
        closer.start();
        closer.join();
    }

    private int alwaysReady(long timeout, ReadyHandler handler) {
        polled(timeout);
        if (watching && !VirtualThreads.currentIsVirtual()) {
            find(timeout, handler);
        }
        return LOAD;
    }

    private void find(long timeout, ReadyHandler handler) {
        PollDescriptor descriptor = found;
        if (descriptor != null && timeout == 0) {
            found = null;
            handler.ready(FakePoller.registration(descriptor), Readiness.of(Readiness.READABLE));
        } else if (descriptor == null && fewPollsAfterIt.getCount() > 0) {
            if (timeout != 0) {
                waitsAfterIt.incrementAndGet();
                awaitBreak();
            }
            fewPollsAfterIt.countDown();
        }
    }

    private void awaitBreak() {
        if (waitsForBreak) {
            carriers.release();
            while (poller.breaks() == 0 && loop.isRunning()) {
                Thread.onSpinWait();
            }
            broken.countDown();
        }
    }

    private void polled(long timeout) {
        if (VirtualThreads.currentIsVirtual()) {
            awaitCloser();
            if (working) {
                takeTurn();
            }
            (fewLooks.getCount() == 0 ? assistPolledAgain : assistPolled).countDown();
        } else if (watching) {
            if (timeout == 0) {
                fewLooks.countDown();
            }
            manyWaitsOrALook.release(timeout == 0 ? MANY : 1);
        }
    }

    /** Until it has unparked the assist and waits for its end, and the assist has stayed for long enough. */
    private void awaitCloser() {
        Thread closer = closing;
        if (closer == null) {
            return;
        }
        assistAwaitsCloser.countDown();
        long begun = System.nanoTime();
        while (LockSupport.getBlocker(closer) == null || System.nanoTime() - begun < STAY_NANOS) {
            Thread.onSpinWait();
        }
    }

    /** As many virtual threads as there are carriers, none of which gives its carrier away. */
    private static final class BusyCarriers {
        private final int count = VirtualThreads.carriers();
        private volatile boolean released;

        void take() throws InterruptedException {
            take(count);
        }

        void takeAllButOne() throws InterruptedException {
            take(count - 1);
        }

        private void take(int wanted) throws InterruptedException {
            CountDownLatch taken = new CountDownLatch(wanted);
            for (int i = 0; i < wanted; i++) {
                VirtualThreads.unstarted(() -> compute(taken)).start();
            }
            taken.await();
        }

        private void compute(CountDownLatch taken) {
            taken.countDown();
            while (!released) {
                Thread.onSpinWait();
            }
        }

        void release() {
            released = true;
        }
    }
}
