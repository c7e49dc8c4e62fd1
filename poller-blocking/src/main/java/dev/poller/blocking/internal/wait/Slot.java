// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.wait;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Where the one reader, or the one writer, of a descriptor waits, and until when. {@link #forget} and {@link #await}
 * are called by the thread that holds that side of the {@link DescriptorLock}; {@link #ready} by the thread that polls;
 * {@link #wake} by any.
 */
public abstract class Slot extends Timer implements Waitable {
    /**
     * The state, Go's rg and wg (runtime/netpoll.go). {@code null}: nothing known; READY: an event found nobody
     * waiting; a Thread: it is parked here, or about to be.
     *
     * <pre>
     *            ready                 publish
     *   READY &lt;--------- null ----------------------&gt; Thread
     *     |  forget,      ^ ^  retract: closed,          |
     *     +--publish------+ +--deadline, interrupt-------+
     *     ^                          ready: unpark       |
     *     +----------------------------------------------+
     * </pre>
     *
     * Every transition is sequentially consistent. The waiter publishes itself here and <em>then</em> reads the
     * conditions of {@link Waitable}; whoever changes a condition writes it and <em>then</em> reads this: so at least
     * one of them sees the other.
     */
    private volatile @Nullable Object state;

    private static final AtomicReferenceFieldUpdater<Slot, @Nullable Object> STATE =
            AtomicReferenceFieldUpdater.newUpdater(Slot.class, Object.class, "state");

    /** Waits are timed; a constant, so that they cost nothing otherwise. */
    private static final boolean TIMED = "waits".equals(System.getProperty("poller.inspect"));

    /** When the wait under way began, if that is timed; looked at without order. */
    long since = Deadline.NONE;

    private enum Known {
        READY
    }

    /**
     * Forgets an event that came before now. Called <em>before</em> the system call: after it, the event that the call
     * just missed would be forgotten.
     */
    void forget() {
        if (state != null) {
            state = null;
        }
    }

    /** Remembers the event, and wakes the thread that waits for it; true if there was one. Any thread. */
    public final boolean ready() {
        Thread waiter = signal();
        LockSupport.unpark(waiter);
        return waiter != null;
    }

    /**
     * True if an event is remembered that nobody has taken up: the waiter woken by it has not run since. Any thread.
     */
    public final boolean isWakeDue() {
        return state == Known.READY;
    }

    /** The transition of {@link #ready}; the thread to unpark, null if nobody waits. */
    @Nullable
    Thread signal() {
        return STATE.getAndSet(this, Known.READY) instanceof Thread waiter ? waiter : null;
    }

    /** Makes a waiting thread look at its conditions again. */
    public void wake() {
        LockSupport.unpark(waiter());
    }

    /** The thread that waits here; null if none does. */
    @Nullable
    public Thread waiter() {
        return state instanceof Thread waiter ? waiter : null;
    }

    /**
     * Publishes the calling thread, unless an event is remembered already.
     *
     * @return false if an event was remembered: it is consumed, and there is nothing to wait for
     */
    boolean publish() {
        Thread self = Thread.currentThread();
        if (STATE.compareAndSet(this, null, self)) {
            return true;
        }
        Object seen = state;
        if (seen != Known.READY) {
            throw new IllegalStateException("two threads wait in one slot: " + seen + " and " + self);
        }
        state = null;
        return false;
    }

    /** Makes sure that an event will come. Called by the waiting thread, once it is published. */
    abstract void arm() throws IOException;

    /** Tells what is waited for here. By the thread that has waited. */
    void describe(WaitEvent event) {}

    /**
     * Waits for an event or a condition. Every return from park is only a hint: the conditions are read before each.
     * A thread that waits for long keeps its frames for as long, so there is one here and not three.
     *
     * @throws InterruptedIOException if the thread is interrupted; its status stays set
     * @throws IOException as the conditions say, or if nothing will come
     */
    public final void await() throws IOException {
        if (!publish()) {
            return;
        }
        Thread self = Thread.currentThread();
        WaitEvent event = Recording.isPossible() ? WaitEvent.begun() : null;
        if (TIMED) {
            since = System.nanoTime();
        }
        try {
            arm();
            while (state == self) {
                if (mayReturn()) {
                    return;
                }
                if (self.isInterrupted()) {
                    interrupted();
                }
                LockSupport.park(this);
            }
        } finally {
            retract(self);
            if (event != null) {
                event.ended(this);
            }
        }
    }

    @Override
    void expired() {
        wake();
    }

    /** Takes the published thread back. An event that came meanwhile is consumed: the caller looks again anyway. */
    private void retract(Thread self) {
        if (!STATE.compareAndSet(this, self, null)) {
            state = null;
        }
    }

    @Override
    public String toString() {
        return String.valueOf(state);
    }
}
