// SPDX-License-Identifier: Apache-2.0
package dev.poller.descriptor;

import dev.poller.libc.ErrnoException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Breaks, many of which count as one. Any thread may send; the polling thread does the rest.
 *
 * <pre>
 *   false --send: CAS, then signal--> true --receive: drain, then store--> false
 * </pre>
 *
 * <p>The order of receive matters: were the flag cleared first, a break sent before the drain would be drained with its
 * signal, and the flag would keep every later one from being signalled. One sent after the drain and before the store
 * writes nothing, and needs nothing: the poll that drained is about to return.
 */
final class PollBreak {
    private final Breaker breaker;
    private final AtomicBoolean sent = new AtomicBoolean();
    private final AtomicLong signals = new AtomicLong();

    /** The polling thread's: a poll that did not wait has fetched the event, and with it ended the event. */
    private boolean left;

    PollBreak(Breaker breaker) {
        this.breaker = breaker;
    }

    void send() throws ErrnoException {
        if (!sent.compareAndSet(false, true)) {
            return;
        }
        try {
            breaker.signal();
            signals.incrementAndGet();
        } catch (ErrnoException failure) {
            // Nothing was signalled, so nothing would ever clear the flag.
            sent.set(false);
            throw failure;
        }
    }

    /** How often it was signalled. */
    long signals() {
        return signals.get();
    }

    void receive() throws ErrnoException {
        breaker.drain();
        left = false;
        sent.set(false);
    }

    /** For a poll that does not wait: the break is for the next one that does. */
    void leave() {
        left = breaker.endsByFetch();
    }

    /** True if a break was left whose event will not come again. */
    boolean isLeft() {
        return left;
    }
}
