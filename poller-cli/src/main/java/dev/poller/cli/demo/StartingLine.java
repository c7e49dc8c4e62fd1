// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.demo;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Where connected clients wait for the rest, so that all are measured together. Any thread may call. */
final class StartingLine {
    private final CountDownLatch missing;
    private final CountDownLatch shot = new CountDownLatch(1);
    private volatile long countNanos;
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

    /** Lets the clients go; returns from when on it counts, as {@link System#nanoTime} tells it. */
    long start(Duration warmUp, Duration duration) {
        countNanos = System.nanoTime() + warmUp.toNanos();
        endNanos = countNanos + duration.toNanos();
        shot.countDown();
        return countNanos;
    }

    /** True if what began then counts. */
    boolean counts(long nanos) {
        return nanos - countNanos >= 0;
    }

    void awaitStart() throws InterruptedException {
        shot.await();
    }

    /** True until the times given to {@link #start} are over. */
    boolean running() {
        return System.nanoTime() - endNanos < 0;
    }
}
