// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.wait;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What ends one operation alone: a point in time, a {@link StopSignal}, or both; and whether an interrupt does. Made
 * for the operation, by its thread; {@link #expired} is called by any.
 */
public final class Limit extends Timer implements Waitable {
    private final String operation;
    private final long until;
    private final @Nullable StopSignal signal;
    private final boolean keepsInterrupts;
    private final boolean waitsOnly;
    private final TimerQueue timers;
    private final Thread thread = Thread.currentThread();

    /** Where the operation is under way. */
    private @Nullable Side side;

    /** The thread was interrupted, and is not to be told before the end. */
    private boolean kept;

    /**
     * For an operation that has not begun.
     *
     * @param operation as the message of a timeout names it
     * @param until a point in time, or {@link Deadline#NONE}
     * @param signal null for none
     * @param keepsInterrupts an interrupt does not end it, but only sets the thread's status
     * @param waitsOnly the point in time ends a wait, and not what need not wait
     * @param timers of the loop that wakes the operation
     */
    public Limit(
            String operation,
            long until,
            @Nullable StopSignal signal,
            boolean keepsInterrupts,
            boolean waitsOnly,
            TimerQueue timers) {
        this.operation = operation;
        this.until = until;
        this.signal = signal;
        this.keepsInterrupts = keepsInterrupts;
        this.waitsOnly = waitsOnly;
        this.timers = timers;
    }

    /** The same, but this much time from now at most. */
    public Limit within(Duration fromNow) {
        return new Limit(operation, orSooner(Deadline.after(fromNow)), signal, keepsInterrupts, waitsOnly, timers);
    }

    /** The sooner of this one's point in time and another. */
    long orSooner(long other) {
        boolean others = until == Deadline.NONE || (other != Deadline.NONE && Deadline.notLater(other, until));
        return others ? other : until;
    }

    void begin(Side where) throws IOException {
        side = where;
        timers.set(this, until);
        if (signal != null) {
            signal.add(this);
        }
    }

    void end() {
        if (until != Deadline.NONE) {
            timers.remove(this);
        }
        if (signal != null) {
            signal.remove(this);
        }
        if (kept) {
            kept = false;
            thread.interrupt();
        }
    }

    /**
     * By the operation's thread.
     *
     * @throws IOException if the point in time has come, or the signal was given
     */
    void check() throws IOException {
        checkSignal();
        if (Deadline.passed(until)) {
            throw new SocketTimeoutException(operation + " timed out");
        }
    }

    /** The same before a system call, which is no wait. */
    void checkBeforeCall() throws IOException {
        if (waitsOnly) {
            checkSignal();
        } else {
            check();
        }
    }

    private void checkSignal() throws IOException {
        if (signal != null && signal.isStopped()) {
            throw signal.stopped(operation);
        }
    }

    /** For the time in which the operation's thread queues for its side. */
    @Override
    public boolean mayReturn() throws IOException {
        check();
        Side where = side;
        return where != null && where.mayReturnWithoutLimit();
    }

    @Override
    public void interrupted() throws InterruptedIOException {
        if (!keepsInterrupts) {
            Waitable.super.interrupted();
        }
        kept |= Thread.interrupted(); // As long as it is set no park waits.
    }

    /** Makes the operation's thread look at its conditions again. */
    @Override
    void expired() {
        LockSupport.unpark(thread);
    }
}
