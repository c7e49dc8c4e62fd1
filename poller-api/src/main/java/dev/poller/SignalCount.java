// SPDX-License-Identifier: Apache-2.0
package dev.poller;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Signals that this process gets: readable when one has come, once for those that have, with {@link Trigger#LEVEL} too.
 * They do what they do all the same, so this is for signals that are ignored or handled. Needs
 * {@link Capability#SIGNALS}. Any thread.
 */
public final class SignalCount extends KernelEvent {
    private final int number;
    private final AtomicLong count = new AtomicLong();

    /**
     * Of one signal.
     *
     * @param number as this system numbers it (signal.h), positive
     */
    public SignalCount(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("not the number of a signal: " + number);
        }
        this.number = number;
    }

    /** The number of the signal. */
    public int number() {
        return number;
    }

    /** How often it has come since the last call, as far as a poll has found. */
    public long take() {
        return count.getAndSet(0);
    }

    /**
     * For providers: it has come.
     *
     * @param times how often
     */
    public void tell(long times) {
        count.addAndGet(times);
    }

    @Override
    public Capability capability() {
        return Capability.SIGNALS;
    }

    @Override
    String whoCan() {
        return "kqueue";
    }

    /** For example {@code signal 28}. */
    @Override
    public String toString() {
        return "signal " + number;
    }
}
