// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.AsynchronousCloseException;

/**
 * One direction of a {@link PollDescriptor}: its slot, its deadline and whether it has been shut down. {@link #prepare}
 * and {@link #await} belong to the thread that holds this side of the {@link DescriptorLock}.
 *
 * <p>Every operation has the same shape: lock, then repeat { prepare; system call; if it would block, await }.
 */
final class PollSide extends Timer implements Slot.Waitable {
    private final PollDescriptor descriptor;
    private final DescriptorLock lock;
    private final int side;
    private final Slot slot = new Slot();

    /** What is waited for, for the message of a timeout. Written by the thread that holds the side. */
    private volatile String operation;

    private volatile boolean shut;

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
        slot.prepare();
        return !mayReturn();
    }

    /**
     * After a system call that would block: waits for an event, or for this direction to be shut down.
     *
     * @throws IOException if closed, broken, out of time or interrupted
     */
    void await() throws IOException {
        if (slot.publish()) {
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

    /** An event. On the polling thread. */
    void ready() {
        slot.ready();
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
