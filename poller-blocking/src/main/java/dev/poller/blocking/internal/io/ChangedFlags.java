// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.io;

import dev.poller.blocking.internal.end.Adopted;
import dev.poller.blocking.internal.thread.OwnThreads;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Descriptors that their endpoints have made non-blocking, to be made blocking again at the end of the JVM if nobody
 * has given them back before: a terminal is the shell's too. While there are none, there is no shutdown hook. Any
 * thread.
 */
public final class ChangedFlags {
    private static final ReentrantLock LOCK = new ReentrantLock();

    /** Guarded by {@link #LOCK}, as the next one. */
    private static final Set<Adopted> CHANGED = new HashSet<>();

    private static @Nullable Thread hook;

    private ChangedFlags() {}

    /** To be given back, by the end of the JVM at the latest. */
    public static void add(Adopted descriptor) {
        LOCK.lock();
        try {
            CHANGED.add(descriptor);
            if (hook == null) {
                Thread atTheEnd = OwnThreads.daemon(ChangedFlags::putAllBack, "poller-flags");
                Runtime.getRuntime().addShutdownHook(atTheEnd);
                hook = atTheEnd;
            }
        } catch (IllegalStateException ending) {
            // The JVM ends already: whoever closes the descriptor puts it back.
        } finally {
            LOCK.unlock();
        }
    }

    /** Being given back now. */
    public static void remove(Adopted descriptor) {
        LOCK.lock();
        try {
            if (CHANGED.remove(descriptor) && CHANGED.isEmpty() && hook != null) {
                Runtime.getRuntime().removeShutdownHook(hook);
                hook = null;
            }
        } catch (IllegalStateException ending) {
            // The hook runs.
        } finally {
            LOCK.unlock();
        }
    }

    private static void putAllBack() {
        LOCK.lock();
        try {
            for (Adopted descriptor : CHANGED) {
                try {
                    descriptor.putBack();
                } catch (IOException gone) {
                    // It is closed, and nobody is left to be told.
                }
            }
            CHANGED.clear();
        } finally {
            LOCK.unlock();
        }
    }
}
