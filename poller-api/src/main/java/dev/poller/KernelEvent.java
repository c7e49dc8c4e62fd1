// SPDX-License-Identifier: Apache-2.0
package dev.poller;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * An event that the kernel reports by itself, without a descriptor of the user's: readable when there is something
 * new, never writable. Its details are stored here before the handler is called. One poller watches it at a time. Any
 * thread.
 */
public abstract sealed class KernelEvent implements Source permits ProcessEnd, FileChanges, SignalCount {
    /** The registration that watches this; null before the first. */
    private final AtomicReference<@Nullable Registration> watcher = new AtomicReference<>();

    KernelEvent() {}

    /** What a provider needs to watch this. */
    public abstract Capability capability();

    /** Which providers can watch this, as a message says it. */
    abstract String whoCan();

    /**
     * For providers that lack the {@link #capability}: what {@link Poller#open} throws.
     *
     * @param provider which lacks it
     */
    public final UnsupportedOperationException refusedBy(String provider) {
        return new UnsupportedOperationException("provider " + provider + " lacks " + capability()
                + " and cannot watch " + this + "; these can: " + whoCan());
    }

    /**
     * For providers: this is watched from now on, until the registration is closed.
     *
     * @param by new and open
     * @throws AlreadyRegisteredException if a poller watches it already
     */
    public final void attach(Registration by) throws AlreadyRegisteredException {
        Registration before = watcher.get();
        if ((before != null && before.isOpen()) || !watcher.compareAndSet(before, by)) {
            throw new AlreadyRegisteredException("open: " + this + " is watched by a poller already", null);
        }
    }
}
