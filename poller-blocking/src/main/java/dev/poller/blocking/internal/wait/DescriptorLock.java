// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.wait;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Serialises the readers and the writers of a descriptor, and keeps it open while anybody uses it: whoever leaves last
 * after {@link #close} destroys it, so a descriptor's number is never given back under a running call. Any thread.
 *
 * <p>Go's fdMutex (internal/poll/fd_mutex.go), with the queues beside the state instead of in it.
 */
public final class DescriptorLock {
    /** The two sides, as bits of the state. */
    static final int READ = 1 << 1;

    static final int WRITE = 1 << 2;

    private static final int NEITHER = 0;
    private static final int CLOSED = 1;
    private static final int USER = 1 << 3;
    private static final int MOST_USERS = Integer.MAX_VALUE / USER;

    /**
     * Bit 0 closed, bit 1 a reader is in, bit 2 a writer is in, bits 3 to 30 the number of users: reader, writer,
     * closer, and calls that only need the descriptor to stay open.
     *
     * <pre>
     *   lock(side)    state + USER | side    refused when closed; waits while the bit is set
     *   unlock(side)  state - USER &amp; ~side   then wakes the first in that side's queue
     *   enter, leave  state + USER, - USER   enter is refused when closed
     *   close         state + USER | CLOSED  once; then wakes both queues
     *   state == CLOSED                      the last user has left: destroy
     * </pre>
     *
     * A thread queues itself and <em>then</em> tries again; the one that unlocks or closes changes the state and
     * <em>then</em> looks at the queue.
     */
    private volatile int state;

    /** Made by the first thread that has to queue: most descriptors never need them. */
    private volatile @Nullable Queues queues;

    private static final AtomicIntegerFieldUpdater<DescriptorLock> STATE =
            AtomicIntegerFieldUpdater.newUpdater(DescriptorLock.class, "state");
    private static final AtomicReferenceFieldUpdater<DescriptorLock, @Nullable Queues> QUEUES =
            AtomicReferenceFieldUpdater.newUpdater(DescriptorLock.class, Queues.class, "queues");

    private record Queues(Queue<Thread> readers, Queue<Thread> writers) {
        Queue<Thread> of(int side) {
            return side == READ ? readers : writers;
        }
    }

    /**
     * Enters a side, after those before.
     *
     * @param side {@link #READ} or {@link #WRITE}
     * @param conditions read before each wait: the deadline counts while queueing too
     * @throws ClosedChannelException if closed
     * @throws InterruptedIOException if interrupted while queueing; the status stays set
     */
    void lock(int side, Waitable conditions) throws IOException {
        if (!tryLock(side)) {
            queueUp(side, conditions);
        }
    }

    /** The second half of {@link #lock}, where the first attempt has failed. */
    void queueUp(int side, Waitable conditions) throws IOException {
        Thread self = Thread.currentThread();
        Queue<Thread> queue = queueOf(side);
        queue.add(self);
        boolean entered = false;
        try {
            for (entered = tryLock(side); !entered; entered = tryLock(side)) {
                // Nothing but the side becoming free ends this wait well: mayReturn is for those inside.
                conditions.mayReturn();
                if (self.isInterrupted()) {
                    conditions.interrupted();
                }
                LockSupport.park(this);
            }
        } catch (ClosedChannelException closed) {
            throw closed instanceof AsynchronousCloseException ? closed : new AsynchronousCloseException();
        } finally {
            queue.remove(self);
            if (!entered) {
                wakeFirst(side); // A wake meant for this thread would be lost with it.
            }
        }
    }

    /** Enters a side if nobody is in. */
    boolean tryLock(int side) throws ClosedChannelException {
        for (; ; ) {
            int seen = open();
            if ((seen & side) != 0) {
                return false;
            }
            if (STATE.compareAndSet(this, seen, (seen | side) + USER)) {
                return true;
            }
        }
    }

    /**
     * Leaves a side.
     *
     * @return true if the caller is the last after a close: it destroys the descriptor
     */
    boolean unlock(int side) {
        boolean last = subtract(USER + side);
        wakeFirst(side);
        return last;
    }

    /**
     * Keeps the descriptor open without entering a side.
     *
     * @throws ClosedChannelException if closed
     */
    public void enter() throws ClosedChannelException {
        tryLock(NEITHER);
    }

    /**
     * Ends what {@link #enter} or {@link #close} began.
     *
     * @return true if the caller is the last after a close: it destroys the descriptor
     */
    public boolean leave() {
        return subtract(USER);
    }

    /**
     * Refuses everybody from now on and enters; the caller wakes those inside, then {@linkplain #leave leaves}.
     *
     * @return false if it was closed already
     */
    public boolean close() {
        for (; ; ) {
            int seen = state;
            if ((seen & CLOSED) != 0) {
                return false;
            }
            if (STATE.compareAndSet(this, seen, (seen | CLOSED) + USER)) {
                wake(READ);
                wake(WRITE);
                return true;
            }
        }
    }

    public boolean isClosed() {
        return (state & CLOSED) != 0;
    }

    /** Makes the threads that queue for a side look at their conditions again. */
    void wake(int side) {
        Queues made = queues;
        if (made != null) {
            made.of(side).forEach(LockSupport::unpark);
        }
    }

    /** How many threads queue for a side. */
    int queued(int side) {
        Queues made = queues;
        return made == null ? 0 : made.of(side).size();
    }

    private int open() throws ClosedChannelException {
        int seen = state;
        if ((seen & CLOSED) != 0) {
            throw new ClosedChannelException();
        }
        if (seen >>> 3 >= MOST_USERS - 1) {
            throw new IllegalStateException("too many concurrent calls on one descriptor");
        }
        return seen;
    }

    private boolean subtract(int amount) {
        int left = STATE.addAndGet(this, -amount);
        if (left < 0) {
            throw new IllegalStateException("left more often than entered");
        }
        return left == CLOSED;
    }

    private Queue<Thread> queueOf(int side) {
        if (queues == null) {
            QUEUES.compareAndSet(this, null, new Queues(new ConcurrentLinkedQueue<>(), new ConcurrentLinkedQueue<>()));
        }
        return Objects.requireNonNull(queues).of(side);
    }

    private void wakeFirst(int side) {
        Queues made = queues;
        if (made != null) {
            LockSupport.unpark(made.of(side).peek());
        }
    }
}
