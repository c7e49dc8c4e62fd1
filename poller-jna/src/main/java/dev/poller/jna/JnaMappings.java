// SPDX-License-Identifier: Apache-2.0
package dev.poller.jna;

import com.sun.jna.Native;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The classes whose native methods JNA has mapped to C functions, for as long as there is somebody who calls them. Any
 * thread may call.
 *
 * <p>JNA holds each of them by a global reference of JNI (dispatch.c, registerMethod: closure_method), and so its class
 * loader for ever, unless the mapping is taken back. That must not happen while a thread is in such a method: so it is
 * done when the last one who has {@linkplain #acquire acquired} them {@linkplain #release releases} them, and undone
 * for the next.
 */
final class JnaMappings {
    private static final ReentrantLock LOCK = new ReentrantLock();

    /** Guarded by {@link #LOCK}, as the next two. */
    private static final Set<Class<?>> GROUPS = new LinkedHashSet<>();

    private static boolean mapped = true;
    private static int users;

    private JnaMappings() {}

    /** Maps a class to the C library that this process has loaded; false if a function is missing. */
    static boolean map(Class<?> group) {
        LOCK.lock();
        try {
            mapAgain();
            if (!GROUPS.contains(group)) {
                try (JnaProcess process = new JnaProcess()) {
                    process.map(group);
                }
                GROUPS.add(group);
            }
            return true;
        } catch (UnsatisfiedLinkError missing) {
            return false;
        } finally {
            LOCK.unlock();
        }
    }

    /** Somebody calls from now on. */
    static void acquire() {
        LOCK.lock();
        try {
            mapAgain();
            users++;
        } finally {
            LOCK.unlock();
        }
    }

    /** Somebody who has acquired them calls no more. */
    static void release() {
        LOCK.lock();
        try {
            if (--users == 0) {
                GROUPS.forEach(Native::unregister);
                mapped = false;
            }
        } finally {
            LOCK.unlock();
        }
    }

    /** With the lock. */
    private static void mapAgain() {
        if (!mapped) {
            try (JnaProcess process = new JnaProcess()) {
                GROUPS.forEach(process::map);
            }
            mapped = true;
        }
    }
}
