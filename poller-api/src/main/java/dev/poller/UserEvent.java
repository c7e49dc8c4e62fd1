// SPDX-License-Identifier: Apache-2.0
package dev.poller;

import dev.poller.spi.EventChannel;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * An event that a program gives itself: readable from {@link #signal} on until {@link #clear}, never writable. Every
 * provider can watch it, one poller at a time. Any thread.
 */
public final class UserEvent implements Source {
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by the lock, as the next one. */
    private boolean signalled;

    /** Notifies the poller that watches this; null while none does. */
    private @Nullable EventChannel channel;

    /** An event that is not signalled and not watched yet. */
    public UserEvent() {}

    /**
     * Makes it readable; a second signal before the {@link #clear} does nothing.
     *
     * @throws IOException if the operating system refuses
     */
    public void signal() throws IOException {
        lock.lock();
        try {
            EventChannel by = channel();
            if (!signalled && by != null) {
                by.signal();
            }
            signalled = true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Makes it not readable.
     *
     * @throws IOException if the operating system refuses
     */
    public void clear() throws IOException {
        lock.lock();
        try {
            EventChannel by = channel();
            if (signalled && by != null) {
                by.clear();
            }
            signalled = false;
        } finally {
            lock.unlock();
        }
    }

    /** True between a {@link #signal} and the {@link #clear}. */
    public boolean isSignalled() {
        lock.lock();
        try {
            return signalled;
        } finally {
            lock.unlock();
        }
    }

    /**
     * For providers: watches this by a channel from now on, signalled if this is.
     *
     * @param by new and not signalled
     * @throws AlreadyRegisteredException if a poller watches it already
     * @throws IOException if the operating system refuses
     */
    public void attach(EventChannel by) throws IOException {
        lock.lock();
        try {
            if (channel() != null) {
                throw new AlreadyRegisteredException("open: this event is watched by a poller already", null);
            }
            if (signalled) {
                by.signal();
            }
            channel = by;
        } finally {
            lock.unlock();
        }
    }

    /** The one that is open, if any; one that is not is held no more. With the lock. */
    private @Nullable EventChannel channel() {
        EventChannel by = channel;
        if (by != null && !by.isOpen()) {
            by = null;
            channel = null;
        }
        return by;
    }

    /**
     * For providers: ends the use of this channel. It is not called after this returns.
     *
     * @param by of no consequence if it is another's
     */
    public void detach(EventChannel by) {
        lock.lock();
        try {
            if (by.equals(channel)) {
                channel = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /** For example {@code UserEvent[signalled]}. */
    @Override
    public String toString() {
        return "UserEvent[" + (isSignalled() ? "signalled]" : "not signalled]");
    }
}
