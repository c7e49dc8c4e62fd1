// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.runtime;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The one runtime that many share. Opened when somebody asks for it and there is none that works; a failure to open it
 * is not remembered. Any thread may call.
 *
 * @param <T> what users see of a runtime
 */
public final class Shared<T> {
    private final PollRuntime.Making<T> opening;
    private final Predicate<T> isOpen;
    private final Consumer<T> close;
    private final ReentrantLock lock = new ReentrantLock();

    /** Written with the lock. A closed one is as good as none. */
    private volatile @Nullable T current;

    /** None yet. */
    public Shared(PollRuntime.Making<T> opening, Predicate<T> isOpen, Consumer<T> close) {
        this.opening = opening;
        this.isOpen = isOpen;
        this.close = close;
    }

    /**
     * The one that works. One whose poll has failed is closed: it has descriptors, and the threads of its other loops.
     */
    public T get() throws IOException {
        T before = current;
        if (before != null && isOpen.test(before)) {
            return before;
        }
        T opened;
        lock.lock();
        try {
            before = current;
            if (before != null && isOpen.test(before)) {
                return before;
            }
            opened = opening.make();
            current = opened;
        } finally {
            lock.unlock();
        }
        if (before != null) {
            close.accept(before);
        }
        return opened;
    }

    /** This one is being closed; of no consequence if it is not the shared one. */
    public void forget(T closed) {
        lock.lock();
        try {
            if (closed.equals(current)) {
                current = null;
            }
        } finally {
            lock.unlock();
        }
    }
}
