// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
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

    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final PollLoop loop = new PollLoop(new FakePoller(this::alwaysReady).poller(), 0, failure::set);
    private final BatonDriver driver = new BatonDriver(loop, LOAD);
    private final BusyCarriers carriers = new BusyCarriers();

    /** The thread that ends the driver. */
    private volatile @Nullable Thread closing;

    /** While every carrier computes. */
    private volatile boolean watching;

    /** A permit for each wait, and all at once for a poll that does not wait. */
    private final Semaphore manyWaitsOrALook = new Semaphore(0);

    private final CountDownLatch fewLooks = new CountDownLatch(FEW);
    private final CountDownLatch assistPolled = new CountDownLatch(1);
    private final CountDownLatch assistPolledAgain = new CountDownLatch(1);
    private final CountDownLatch assistAwaitsCloser = new CountDownLatch(1);

    @BeforeEach
    void needsVirtualThreads() {
        assumeTrue(ThreadKind.VIRTUAL.available(), "virtual threads begin with Java 21");
    }

    @AfterEach
    void end() {
        carriers.release();
        loop.end();
        driver.awaitEnd();
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

    private int alwaysReady(long timeout) {
        polled(timeout);
        return LOAD;
    }

    private void polled(long timeout) {
        if (ThreadKind.currentIsVirtual()) {
            awaitCloser();
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
        private final int count = ThreadKind.carriers();
        private final CountDownLatch taken = new CountDownLatch(count);
        private volatile boolean released;

        void take() throws InterruptedException {
            for (int i = 0; i < count; i++) {
                ThreadKind.VIRTUAL.newThread(this::compute).start();
            }
            taken.await();
        }

        private void compute() {
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
