// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.wait;

/**
 * One side's deadline. The owner reads {@link #deadline} and sets it through {@link TimerQueue}; the queue's fields
 * belong to the queue.
 */
public abstract class Timer {
    /** Not in the queue. */
    static final int NOWHERE = -1;

    /** The point in time, or {@link Deadline#NONE}. Stays when it has passed, until it is set again. */
    volatile long deadline;

    /**
     * When the queue will look at this timer, or {@link Deadline#NONE} if it will not. Written under the queue's lock,
     * read without.
     */
    volatile long queuedAt;

    /** The place in the heap; guarded by the queue's lock. */
    int index = NOWHERE;

    /** The deadline has passed. Called on the polling thread or on the one that set it; must not block. */
    abstract void expired();
}
