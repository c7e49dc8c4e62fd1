// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.loop.carrier;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * What was made ready to run and nobody has ranked yet, first in, first out. Any thread may call every method.
 *
 * <p>A ring of cells with a sequence number each (D. Vyukov's bounded queue), because a linked queue would allocate at
 * every wake. What does not fit waits in a linked queue behind it.
 */
final class RunQueue {
    private final @Nullable Runnable[] tasks;

    /**
     * For the cell of position p: p when it is free for the task number p, p + 1 when that is in it, p + capacity when
     * it has been taken out. The task itself is written before, and read after.
     */
    private final AtomicLongArray sequence;

    private final int mask;
    private final Queue<Runnable> overflow = new ConcurrentLinkedQueue<>();

    /** The next position to take from. */
    private final AtomicLong head = new AtomicLong();

    /** The next position to put to. */
    private final AtomicLong tail = new AtomicLong();

    /**
     * An empty queue.
     *
     * @param capacity a power of two: how many tasks it holds without allocating
     */
    RunQueue(int capacity) {
        tasks = new @Nullable Runnable[capacity];
        sequence = new AtomicLongArray(capacity);
        for (int i = 0; i < capacity; i++) {
            sequence.set(i, i);
        }
        mask = capacity - 1;
    }

    void add(Runnable task) {
        // Behind those who have to wait, or else they might wait for ever.
        if (!overflow.isEmpty() || !offer(task)) {
            overflow.add(task);
        }
    }

    /** The first task; null if there is none. */
    @Nullable
    Runnable poll() {
        Runnable first = take();
        return first != null ? first : overflow.poll();
    }

    /** True if a {@link #poll} would return null, unless somebody adds meanwhile. */
    boolean isEmpty() {
        return head.get() == tail.get() && overflow.isEmpty();
    }

    private boolean offer(Runnable task) {
        for (; ; ) {
            long position = tail.get();
            int cell = (int) position & mask;
            long ahead = sequence.getAcquire(cell) - position;
            if (ahead < 0) {
                return false; // Full: the task of one round before is still in it.
            }
            if (ahead == 0 && tail.compareAndSet(position, position + 1)) {
                tasks[cell] = task;
                sequence.set(cell, position + 1);
                return true;
            }
        }
    }

    private @Nullable Runnable take() {
        for (; ; ) {
            long position = head.get();
            int cell = (int) position & mask;
            long ahead = sequence.getAcquire(cell) - (position + 1);
            if (ahead < 0) {
                return null; // Empty, or the one who puts has not written the task yet.
            }
            if (ahead == 0 && head.compareAndSet(position, position + 1)) {
                Runnable task = tasks[cell];
                tasks[cell] = null;
                sequence.setRelease(cell, position + mask + 1);
                return task;
            }
        }
    }
}
