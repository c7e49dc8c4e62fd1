// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.wait;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stops operations, once and for good, whichever descriptors they are on. Any thread. */
public abstract class StopSignal {
    private final Set<Limit> operations = ConcurrentHashMap.newKeySet();

    /** Written <em>before</em> the operations are looked at; they enter <em>and then</em> read it. */
    private volatile boolean stopped;

    /** For subclasses. */
    protected StopSignal() {}

    /** What a stopped operation fails with. */
    protected abstract IOException stopped(String operation);

    /** Stops the operations that are under way and all later ones. */
    public final void stop() {
        stopped = true;
        operations.forEach(Limit::expired);
    }

    /** True once stopped. */
    public final boolean isStopped() {
        return stopped;
    }

    /** How many operations are under way. */
    public final int operations() {
        return operations.size();
    }

    final void add(Limit operation) {
        operations.add(operation);
    }

    final void remove(Limit operation) {
        operations.remove(operation);
    }
}
