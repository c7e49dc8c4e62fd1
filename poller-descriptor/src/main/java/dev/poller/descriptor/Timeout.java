// SPDX-License-Identifier: Apache-2.0
package dev.poller.descriptor;

import java.util.function.LongSupplier;

/**
 * How long a poll still has, in nanoseconds. Confined to the polling thread; reused, so that a wait allocates nothing.
 */
public final class Timeout {
    static final long FOREVER = -1;
    /** What the name says. */
    public static final long NANOS_PER_SECOND = 1_000_000_000L;

    private static final long NANOS_PER_MILLI = 1_000_000L;

    /** What the int of epoll_wait can express: 24.8 days. A poll that has longer waits again. */
    public static final long LONGEST_WAIT = Integer.MAX_VALUE * NANOS_PER_MILLI;

    private final LongSupplier clock;
    private long nanos;
    private long start;

    /**
     * Not started.
     *
     * @param clock as {@link System#nanoTime}
     */
    Timeout(LongSupplier clock) {
        this.clock = clock;
    }

    /** Starts: negative for ever, 0 over at once. */
    void start(long timeoutNanos) {
        nanos = timeoutNanos;
        if (timeoutNanos > 0) {
            start = clock.getAsLong();
        }
    }

    /** What is left: {@link #FOREVER}, or 0 and more. The difference cannot overflow, however long the timeout. */
    long remaining() {
        if (nanos <= 0) {
            return nanos < 0 ? FOREVER : 0;
        }
        return Math.max(0, nanos - (clock.getAsLong() - start));
    }

    boolean isOver() {
        return remaining() == 0;
    }

    /** Milliseconds as epoll_wait wants them. Rounded up: rounded down, a wait of less than one would spin. */
    public static int millis(long nanos) {
        if (nanos < 0) {
            return -1;
        }
        long cut = Math.min(nanos, LONGEST_WAIT);
        return (int) ((cut + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI);
    }
}
