// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.watch;

import dev.poller.blocking.Netpoll;
import dev.poller.blocking.Until;
import dev.poller.blocking.internal.end.MemoryEvent;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An event that a program gives itself. Signals are counted, and lie in memory: no provider is needed for them, and no
 * system call made. Any thread; of several that wait one gets the count.
 */
public final class Event extends Watch<MemoryEvent> {
    private final AtomicLong signals;

    private Event(Netpoll netpoll, AtomicLong signals) throws IOException {
        super(netpoll, new MemoryEvent(() -> signals.get() > 0));
        this.signals = signals;
    }

    /**
     * An event that has not been signalled.
     *
     * @throws IOException if the runtime is closed
     */
    public static Event open(Netpoll netpoll) throws IOException {
        return new Event(netpoll, new AtomicLong());
    }

    /** Wakes a waiting thread; on a closed event it does nothing. Never waits. */
    public void signal() {
        signals.getAndIncrement();
        handle().read.ready();
    }

    /**
     * Waits for a signal.
     *
     * @return how many there were since the last call that returned, at least 1
     * @throws IOException as {@link dev.poller.blocking.ByteStream} says for waiting calls
     */
    public long await() throws IOException {
        return await(Until.FOREVER);
    }

    /**
     * Waits for a signal.
     *
     * @param until what else ends this call
     * @return how many there were since the last call that returned, at least 1
     * @throws IOException as {@link #await()} and {@link Until}
     */
    public long await(Until until) throws IOException {
        while (true) {
            awaitReady(until);
            long count = signals.getAndSet(0);
            if (count > 0) {
                return count;
            }
        }
    }

    @Override
    public String toString() {
        return "Event[" + (isOpen() ? "" : "closed, ") + signals + " signals]";
    }
}
