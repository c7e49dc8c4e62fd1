// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.demo;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Where connected clients wait for the rest, so that all are measured together. Any thread may call. */
final class StartingLine {
    private final CountDownLatch missing;
    private final CountDownLatch shot = new CountDownLatch(1);
    private volatile long endNanos;

    StartingLine(int clients) {
        missing = new CountDownLatch(clients);
    }

    /** A client is connected, or never will be. */
    void arrived() {
        missing.countDown();
    }

    /** Waits until all have arrived; false when the time was over before. */
    boolean awaitAll(Duration atMost) throws InterruptedException {
        return missing.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    long missing() {
        return missing.getCount();
    }

    /** Lets the clients go. */
    void start(Duration duration) {
        endNanos = System.nanoTime() + duration.toNanos();
        shot.countDown();
    }

    void awaitStart() throws InterruptedException {
        shot.await();
    }

    /** True until the time given to {@link #start} is over. */
    boolean running() {
        return System.nanoTime() - endNanos < 0;
    }
}
