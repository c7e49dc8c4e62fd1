// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.wait;

import java.util.concurrent.atomic.AtomicLong;

/** A sum that one thread at a time adds to, at the price of a plain write. Any thread reads. */
public final class Count {
    private final AtomicLong sum = new AtomicLong();

    /** Adds to it. By the one thread whose turn it is. */
    public void add(long number) {
        sum.setOpaque(sum.getPlain() + number);
    }

    /** The sum, as of now or a moment ago. */
    public long get() {
        return sum.getOpaque();
    }
}
