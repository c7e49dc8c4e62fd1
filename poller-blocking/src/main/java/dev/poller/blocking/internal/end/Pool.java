// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What threads use for the time of one system call: each mostly finds what it gave back last, still in its cache. Any
 * thread.
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
            T found = free.getAndSet((start + i) & (BOUND - 1), null);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** Keeps it for others; false if there are enough already. */
    boolean give(T back) {
        int start = start();
        for (int i = 0; i < BOUND; i++) {
            if (free.compareAndSet((start + i) & (BOUND - 1), null, back)) {
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
