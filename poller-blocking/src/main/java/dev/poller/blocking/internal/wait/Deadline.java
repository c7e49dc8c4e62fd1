// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.wait;

import java.time.Duration;

/** Points in time as {@link System#nanoTime} values that never overflow a comparison; {@link #NONE} is none. */
public final class Deadline {
    /** No deadline. The point in time 0 itself is moved by a nanosecond. */
    public static final long NONE = 0;

    /** About 146 years: far enough, and half the range, so that differences keep their sign. */
    private static final long FARTHEST = Long.MAX_VALUE / 2;

    private Deadline() {}

    /** Now plus the duration; a negative one has passed already. */
    public static long after(Duration fromNow) {
        long point = System.nanoTime() + Math.max(0, nanos(fromNow));
        return point == NONE ? 1 : point;
    }

    public static boolean passed(long deadline) {
        return deadline != NONE && System.nanoTime() - deadline >= 0;
    }

    /** True if {@code a} is not later than {@code b}. */
    public static boolean notLater(long a, long b) {
        return a - b <= 0;
    }

    /** The duration in nanoseconds, as far as they fit; 0 for a negative one. */
    public static long nanos(Duration duration) {
        if (duration.isNegative()) {
            return 0;
        }
        return duration.toSeconds() >= FARTHEST / 1_000_000_000L ? FARTHEST : duration.toNanos();
    }
}
