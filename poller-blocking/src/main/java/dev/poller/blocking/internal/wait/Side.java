// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.wait;

import dev.poller.blocking.inspect.WaitState;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.AsynchronousCloseException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a {@link PollDescriptor}: where its thread waits, and what ends the wait. All but {@link #lock},
 * {@link #mark}, {@link #shut} and {@link #wake} belongs to the thread that holds this side.
 *
 * <p>Every operation has the same shape: {@link #lock}, then system calls with {@link #look} before each, {@link
 * #await} after each that would block and {@link #took} after each that did not, and {@link #unlock}.
 */
public final class Side extends Slot {
    private final PollDescriptor descriptor;

    /** READ or WRITE of {@link DescriptorLock}; a byte, for there are two of these in each idle connection. */
    private final byte side;

    private volatile boolean shut;

    /**
     * A short read has emptied the descriptor, so the next one waits first: whatever comes after it is a new event
     * (epoll(7), Questions 9).
     */
    private boolean drained;

    /**
     * An event has told of something that ends a read early although more is there: the end of the stream, an error, an
     * urgent mark; or short reads of this kind of descriptor say nothing. Written <em>before</em> the slot is, so
     * whoever has seen the event in the slot sees this.
     */
    private volatile boolean marked;

    /** What else ends the operation under way; null for nothing. Looked at by {@link #state} without order. */
    private @Nullable Limit limit;

    /** How many bytes were moved; {@link #state} looks at it without order. */
    private long bytes;

    Side(PollDescriptor descriptor, int side) {
        this.descriptor = descriptor;
        this.side = (byte) side;
    }

    /**
     * Enters this side, after those before.
     *
     * @param own ends this operation alone, while it queues too; null for none
     * @throws IOException if closed, broken, out of time, stopped or interrupted meanwhile
     */
    public void lock(@Nullable Limit own) throws IOException {
        if (own == null) {
            if (!descriptor.lock.tryLock(side)) {
                descriptor.lock.queueUp(side, this::mayReturnWithoutLimit);
            }
            return;
        }
        own.begin(this);
        try {
            descriptor.lock.lock(side, own);
            limit = own;
        } catch (Throwable failure) {
            own.end();
            throw failure;
        }
    }

    /**
     * Before each system call: checks that it may be made, and forgets events that came before it.
     *
     * @return false if this direction has been shut down
     * @throws IOException if closed, broken, stopped or out of time
     */
    public boolean look() throws IOException {
        forget();
        boolean may = mayReturnWithoutLimit();
        if (limit != null) {
            limit.checkBeforeCall();
        }
        return !may;
    }

    /**
     * After a system call that moved something.
     *
     * @param count how much
     * @param room for how much there was room
     */
    public void took(int count, int room) {
        if (side == DescriptorLock.READ) {
            drained = count < room;
        }
    }

    /** After a system call that did not have to wait, and moved so many bytes. */
    public void moved(int count) {
        bytes += count;
        descriptor.moved(count);
    }

    /** How many bytes were moved: exact for its user, and once there is none. */
    public long bytes() {
        return bytes;
    }

    /** Who waits here now, and until when. Any thread. */
    public WaitState state() {
        long now = System.nanoTime();
        Thread waits = waiter();
        Limit own = limit;
        long until = own == null ? deadline : own.orSooner(deadline);
        return new WaitState(
                Optional.ofNullable(waits).map(Side::name),
                waits == null || since == Deadline.NONE
                        ? Optional.empty()
                        : Optional.of(Duration.ofNanos(Math.max(0, now - since))),
                until == Deadline.NONE ? Optional.empty() : Optional.of(Duration.ofNanos(until - now)),
                descriptor.lock.queued(side),
                bytes);
    }

    private static String name(Thread thread) {
        return thread.getName().isEmpty() ? "#" + thread.getId() : thread.getName();
    }

    /** Between two system calls of one operation: lets others run if it is their turn. */
    public void pause() {
        descriptor.pause();
    }

    /** Leaves this side; then lets others run if it is their turn. */
    public void unlock() {
        Limit own = limit;
        if (own != null) {
            limit = null;
            own.end();
        }
        if (descriptor.lock.unlock(side)) {
            descriptor.destroy();
        }
        descriptor.pause();
    }

    /**
     * Before the first system call: true if there is nothing to find before an event comes. The wait finds out what
     * else could end it.
     */
    public boolean waitsFirst() {
        if (!drained) {
            return false;
        }
        drained = false;
        // An interrupted thread is to get what is there already; waiting would not let it look.
        return !marked && !Thread.currentThread().isInterrupted();
    }

    @Override
    void describe(WaitEvent event) {
        event.of(descriptor.operation(side), descriptor.describe(), descriptor.number());
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
        boolean may = mayReturnWithoutLimit();
        if (limit != null) {
            limit.check();
        }
        return may;
    }

    @Override
    public void interrupted() throws InterruptedIOException {
        if (limit != null) {
            limit.interrupted();
        } else {
            super.interrupted();
        }
    }

    /** What concerns every operation on this side. Any thread. */
    boolean mayReturnWithoutLimit() throws IOException {
        descriptor.checkFailure();
        if (descriptor.lock.isClosed()) {
            throw new AsynchronousCloseException();
        }
        if (shut) {
            return true;
        }
        if (Deadline.passed(deadline)) {
            throw new SocketTimeoutException(descriptor.operation(side) + " timed out");
        }
        return false;
    }

    /** True from the beginning of a close of the descriptor on. Any thread. */
    public boolean isClosed() {
        return descriptor.lock.isClosed();
    }

    /** Short reads say nothing from now on. On the polling thread before {@link #ready}, or before the first read. */
    void mark() {
        marked = true;
    }

    /** No more waiting in this direction. */
    public void shut() {
        shut = true;
        wake();
    }

    /** Makes those who wait or queue here look at their conditions again. */
    @Override
    public void wake() {
        super.wake();
        descriptor.lock.wake(side);
    }
}
