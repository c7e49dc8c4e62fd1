// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.AsynchronousCloseException;

/**
 * One direction of a {@link PollDescriptor}: a slot, and whether it has been shut down. {@link #prepare} and {@link
 * #await} belong to the thread that holds this side of the {@link DescriptorLock}.
 *
 * <p>Every operation has the same shape: lock, then repeat { prepare; system call; if it would block, await }. What the
 * call returned may be told: {@link #took} saves the call that would only find out that there is no more, for {@link
 * #waitsFirst} knows.
 */
final class PollSide extends Slot {
    private final PollDescriptor descriptor;

    /** READ or WRITE of {@link DescriptorLock}; a byte, for there are two of these in each idle connection. */
    private final byte side;

    private volatile boolean shut;

    /**
     * A short read has emptied the socket, so the next one waits first: whatever comes after it is a new event (epoll(7),
     * Questions 9). Belongs to the thread that holds the side.
     */
    private boolean drained;

    /**
     * An event has told of something that ends a read early although more is there: the end of the stream, an error, an
     * urgent mark; or events would not tell. Written <em>before</em> the slot is, so whoever has seen the event in the
     * slot sees this.
     */
    private volatile boolean marked;

    PollSide(PollDescriptor descriptor, int side) {
        this.descriptor = descriptor;
        this.side = (byte) side;
    }

    /**
     * Enters this side, after those before; {@link NetDescriptor#unlock} leaves it.
     *
     * @throws IOException as {@link DescriptorLock#lock}
     */
    void lock() throws IOException {
        descriptor.lock.lock(side, this);
    }

    /** Before a read: true if it is to wait before it looks. The wait finds out what else could end it. */
    boolean waitsFirst() {
        if (!drained) {
            return false;
        }
        drained = false;
        // An interrupted thread is to get what is there already; waiting would not let it look.
        return !marked && !Thread.currentThread().isInterrupted();
    }

    /**
     * Before each system call: checks that it may be made, and forgets events that came before it.
     *
     * @return false if this direction has been shut down
     * @throws IOException if closed, broken or out of time
     */
    boolean prepare() throws IOException {
        forget();
        return !mayReturn();
    }

    /**
     * After a read.
     *
     * @param count how many bytes, or {@link Endpoint#END}
     * @param room for how many there was room
     */
    void took(int count, int room) {
        drained = count > 0 && count < room;
        descriptor.moved();
    }

    @Override
    void arm() throws IOException {
        try {
            descriptor.arm(side);
        } catch (IOException | RuntimeException refused) {
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
            throw new SocketTimeoutException(descriptor.use().of(side) + " timed out");
        }
        return false;
    }

    /** True if the waiter woken last has not run since, unless another event came. Any thread. */
    boolean isWakeDue() {
        return isReady();
    }

    /** Short reads say nothing from now on. On the polling thread before {@link #ready}, or before the first read. */
    void mark() {
        marked = true;
    }

    /** No more waiting in this direction. */
    void shut() {
        shut = true;
        wake();
    }

    /** Makes those who wait or queue here look at their conditions again. */
    @Override
    void wake() {
        super.wake();
        descriptor.lock.wake(side);
    }
}
