// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.loop.carrier;

import dev.poller.blocking.internal.loop.PollPolicy;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * What is ready to run on a carrier loop; the task that has run for the shortest time lately comes first. So a stream
 * with little to do is not kept waiting by those that always have more, and none of them is starved.
 *
 * <p>This is weighted fair queueing with equal weights (Demers, Keshav and Shenker, 1989), as in Linux's scheduler. The
 * clock of the queue goes forward by the time that something runs, divided by how many want to, and to the time of who
 * is next if that is later. A task has its own time, which goes forward by all the time that it runs; the one whose
 * time is lowest is next. One that has not run for long comes as if it were {@link #CREDIT_NANOS} behind the clock, so
 * that sleeping saves up no more than that.
 *
 * <p>While nearly all runs are short there are two ranks only: those that have seldom run lately come first, and in
 * both the first to come is the first to run. Of a thousand equals with more ranks than that, whoever is the first to
 * reach the next one waits until all others have reached it too, which takes them ten runs each. And the others wait
 * for twice as many turns at most as they would without those that come first.
 *
 * <p>Any thread may {@link #add}. What is added goes into a {@link RunQueue} and is ranked by whoever takes: then the
 * time of its last run is known.
 */
final class FairQueue {
    /** Long enough to come before those that run until they have to yield, short enough to be no burst. */
    private static final long CREDIT_NANOS = 250_000;

    /** How far behind the others one comes at most, though it has run for longer: it waits so long for each of them. */
    private static final long LEAD_NANOS = 250_000;

    /**
     * While runs are short, one comes first whose time is more than this many times as far behind as others' times are
     * on average, and more than {@link #SELDOM_NANOS}: it runs more seldom than they do. When being behind at all was
     * enough, whoever ran for a little longer than others was overtaken by them: with 1,000 connections a proxy's p99
     * was twice its p50.
     */
    private static final int SELDOM = 4;

    private static final long SELDOM_NANOS = 8_192;

    /** An average forgets a part of so much with each new value. */
    private static final int AVERAGE_SHIFT = 6;

    /** What one run counts for at most. */
    private static final long MOST_NANOS = 500_000;

    /**
     * The clock goes slower by a third than it should: so the times of those that always run get ahead of it, up to
     * where the next of them is taken, and who comes behind the clock comes before them.
     */
    private static final int SLOWER_SHIFT = 1;

    /**
     * Times that differ by less than 131 us are the same, and then who came first is first. With ranks of 8 us, 1,000
     * connections that all ask for the same were served in another order than they had asked, and that cost 4 % more
     * processor time: who comes in the order of the last time finds more in the caches.
     */
    private static final int RANK_SHIFT = 17;

    /** Runs longer than a moment make up more than a quarter of the time: then all ranks are needed. */
    private static final int PART = 4;

    /**
     * Moving two bytes counts for a nanosecond, about what a processor needs for copying them. A stream counts for
     * that, and not for the time that it took: else of streams that always have more, one whose bytes took longer, or
     * whose processor was taken away meanwhile, would move a fifth less than another. With half of that price, fast
     * streams moved 1.7 times what slow ones did instead of 1.3.
     */
    private static final int BYTES_PER_NANO_SHIFT = 1;

    /** Who takes so many times as long does more than moving bytes, and counts for the time. */
    private static final int LONGER = 4;

    /** Who takes so many times less has not moved them: a stolen thread of this loop has, meanwhile, on another. */
    private static final int SHORTER = 8;

    /** The time in which they do; half of it is forgotten then. */
    private static final long LATELY_NANOS = 8_000_000;

    /**
     * Adding one allocates where so many were added since the last was taken. No more than that, because their cells
     * are used one after the other, and cost as much of the caches as there are of them.
     */
    private static final int CAPACITY = 1024;

    private static final int FEW = 256;

    /** How often the lock is tried before another thread may run. */
    private static final int SPINS = 100;

    private static final VarHandle LOCK;
    private static final VarHandle RANKED;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            LOCK = lookup.findVarHandle(FairQueue.class, "lock", int.class);
            RANKED = lookup.findVarHandle(FairQueue.class, "ranked", int.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final RunQueue added;

    private final RunTimes times = new RunTimes();

    /** Written by the carrier, and by another that takes a task: a lost write costs nothing. */
    private long clock = CREDIT_NANOS;

    /** How long tasks have run for which the clock has not been moved. */
    private long rest;

    /** How long tasks have run lately, and how long of it in runs longer than a moment; as the clock. */
    private long lately;

    private long inLongRuns;

    /** How far behind the times of those are on average that are added while runs are short; with the lock. */
    private long usuallyBehind;

    /** Held for a few instructions by carriers alone, which are platform threads; guards the ranks. */
    private volatile int lock;

    private final Ranks ranks = new Ranks(FEW);

    /** How many tasks are in the ranks; written with the lock. */
    private volatile int ranked;

    FairQueue() {
        this(CAPACITY);
    }

    /**
     * An empty queue.
     *
     * @param capacity a power of two: how many tasks are added without allocating
     */
    FairQueue(int capacity) {
        added = new RunQueue(capacity);
    }

    /** Any thread. */
    void add(Runnable task) {
        added.add(task);
    }

    /** True if a {@link #poll} would return null, unless somebody adds meanwhile. Any thread. */
    boolean isEmpty() {
        return added.isEmpty() && ranked == 0;
    }

    /** The task that is next; null if there is none. By a carrier. */
    @Nullable
    Runnable poll() {
        lock();
        try {
            rankAdded();
            Runnable task = areShort() ? ranks.takeOverdue((clock - CREDIT_NANOS) >> RANK_SHIFT) : null;
            if (task == null) {
                task = ranks.take();
                clock = task == null ? clock : Math.max(clock, ranks.rank() << RANK_SHIFT);
            }
            RANKED.setRelease(this, ranks.size());
            return task;
        } finally {
            LOCK.setRelease(this, 0);
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // the lock is held for a few instructions, by a thread that runs
    private void lock() {
        for (int tries = 1; !LOCK.weakCompareAndSetAcquire(this, 0, 1); tries++) {
            if (tries % SPINS == 0) {
                Thread.yield(); // It does not run: it was taken off its processor meanwhile.
            } else {
                Thread.onSpinWait();
            }
        }
    }

    private void rankAdded() {
        if (added.isEmpty()) {
            return;
        }
        RANKED.setRelease(this, ranks.size() + 1); // Before they are taken: who finds nothing added must see this.
        for (Runnable task = added.poll(); task != null; task = added.poll()) {
            ranks.add(task, due(task) >> RANK_SHIFT);
        }
        RANKED.setRelease(this, ranks.size());
    }

    /** The time by which a task is ranked. */
    private long due(Runnable task) {
        long least = clock - CREDIT_NANOS;
        long ahead = times.ahead(task, least);
        if (!areShort()) {
            return least + Math.min(Math.max(ahead, 0), CREDIT_NANOS + LEAD_NANOS);
        }
        long behind = Math.max(-ahead, 0);
        long most = usuallyBehind * SELDOM + SELDOM_NANOS;
        usuallyBehind += (Math.min(behind, most) - usuallyBehind) >> AVERAGE_SHIFT; // one far behind changes it little
        return behind > most ? least : clock;
    }

    /** Nearly all runs have been short lately. */
    private boolean areShort() {
        return inLongRuns * PART <= lately;
    }

    /** A task has run for so long, and has moved so many bytes. By the carrier that ran it. */
    void ran(Runnable task, long nanos, long bytes) {
        long counted = times.ran(task, clock - CREDIT_NANOS, Math.min(cost(nanos, bytes), MOST_NANOS));
        count(counted);
        long sum = rest + counted;
        int others = ranked;
        int slower = 2 + others + (others >> SLOWER_SHIFT);
        long step = sum / slower;
        rest = sum - step * slower;
        clock += step;
    }

    private static long cost(long nanos, long bytes) {
        long ofBytes = bytes >> BYTES_PER_NANO_SHIFT;
        return nanos <= LONGER * ofBytes && ofBytes <= SHORTER * nanos ? ofBytes : nanos;
    }

    private void count(long nanos) {
        lately += nanos;
        if (nanos >= PollPolicy.MOMENT_NANOS) {
            inLongRuns += nanos;
        }
        if (lately > LATELY_NANOS) {
            lately >>= 1;
            inLongRuns >>= 1;
        }
    }
}
