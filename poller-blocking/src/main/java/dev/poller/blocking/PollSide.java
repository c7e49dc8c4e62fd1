// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.AsynchronousCloseException;
import java.util.concurrent.locks.LockSupport;

/**
 * One direction of a {@link PollDescriptor}: its slot, its deadline and whether it has been shut down. {@link #prepare}
 * and {@link #await} belong to the thread that holds this side of the {@link DescriptorLock}.
 *
 * <p>Every operation has the same shape: lock, then repeat { prepare; system call; if it would block, await }. What the
 * call returned may be told: {@link #took} saves the call that would only find out that there is no more.
 */
final class PollSide extends Timer implements Slot.Waitable {
    /** Calls that a virtual thread makes without waiting before it lets others run; as many as tokio's budget. */
    private static final int BUDGET = 128;

    /**
     * Calls after which it leaves its carrier's queue: threads that yield stay in it, and while it is not empty the JDK's
     * scheduler takes none of those that were woken from elsewhere (ForkJoinPool.topLevelExec, JDK 25).
     */
    private static final int LEAVE = 4 * BUDGET;

    private final PollDescriptor descriptor;
    private final DescriptorLock lock;
    private final int side;
    private final Slot slot = new Slot();

    /** What is waited for, for the message of a timeout. Written by the thread that holds the side. */
    private volatile String operation;

    private volatile boolean shut;

    /**
     * A short read has emptied the socket, so the next one waits first: whatever comes after it is a new event (epoll(7),
     * Questions 9). Belongs to the thread that holds the side, as the next field does.
     */
    private boolean drained;

    /** Calls in a row that did not wait. */
    private int streak;

    /**
     * An event has told of something that ends a read early although more is there: the end of the stream, an error, an
     * urgent mark. Written <em>before</em> the slot is, so whoever has seen the event in the slot sees this.
     */
    private volatile boolean marked;

    PollSide(PollDescriptor descriptor, DescriptorLock lock, int side) {
        this.descriptor = descriptor;
        this.lock = lock;
        this.side = side;
        this.operation = side == DescriptorLock.READ ? "Read" : "Write";
    }

    /**
     * Before each system call: checks that it may be made, and forgets events that came before it.
     *
     * @return false if this direction has been shut down
     * @throws IOException if closed, broken or out of time
     */
    boolean prepare() throws IOException {
        if (drained) {
            drained = false;
            // An interrupted thread is to get what is there already; waiting would not let it look.
            if (!marked && !Thread.currentThread().isInterrupted()) {
                if (mayReturn()) {
                    return false;
                }
                await();
            }
        }
        slot.prepare();
        return !mayReturn();
    }

    /**
     * After a read.
     *
     * @param count how many bytes, or {@link Endpoint#END}
     * @param room for how many there was room
     */
    void took(int count, int room) {
        drained = count > 0 && count < room && descriptor.shortReadsDrain();
        moved();
    }

    /** After a system call that did not have to wait. */
    @SuppressWarnings("ThreadPriorityCheck") // fairness, not correctness
    void moved() {
        if (++streak % BUDGET == 0 && ThreadKind.currentIsVirtual()) {
            // Nothing takes the carrier from a thread whose peer is always ahead of it.
            if (streak % LEAVE == 0) {
                LockSupport.parkNanos(this, 1);
            } else {
                Thread.yield();
            }
        }
    }

    /**
     * After a system call that would block: waits for an event, or for this direction to be shut down.
     *
     * @throws IOException if closed, broken, out of time or interrupted
     */
    void await() throws IOException {
        if (slot.publish()) {
            streak = 0;
            arm();
            slot.park(this);
        }
    }

    private void arm() throws IOException {
        try {
            descriptor.arm(side);
        } catch (IOException | RuntimeException refused) {
            slot.retract(Thread.currentThread());
            mayReturn(); // Closed meanwhile: that says more than the refusal.
            throw refused;
        }
    }

    @Override
    public boolean mayReturn() throws IOException {
        descriptor.checkFailure();
        if (descriptor.closing()) {
            throw new AsynchronousCloseException();
        }
        if (shut) {
            return true;
        }
        if (passed()) {
            throw new SocketTimeoutException(operation + " timed out");
        }
        return false;
    }

    /** Says what this side does when it is not reading or writing. */
    void operation(String name) {
        operation = name;
    }

    /** An event; true if somebody was waiting for it. On the polling thread. */
    boolean ready() {
        return slot.ready();
    }

    /** True if the waiter woken last has not run since, unless another event came. Any thread. */
    boolean isWakeDue() {
        return slot.isReady();
    }

    /** Short reads say nothing from now on. On the polling thread, before {@link #ready}. */
    void mark() {
        marked = true;
    }

    /** No more waiting in this direction. */
    void shut() {
        shut = true;
        wake();
    }

    /** Makes those who wait or queue here look at their conditions again. */
    void wake() {
        slot.wake();
        lock.wake(side);
    }

    @Override
    void expired() {
        wake();
    }
}
