// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.watch;

import dev.poller.blocking.Netpoll;
import dev.poller.blocking.Until;
import dev.poller.blocking.internal.end.MemoryEvent;
import dev.poller.blocking.internal.wait.Alarm;
import dev.poller.blocking.internal.wait.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A timer: once, or again and again, in nanoseconds as far as the provider keeps them. It needs no
 * descriptor: the poll ends when it is due. Ticks do not drift, and missed ticks are counted, as by timerfd(2). Any
 * thread; of several waiting threads one gets the count.
 */
public final class Ticker extends Watch<MemoryEvent> {
    private final Alarm alarm = new Alarm(handle().read);

    /** Held also while the alarm is set, so that the two agree. */
    private final ReentrantLock lock = new ReentrantLock();

    /** When it ticks next; written with the lock. */
    private final AtomicLong next;

    /** Between ticks, in nanoseconds; 0 for one tick alone. With the lock. */
    private long period;

    private Ticker(Netpoll netpoll, AtomicLong next, MemoryEvent event) throws IOException {
        super(netpoll, event);
        this.next = next;
        var own = handle();
        var set = alarm;
        event.atClose(() -> own.noAlarm(set)); // Not this: whom the handle refers to is never abandoned.
    }

    /**
     * Ticks once.
     *
     * @param delay from now on; zero or negative is due at once
     * @throws IOException if the runtime is closed
     */
    public static Ticker once(Netpoll netpoll, Duration delay) throws IOException {
        return start(netpoll, delay, Duration.ZERO);
    }

    /**
     * Ticks again and again.
     *
     * @param period between ticks, and until the first; positive
     * @throws IOException if the runtime is closed
     */
    public static Ticker every(Netpoll netpoll, Duration period) throws IOException {
        if (period.isZero() || period.isNegative()) {
            throw new IllegalArgumentException("a period must be positive: " + period);
        }
        return start(netpoll, period, period);
    }

    private static Ticker start(Netpoll netpoll, Duration first, Duration period) throws IOException {
        AtomicLong next = new AtomicLong(Deadline.NONE);
        Ticker ticker = new Ticker(netpoll, next, new MemoryEvent(() -> Deadline.passed(next.get())));
        ticker.set(first, period);
        return ticker;
    }

    /**
     * Restarts the timer and forgets ticks that no thread has waited for. A waiting thread waits for the new ones.
     *
     * @param first from now on; zero or negative is due at once
     * @param period between later ticks; zero for none
     */
    public void set(Duration first, Duration period) {
        if (period.isNegative()) {
            throw new IllegalArgumentException("a period cannot be negative: " + period);
        }
        lock.lock();
        try {
            this.period = Deadline.nanos(period);
            tickAt(Deadline.after(first));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for a tick; forever after the only one.
     *
     * @return how many there were since the last call that returned, at least 1
     * @throws IOException as {@link dev.poller.blocking.ByteStream} says for waiting calls
     */
    public long await() throws IOException {
        return await(Until.FOREVER);
    }

    /**
     * Waits for a tick.
     *
     * @param until what else ends this call
     * @return how many there were since the last call that returned, at least 1
     * @throws IOException as {@link #await()} and {@link Until}
     */
    public long await(Until until) throws IOException {
        while (true) {
            awaitReady(until);
            long ticks = take();
            if (ticks > 0) {
                return ticks;
            }
        }
    }

    /** How many ticks are due; goes on to the one after them. */
    private long take() {
        lock.lock();
        try {
            long due = next.get();
            if (!Deadline.passed(due)) {
                return 0;
            }
            long ticks = period == 0 ? 1 : 1 + (System.nanoTime() - due) / period;
            tickAt(period == 0 ? Deadline.NONE : due + ticks * period);
            return ticks;
        } finally {
            lock.unlock();
        }
    }

    private void tickAt(long at) {
        next.set(at);
        handle().set(alarm, at);
    }

    @Override
    public String toString() {
        return "Ticker[" + (isOpen() ? "open]" : "closed]");
    }
}
