// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.loop.carrier;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Which loops of a {@link Crew} have more than they can run. Any thread may call.
 *
 * <p>A loop is marked by its own carrier, which <em>then</em> looks whether another waits, and wakes it. Who is about
 * to wait announces that and <em>then</em> looks here. The mark is taken away by the same carrier, or by one that found
 * nothing to take: so an idle loop looks at a loop in vain once, and does not spin.
 */
final class Surplus {
    private final AtomicIntegerArray marks;
    private final AtomicInteger marked = new AtomicInteger();

    Surplus(int loops) {
        marks = new AtomicIntegerArray(loops);
    }

    void mark(int loop) {
        if (marks.get(loop) == 0 && marks.compareAndSet(loop, 0, 1)) {
            marked.incrementAndGet();
        }
    }

    void unmark(int loop) {
        if (marks.get(loop) == 1 && marks.compareAndSet(loop, 1, 0)) {
            marked.decrementAndGet();
        }
    }

    boolean isMarked(int loop) {
        return marks.get(loop) == 1;
    }

    /** True if no loop is marked. */
    boolean isEven() {
        return marked.get() == 0;
    }
}
