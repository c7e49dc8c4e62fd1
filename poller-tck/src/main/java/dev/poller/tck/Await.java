// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.opentest4j.AssertionFailedError;

/** Waits for a state to be observed, never for time to pass. Any thread may call. */
public final class Await {
    /** Longer than anything takes that happens at all. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final long LOOK_AGAIN_NANOS = 500_000;

    private Await() {}

    /** A state that can be looked at. */
    @FunctionalInterface
    public interface Condition {
        /** True once it has come. */
        boolean holds() throws Exception;
    }

    /**
     * Returns as soon as the condition holds; fails after {@link #PATIENCE}.
     *
     * @param description what is waited for, as in "the reader is parked"
     * @param condition looked at again and again
     */
    public static void until(String description, Condition condition) throws Exception {
        long start = System.nanoTime();
        while (!condition.holds()) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new AssertionFailedError("not within " + PATIENCE.toSeconds() + " s: " + description);
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted while waiting until " + description);
            }
        }
    }
}
