// SPDX-License-Identifier: Apache-2.0
package dev.poller.descriptor;

import dev.poller.ClosedPollerException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the calls under way, and after the close lets the last one out return the poller's descriptors: a number is
 * never given back while a call, a break among them, may still write to it. Any thread may call.
 *
 * <pre>
 *   n >= 0               open, n calls under way
 *   CLOSED + n, n > 0    closed, n calls under way; none can enter any more
 *   CLOSED               closed, and the descriptors are returned
 * </pre>
 */
final class Lifetime implements AutoCloseable {
    private static final int CLOSED = Integer.MIN_VALUE;

    private final AtomicInteger state = new AtomicInteger();
    private final OwnDescriptors own;

    Lifetime(OwnDescriptors own) {
        this.own = own;
    }

    /** Enters; false, and not entered, if closed. */
    boolean tryEnter() {
        int seen = state.get();
        while (seen >= 0) {
            if (state.compareAndSet(seen, seen + 1)) {
                return true;
            }
            seen = state.get();
        }
        return false;
    }

    /** Enters; to be left with {@link #close}, so that a failure to return the descriptors hides no other. */
    Lifetime enter() {
        if (!tryEnter()) {
            throw new ClosedPollerException();
        }
        return this;
    }

    /** Leaves. */
    @Override
    public void close() throws IOException {
        if (state.decrementAndGet() == CLOSED) {
            own.close();
        }
    }

    /** Lets nobody in any more. The caller has entered, so the descriptors outlive this call. */
    void end() {
        state.getAndUpdate(seen -> seen | CLOSED);
    }

    boolean isOpen() {
        return state.get() >= 0;
    }

    void requireOpen() {
        if (!isOpen()) {
            throw new ClosedPollerException();
        }
    }
}
