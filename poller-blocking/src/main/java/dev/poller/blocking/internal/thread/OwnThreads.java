// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.thread;

import java.security.AccessController;
import java.security.PrivilegedAction;

/** Platform threads of the runtime's own, which may outlive whoever asked for the runtime. Any thread may call. */
public final class OwnThreads {
    private OwnThreads() {}

    /**
     * A daemon thread that keeps nothing of the calling one; not started. A thread inherits the context class loader,
     * the inheritable thread locals and, before Java 24, the access control context, and each of them holds the class
     * loader of an application that may be discarded.
     */
    @SuppressWarnings("removal") // of no effect from Java 24 on, and needed before
    public static Thread daemon(Runnable task, String name) {
        return AccessController.doPrivileged((PrivilegedAction<Thread>) () -> {
            Thread thread = new Thread(null, task, name, 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(OwnThreads.class.getClassLoader());
            return thread;
        });
    }
}
