// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.thread;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What something has to be done with when the JVM begins to end. While there is nothing, there is no shutdown hook. Any
 * thread.
 *
 * @param <T> what it is done with
 */
public final class AtExit<T> {
    private final String thread;
    private final Consumer<? super T> action;
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded, as the next one. */
    private final Set<T> members = new HashSet<>();

    private @Nullable Thread hook;

    private boolean ended;

    /**
     * Nothing yet.
     *
     * @param thread the name of the thread that does it
     * @param action does it; must not throw
     */
    public AtExit(String thread, Consumer<? super T> action) {
        this.thread = thread;
        this.action = action;
    }

    /** False if it is too late: the JVM ends already. */
    public boolean add(T member) {
        lock.lock();
        try {
            if (ended) {
                return false;
            }
            if (hook == null) {
                Thread atTheEnd = OwnThreads.daemon(this::end, thread);
                Runtime.getRuntime().addShutdownHook(atTheEnd);
                hook = atTheEnd;
            }
            members.add(member);
            return true;
        } catch (IllegalStateException ending) {
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** No more to be done with this. */
    public void remove(T member) {
        lock.lock();
        try {
            if (members.remove(member) && members.isEmpty() && hook != null) {
                Runtime.getRuntime().removeShutdownHook(hook);
                hook = null;
            }
        } catch (IllegalStateException ending) {
            // The hook runs.
        } finally {
            lock.unlock();
        }
    }

    /** On the hook's thread. */
    void end() {
        lock.lock();
        try {
            ended = true;
            members.forEach(action);
            members.clear();
        } finally {
            lock.unlock();
        }
    }
}
