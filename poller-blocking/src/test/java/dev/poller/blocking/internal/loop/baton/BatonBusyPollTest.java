// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.loop.baton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.poller.blocking.internal.loop.FakePoller;
import dev.poller.blocking.internal.loop.PollLoop;
import dev.poller.blocking.internal.loop.PollPolicy;
import dev.poller.blocking.internal.thread.VirtualThreads;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Who polls when one event comes soon after the other, which is not load. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class BatonBusyPollTest {
    private static final int LOAD = 2;
    private static final int MANY = 1000;
    private static final long LONG = 100_000_000_000L;
    private static final long BRIEF = 1_000_000;

    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final CountDownLatch manyWaits = new CountDownLatch(MANY);
    private final CountDownLatch assistPolled = new CountDownLatch(1);
    private final CountDownLatch manyLooks = new CountDownLatch(MANY);
    private final CountDownLatch waitedAfterLooks = new CountDownLatch(1);

    @BeforeEach
    void needsVirtualThreads() {
        assumeTrue(VirtualThreads.available(), "virtual threads begin with Java 21");
    }

    @Test
    void theAssistPollsOnThoughItFindsNothing() throws InterruptedException {
        drive(LONG, manyLooks);
        assertEquals(1, waitedAfterLooks.getCount(), "it gave the baton back");
    }

    @Test
    void whatIsInVainComesToAnEnd() throws InterruptedException {
        drive(BRIEF, waitedAfterLooks);
    }

    @Test
    void withoutBusyPollingThePlatformThreadDoesItAlone() throws InterruptedException {
        drive(0, manyWaits);
        assertEquals(1, assistPolled.getCount());
    }

    private void drive(long busyPoll, CountDownLatch until) throws InterruptedException {
        PollLoop loop = new PollLoop(
                new FakePoller((timeout, handler) -> poll(timeout)).poller(),
                new PollPolicy(busyPoll, LOAD, VirtualThreads.carriers() == 1),
                failure::set);
        BatonDriver driver = new BatonDriver(loop);
        driver.start();
        try {
            until.await();
        } finally {
            loop.end();
            driver.awaitEnd();
        }
        assertNull(failure.get());
    }

    /** One event for each wait, at once, and none for a look. */
    private int poll(long timeout) {
        if (VirtualThreads.currentIsVirtual()) {
            assistPolled.countDown();
            manyLooks.countDown();
            return 0;
        }
        if (assistPolled.getCount() == 0 && timeout != 0) {
            waitedAfterLooks.countDown();
        }
        manyWaits.countDown();
        return timeout == 0 ? 0 : 1;
    }
}
