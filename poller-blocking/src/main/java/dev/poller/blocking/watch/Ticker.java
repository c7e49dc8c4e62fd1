// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.watch;

import dev.poller.blocking.Netpoll;
import dev.poller.blocking.Until;
import dev.poller.blocking.internal.end.Condition;
import dev.poller.blocking.internal.wait.Alarm;
import dev.poller.blocking.internal.wait.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A timer: once, or again and again, in nanoseconds as far as the provider keeps them. It lies in memory, and the poll ends
 * when it is due: there is no descriptor. Ticks do not drift, and those that nobody has waited for are counted, as by
 * timerfd(2). Any thread; of several that wait one gets the count.
 */
public final class Ticker extends Watch<Condition> {
    private final Schedule schedule;
    private final Alarm alarm;

    private Ticker(Netpoll netpoll, Schedule schedule) throws IOException {
        super(netpoll, new Condition(schedule::isDue));
        this.schedule = schedule;
        Alarm made = new Alarm(handle().read);
        this.alarm = made;
        var closing = handle();
        closing.onClose(() -> closing.noAlarm(made));
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
        if (period.isZero()) {
            throw new IllegalArgumentException("a period must be positive: " + period);
        }
        return start(netpoll, period, period);
    }

    private static Ticker start(Netpoll netpoll, Duration first, Duration period) throws IOException {
        Ticker ticker = new Ticker(netpoll, new Schedule());
        ticker.set(first, period);
        return ticker;
    }

    /**
     * Starts anew; ticks that nobody has waited for are forgotten. A thread that waits goes on waiting, for these.
     *
     * @param first from now on; zero or negative is due at once
     * @param period between later ticks; zero for none
     */
    public void set(Duration first, Duration period) {
        if (period.isNegative()) {
            throw new IllegalArgumentException("a period cannot be negative: " + period);
        }
        handle().alarm(alarm, schedule.set(Deadline.after(first), Deadline.nanos(period)));
    }

    /**
     * Waits for a tick; for ever after the only one.
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
            long ticks = schedule.take();
            if (ticks > 0) {
                handle().alarm(alarm, schedule.next());
                return ticks;
            }
        }
    }

    @Override
    public String toString() {
        return "Ticker[" + (isOpen() ? "open]" : "closed]");
    }

    /** When it ticks. Any thread. */
    private static final class Schedule {
        private final ReentrantLock lock = new ReentrantLock();
        private long next = Deadline.NONE;
        private long period;

        /** The new point in time. */
        long set(long first, long between) {
            lock.lock();
            try {
                next = first;
                period = between;
                return next;
            } finally {
                lock.unlock();
            }
        }

        long next() {
            lock.lock();
            try {
                return next;
            } finally {
                lock.unlock();
            }
        }

        boolean isDue() {
            return Deadline.passed(next());
        }

        /** How many ticks are due; moves on to the one after them. */
        long take() {
            lock.lock();
            try {
                if (!Deadline.passed(next)) {
                    return 0;
                }
                if (period == 0) {
                    next = Deadline.NONE;
                    return 1;
                }
                long ticks = 1 + (System.nanoTime() - next) / period;
                next += ticks * period;
                return ticks;
            } finally {
                lock.unlock();
            }
        }
    }
}
