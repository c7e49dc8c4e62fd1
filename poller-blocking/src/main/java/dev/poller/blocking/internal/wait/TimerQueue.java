// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.wait;

import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The deadlines of one poll loop, soonest first. Any thread sets; the loop's thread fires.
 *
 * <p>Lazy: a timer that moves to a later time stays where it is in the heap, and is put in its place when the loop
 * comes across it. So a deadline that is renewed for every read touches neither the heap nor the lock.
 */
public final class TimerQueue {
    private static final int SPINS = 100;

    private final ReentrantLock lock = new ReentrantLock();
    private final Runnable soonestChanged;

    /** A binary heap by {@link Timer#queuedAt}; guarded by {@link #lock}. */
    private @Nullable Timer[] heap = new @Nullable Timer[16];

    private int size;

    /** By the loop's thread. */
    private final Count expired = new Count();

    /** When the first timer is queued, or {@link Deadline#NONE}; written under the lock. */
    private volatile long soonest = Deadline.NONE;

    /**
     * A queue for one loop.
     *
     * @param soonestChanged makes the loop compute its timeout again; called without the lock
     */
    public TimerQueue(Runnable soonestChanged) {
        this.soonestChanged = soonestChanged;
    }

    /**
     * Sets a timer's deadline.
     *
     * @param timer whose
     * @param deadline a point in time, or {@link Deadline#NONE}
     */
    public void set(Timer timer, long deadline) {
        timer.deadline = deadline;
        if (deadline == Deadline.NONE) {
            return; // The loop drops it when it comes across it.
        }
        // The loop clears queuedAt and then reads deadline; here it is the other way round: one of the two sees it.
        long queuedAt = timer.queuedAt;
        if (queuedAt != Deadline.NONE && Deadline.notLater(queuedAt, deadline)) {
            return; // The usual case, without a look at the clock.
        }
        if (Deadline.passed(deadline)) {
            timer.expired();
            return;
        }
        if (queue(timer)) {
            soonestChanged.run();
        }
    }

    /** Takes a timer out for good. */
    public void remove(Timer timer) {
        lock.lock();
        try {
            timer.deadline = Deadline.NONE; // Under the lock: the loop may be about to queue it again.
            if (timer.index != Timer.NOWHERE) {
                take(timer);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Nanoseconds until the loop has to {@link #fire}; negative if there is no deadline at all. */
    public long timeout() {
        lockAsDriver();
        try {
            return soonest == Deadline.NONE ? -1 : Math.max(0, soonest - System.nanoTime());
        } finally {
            lock.unlock();
        }
    }

    /** Expires what is due. On the loop's thread. */
    public void fire() {
        if (!Deadline.passed(soonest)) {
            return; // The usual case, without the lock.
        }
        for (Timer due = nextDue(); due != null; due = nextDue()) {
            long deadline = due.deadline;
            if (deadline == Deadline.NONE) {
                continue;
            }
            if (Deadline.passed(deadline)) {
                expired.add(1);
                due.expired();
            } else {
                queue(due); // It has moved to later since.
            }
        }
    }

    /** How many the loop has found expired. */
    public long expired() {
        return expired.get();
    }

    /** How many timers the heap holds. */
    int size() {
        lock.lock();
        try {
            return size;
        } finally {
            lock.unlock();
        }
    }

    /** Never queues: before the loop's thread in the queue may be a virtual thread that nobody but the loop runs. */
    @SuppressWarnings("ThreadPriorityCheck") // the lock is held for a few instructions, by a thread that runs
    private void lockAsDriver() {
        for (int tries = 1; !lock.tryLock(); tries++) {
            if (tries % SPINS == 0) {
                Thread.yield();
            } else {
                Thread.onSpinWait();
            }
        }
    }

    private @Nullable Timer nextDue() {
        lockAsDriver();
        try {
            Timer first = heap[0];
            if (first == null || !Deadline.passed(first.queuedAt)) {
                return null;
            }
            take(first);
            return first;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Puts the timer at its deadline, as it is now: of two threads that set it at once, the last to come here must not
     * bring an overtaken one.
     *
     * @return true if it is the soonest now
     */
    private boolean queue(Timer timer) {
        lock.lock();
        try {
            long at = timer.deadline;
            if (at == Deadline.NONE) {
                return false; // Cleared, or removed for good, by another thread.
            }
            if (timer.index == Timer.NOWHERE) {
                if (size == heap.length) {
                    heap = Arrays.copyOf(heap, size * 2);
                }
                timer.index = size++;
            }
            timer.queuedAt = at;
            place(timer, timer.index);
            noteSoonest();
            return timer.index == 0;
        } finally {
            lock.unlock();
        }
    }

    private void take(Timer timer) {
        int hole = timer.index;
        timer.index = Timer.NOWHERE;
        timer.queuedAt = Deadline.NONE;
        Timer last = heap[--size];
        heap[size] = null;
        if (last != null && hole != size) {
            place(last, hole);
        }
        noteSoonest();
    }

    private void noteSoonest() {
        Timer first = heap[0];
        soonest = first == null ? Deadline.NONE : first.queuedAt;
    }

    /** Moves the timer from this place up or down to where it belongs. */
    private void place(Timer timer, int from) {
        int at = from;
        for (int parent = (at - 1) / 2; at > 0 && before(timer, get(parent)); parent = (at - 1) / 2) {
            put(get(parent), at);
            at = parent;
        }
        for (int child = 2 * at + 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size && before(get(child + 1), get(child))) {
                child++;
            }
            if (!before(get(child), timer)) {
                break;
            }
            put(get(child), at);
            at = child;
        }
        put(timer, at);
    }

    private void put(Timer timer, int at) {
        heap[at] = timer;
        timer.index = at;
    }

    private Timer get(int at) {
        return Objects.requireNonNull(heap[at], "a hole in the heap");
    }

    private static boolean before(Timer a, Timer b) {
        return a.queuedAt - b.queuedAt < 0;
    }
}
