// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What threads use for the time of one system call. A carrier's threads pass on the same one, still in its cache: an
 * atomic operation is tried only at a place where a plain look has found something. Any thread.
 */
final class Pool<T> {
    private static final int BOUND =
            Integer.highestOneBit(Math.max(4, 4 * Runtime.getRuntime().availableProcessors()));

    private final AtomicReferenceArray<T> free = new AtomicReferenceArray<>(BOUND);

    /** One that nobody has; null if there is none. */
    @Nullable
    T take() {
        int start = start();
        for (int i = 0; i < BOUND; i++) {
            int at = (start + i) & (BOUND - 1);
            if (free.getPlain(at) != null) {
                T found = free.getAndSet(at, null);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    /** Keeps it for others; false if there are enough already. */
    boolean give(T back) {
        int start = start();
        for (int i = 0; i < BOUND; i++) {
            int at = (start + i) & (BOUND - 1);
            if (free.getPlain(at) == null && free.compareAndSet(at, null, back)) {
                return true;
            }
        }
        return false;
    }

    /** Spreads the threads. */
    private static int start() {
        return (int) Thread.currentThread().getId() & (BOUND - 1);
    }
}
